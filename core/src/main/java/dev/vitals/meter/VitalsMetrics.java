package dev.vitals.meter;

import dev.vitals.incident.IncidentSource;
import dev.vitals.incident.Incidents;
import dev.vitals.report.Report;
import dev.vitals.report.ReportSource;
import dev.vitals.report.Selection;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows checks as meters in any registry, under the names and labels that the endpoint's {@code ?format=prometheus} has:
 * {@code vitals_ready}, {@code vitals_severity}, {@code vitals_check_status}, {@code vitals_check_duration_seconds} and
 * so on; {@code vitals_incidents_open} by {@code severity} besides, if incidents are kept.
 *
 * <pre>{@code
 * VitalsMetrics.of(vitals).bindTo(registry);
 * }</pre>
 *
 * <p>Reading a meter reads state and never runs a check. A result that has become too old to trust shows as
 * {@code UNKNOWN}. What comes and goes, such as the observations of a check, comes and goes as meters, with the read after
 * the change; no check has more than 64 observations. All meters of one moment are read from one report, which is a
 * quarter of a second old at most.
 *
 * <p>A registry that refuses a meter is asked again at later reads; what it throws goes no further. This class is thread-safe
 * and never blocks.
 *
 * @since 0.1.0
 */
@SuppressWarnings("exports") // Micrometer is optional, and there where this class is used.
public final class VitalsMetrics implements MeterBinder, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VitalsMetrics.class);
    private static final long YOUNG_NANOS = Duration.ofMillis(250).toNanos();

    private final ReportSource source;
    private final Optional<Incidents> incidents;
    private final Tags tags;
    private final List<Binding> bindings = new CopyOnWriteArrayList<>();
    private final ReentrantLock refreshing = new ReentrantLock();

    private volatile Latest latest = new Latest(Optional.empty(), 0, Picture.empty(), 0);

    private VitalsMetrics(ReportSource source, Optional<Incidents> incidents, Tags tags) {
        this.source = source;
        this.incidents = incidents;
        this.tags = tags;
    }

    /**
     * Returns the meters of an aggregator, not bound to any registry yet.
     *
     * @param source the aggregator; one that keeps incidents shows these as well
     * @return the meters
     */
    public static VitalsMetrics of(ReportSource source) {
        Objects.requireNonNull(source, "source");
        return new VitalsMetrics(
                source, source instanceof IncidentSource keeper ? keeper.incidents() : Optional.empty(), Tags.empty());
    }

    /**
     * Returns meters of the same aggregator with tags of their own, not bound to any registry yet. With them two
     * aggregators can be in one registry; without, the second one's checks of the same name are not shown, and a warning is
     * logged.
     *
     * @param keyValues keys and values in turn, such as {@code "part", "billing"}; no key of ours, such as {@code check} or
     *     {@code level}
     * @return a copy with these tags instead of earlier ones
     * @throws IllegalArgumentException if a key has no value
     */
    public VitalsMetrics tags(String... keyValues) {
        return new VitalsMetrics(source, incidents, Tags.of(keyValues));
    }

    /**
     * Adds the meters to a registry. May be called for several. A series that another aggregator has there stays that
     * one's, which is logged.
     *
     * @param registry where the meters are to be
     */
    @Override
    public void bindTo(MeterRegistry registry) {
        Binding binding = new Binding(Objects.requireNonNull(registry, "registry"), tags, this::value);
        Set<Series> series = refreshed().picture.values().keySet();
        if (binding.isTaken(series)) {
            LOG.warn("another aggregator is in this meter registry already, and checks of the same name show its state:"
                    + " tell them apart with VitalsMetrics.of(...).tags(\"part\", \"...\")");
        }
        bindings.add(binding);
        binding.follow(series);
    }

    /** Removes all meters from the registries. */
    @Override
    public void close() {
        bindings.forEach(Binding::close);
        bindings.clear();
    }

    /** What a meter shows; no number once the series is gone. */
    private double value(Series series) {
        Double value = refreshed().picture.values().get(series);
        return value == null ? Double.NaN : value;
    }

    private Latest refreshed() {
        Latest known = latest;
        if ((known.report.isEmpty() || System.nanoTime() - known.madeAt > YOUNG_NANOS) && refreshing.tryLock()) {
            try {
                latest = read(known);
                bindings.forEach(
                        binding -> binding.follow(latest.picture.values().keySet()));
            } finally {
                refreshing.unlock();
            }
        }
        return latest;
    }

    private Latest read(Latest known) {
        long now = System.nanoTime();
        Optional<Report> current = source.current(Selection.ALL);
        Optional<Report> report = current.or(known::report);
        long readAt = current.isPresent() ? now : known.readAt;
        Picture picture = report.map(some -> Picture.of(some, Duration.ofNanos(now - readAt)))
                .orElseGet(Picture::empty);
        incidents.ifPresent(kept -> picture.with(kept.list()));
        return new Latest(report, readAt, picture, now);
    }

    private record Latest(Optional<Report> report, long readAt, Picture picture, long madeAt) {}
}
