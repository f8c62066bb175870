package dev.vitals;

import dev.vitals.dump.DumpJob;
import dev.vitals.dump.DumpRequest;
import dev.vitals.dump.DumpSource;
import dev.vitals.dump.Dumps;
import dev.vitals.endpoint.HealthServer;
import dev.vitals.engine.Engine;
import dev.vitals.incident.IncidentSource;
import dev.vitals.incident.Incidents;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Report;
import dev.vitals.report.ReportSource;
import dev.vitals.report.Selection;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The aggregator: runs checks and turns them into one report.
 *
 * <pre>{@code
 * Vitals vitals = Vitals.builder("orders")
 *         .check("uploads", DiskProbe.at(Path.of("/var/lib/orders")), c -> c.impact(Impact.CRITICAL))
 *         .check("licence", context -> valid() ? Result.up() : Result.down("licence.expired", "ended " + end()))
 *         .build();
 * vitals.serve(8081);
 * }</pre>
 *
 * <p>It owns its threads: at most one a check, one for time and one for listeners, all daemon and named
 * {@code vitals-…}; each listener may cost one more, and probes may bring their own. This class is thread-safe.
 *
 * @since 0.1.0
 */
public final class Vitals implements ReportSource, IncidentSource, DumpSource, AutoCloseable {
    private final Engine engine;
    private final Optional<Incidents> incidents;
    private final Optional<Dumps> dumps;
    private volatile Optional<ManagedVitals> bean = Optional.empty();

    Vitals(Engine engine, Optional<Incidents> incidents, Optional<Dumps> dumps) {
        this.engine = engine;
        this.incidents = incidents;
        this.dumps = dumps;
    }

    /** Offers this aggregator by JMX until it is closed. */
    Vitals managedAs(String application) {
        ManagedVitals managed = new ManagedVitals(this);
        managed.open(application);
        bean = Optional.of(managed);
        return this;
    }

    /**
     * Returns a builder.
     *
     * @param application the name reports carry; not blank
     * @return the builder
     */
    public static VitalsBuilder builder(String application) {
        return new VitalsBuilder(application);
    }

    /**
     * Returns a report of every check. Blocks as {@link ReportSource#report} says.
     *
     * @return the report
     */
    public Report report() {
        return engine.report(Selection.ALL);
    }

    @Override
    public Report report(Selection selection) {
        return engine.report(Objects.requireNonNull(selection, "selection"));
    }

    @Override
    public Report report(Selection selection, Duration patience) {
        Objects.requireNonNull(selection, "selection");
        return engine.report(selection, Objects.requireNonNull(patience, "patience"));
    }

    @Override
    public Optional<Report> current(Selection selection) {
        return engine.current(Objects.requireNonNull(selection, "selection"));
    }

    @Override
    public Optional<Report> kept(Selection selection) {
        return engine.kept(Objects.requireNonNull(selection, "selection"));
    }

    @Override
    public Optional<CheckReport> check(String name) {
        return engine.check(Objects.requireNonNull(name, "name"));
    }

    /**
     * Runs a check now, whatever the age of its result, and waits for it: at most for the deadline that
     * {@link VitalsBuilder#deadline} sets. If a run is under way, waits for that one. After {@link #close} runs nothing.
     *
     * @param name the check's name
     * @return what is known of it then; empty when there is no such check
     */
    @Override
    public Optional<CheckReport> run(String name) {
        return engine.run(Objects.requireNonNull(name, "name"));
    }

    @Override
    public boolean started() {
        return engine.started();
    }

    @Override
    public Set<String> groups() {
        return engine.groups();
    }

    @Override
    public Set<String> names() {
        return engine.names();
    }

    /**
     * Returns the incidents.
     *
     * @return the incidents, closed with this aggregator; empty unless {@link VitalsBuilder#incidents} has turned them on
     */
    @Override
    public Optional<Incidents> incidents() {
        return incidents;
    }

    /**
     * Returns what takes dumps.
     *
     * @return it, closed with this aggregator; empty unless {@link VitalsBuilder#dumps} has turned dumps on
     */
    @Override
    public Optional<Dumps> dumps() {
        return dumps;
    }

    /**
     * Has a diagnostic dump taken. Does not block: {@link DumpJob#await} does.
     *
     * @param request what it is for, such as {@link DumpRequest#DEFAULT}
     * @return the dump that is being taken, or the last one of the same trigger if that is young enough; see
     *     {@link Dumps#dump}
     * @throws IllegalStateException if dumps are off: {@link VitalsBuilder#dumps} turns them on
     */
    public DumpJob dump(DumpRequest request) {
        Objects.requireNonNull(request, "request");
        return dumps.orElseThrow(() -> new IllegalStateException(
                        "dumps are off: turn them on with dumps(DumpSettings.DEFAULT) when the aggregator is built"))
                .dump(request);
    }

    /**
     * Returns for how long after {@link VitalsBuilder#build} the grace of start-up was to last.
     *
     * @return what {@link VitalsBuilder#startUpGrace} was told, or 10 s; zero for none
     */
    public Duration startUpGrace() {
        return engine.startUpGrace();
    }

    /**
     * Has the grace of start-up end some time from now, and not when {@link VitalsBuilder#startUpGrace} would have it end.
     * For what takes long to start: it lengthens the grace while it is starting, and shortens it when it is ready. Does
     * nothing without a schedule, where there is no such grace.
     *
     * @param fromNow how long it lasts from now on; zero to one hour
     * @throws IllegalArgumentException if {@code fromNow} is out of its bounds
     */
    public void startUpGraceEndsIn(Duration fromNow) {
        Objects.requireNonNull(fromNow, "fromNow");
        if (fromNow.isNegative() || fromNow.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("'fromNow' must be zero to one hour but was " + fromNow);
        }
        engine.graceEndsIn(fromNow);
    }

    /**
     * Serves the health endpoint on the loopback address, at {@code /health}. For another address or an authoriser use
     * {@link HealthServer#builder}.
     *
     * @param port the TCP port; 0 for a free one
     * @return the server, to be closed by the caller
     * @throws java.io.UncheckedIOException if the port cannot be bound; the message names it
     */
    public HealthServer serve(int port) {
        return HealthServer.builder(this).port(port).start();
    }

    /**
     * Serves the health endpoint on an address of choice, at {@code /health}. Callers on other hosts see statuses; for
     * an authoriser use {@link HealthServer#builder}.
     *
     * @param host an address of this host or a name of one; {@code 0.0.0.0} lets other hosts in
     * @param port the TCP port; 0 for a free one
     * @return the server, to be closed by the caller
     * @throws java.io.UncheckedIOException if the host is unknown or the port cannot be bound; the message names them
     */
    public HealthServer serve(String host, int port) {
        return HealthServer.builder(this).address(host).port(port).start();
    }

    /**
     * Ends the schedule, gives runs under way 2 seconds to end, interrupts those that have not, and closes the probes and
     * listeners that are {@link AutoCloseable}. Returns within 3 seconds, whatever they do. Reports stay readable and grow old. Later calls do nothing.
     */
    @Override
    public void close() {
        bean.ifPresent(ManagedVitals::close);
        incidents.ifPresent(Incidents::close); // first: that checks end is no incident
        dumps.ifPresent(Dumps::close);
        engine.close();
    }
}
