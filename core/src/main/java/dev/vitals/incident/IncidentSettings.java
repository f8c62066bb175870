package dev.vitals.incident;

import dev.vitals.report.ResponsePlan;
import dev.vitals.report.Severity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * When incidents are opened and resolved, and where they are kept.
 *
 * <pre>{@code
 * Vitals.builder("orders")
 *         .incidents(IncidentSettings.DEFAULT.directory(Path.of("/var/lib/orders/incidents")).openAt(Severity.P1))
 * }</pre>
 *
 * <p>This class is immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class IncidentSettings {
    /**
     * Incidents from P2 on: P0 and P1 at once, P2 and milder after two minutes (the runbooks' "sustained 2 min");
     * resolved after 30 minutes without trouble (the runbooks' "stable for 30 minutes"); kept in memory only, the latest
     * 1,000.
     */
    public static final IncidentSettings DEFAULT = new IncidentSettings(
            Severity.P2,
            Map.of(
                    Severity.P0,
                    Duration.ZERO,
                    Severity.P1,
                    Duration.ZERO,
                    Severity.P2,
                    Duration.ofMinutes(2),
                    Severity.P3,
                    Duration.ofMinutes(2)),
            Duration.ofMinutes(30),
            Optional.empty(),
            1_000,
            List.of(),
            ResponsePlan.STANDARD,
            Duration.ofDays(400),
            IncidentDocuments.DEFAULT);

    private final Severity openAt;
    private final Map<Severity, Duration> holds;
    private final Duration stability;
    private final Optional<Path> directory;
    private final int kept;
    private final List<IncidentListener> listeners;
    private final ResponsePlan responses;
    private final Duration keptFor;
    private final IncidentDocuments documents;

    private IncidentSettings(
            Severity openAt,
            Map<Severity, Duration> holds,
            Duration stability,
            Optional<Path> directory,
            int kept,
            List<IncidentListener> listeners,
            ResponsePlan responses,
            Duration keptFor,
            IncidentDocuments documents) {
        this.openAt = openAt;
        this.holds = Map.copyOf(holds);
        this.stability = stability;
        this.directory = directory;
        this.kept = kept;
        this.listeners = List.copyOf(listeners);
        this.responses = responses;
        this.keptFor = keptFor;
        this.documents = documents;
    }

    /**
     * Returns these settings with another severity from which on a root cause opens an incident.
     *
     * @param mildest the mildest severity that does; P2 by default
     * @return a copy
     */
    public IncidentSettings openAt(Severity mildest) {
        Objects.requireNonNull(mildest, "mildest");
        return new IncidentSettings(
                mildest, holds, stability, directory, kept, listeners, responses, keptFor, documents);
    }

    /**
     * Returns these settings with another time for which a severity must last before it opens an incident.
     *
     * @param severity the severity
     * @param time zero for at once; at most 24 hours. Zero for P0 and P1, two minutes for the others by default
     * @return a copy
     * @throws IllegalArgumentException if {@code time} is out of range
     */
    public IncidentSettings hold(Severity severity, Duration time) {
        Objects.requireNonNull(severity, "severity");
        requireAtMostADay("time", time);
        Map<Severity, Duration> changed = new EnumMap<>(holds);
        changed.put(severity, time);
        return new IncidentSettings(
                openAt, changed, stability, directory, kept, listeners, responses, keptFor, documents);
    }

    /**
     * Returns these settings with another time without trouble after which an incident counts as resolved. It is the time
     * in which the checks have been seen well: with a journal, by this process and earlier ones together, without the
     * time between them.
     *
     * @param window zero for at once; at most 24 hours; 30 minutes by default
     * @return a copy
     * @throws IllegalArgumentException if {@code window} is out of range
     */
    public IncidentSettings stability(Duration window) {
        requireAtMostADay("window", window);
        return new IncidentSettings(openAt, holds, window, directory, kept, listeners, responses, keptFor, documents);
    }

    /**
     * Returns these settings with a journal on disk, which brings incidents back after a restart.
     *
     * @param journal a directory of this process alone, made if it is not there. A few hundred bytes are written per
     *     event, and each minute while an incident is in monitoring. Each write is forced to the disk (fsync of the data) before it counts as done, and before a person's change
     *     is confirmed; a rewritten file is forced, with its directory, before it takes the place of the old one. So a
     *     loss of power costs at most what nobody has been told is kept
     * @return a copy
     */
    public IncidentSettings directory(Path journal) {
        Objects.requireNonNull(journal, "journal");
        return new IncidentSettings(
                openAt, holds, stability, Optional.of(journal), kept, listeners, responses, keptFor, documents);
    }

    /**
     * Returns these settings with another number of incidents that are kept.
     *
     * @param most at least 10, at most 100,000; 1,000 by default. Of more, the oldest resolved ones are forgotten
     * @return a copy
     * @throws IllegalArgumentException if {@code most} is out of range
     */
    public IncidentSettings keep(int most) {
        if (most < 10 || most > 100_000) {
            throw new IllegalArgumentException("'most' must be from 10 to 100000 but was " + most);
        }
        return new IncidentSettings(
                openAt, holds, stability, directory, most, listeners, responses, keptFor, documents);
    }

    /**
     * Returns these settings with another age at which resolved incidents are forgotten. The journal loses them when it is
     * next rewritten: at 4 MiB and twice what is known, or after it could not be written for a while. Nothing is forgotten
     * in the first hour of the process. What the wall clock jumps ahead, and a day or more in which no process ran, makes
     * nothing older, for 92 days on which an application runs.
     *
     * @param age since the resolution; from 1 day to 3,650 days; 400 days by default, so that a year can
     *     be compared with the one before
     * @return a copy
     * @throws IllegalArgumentException if {@code age} is out of range
     */
    public IncidentSettings keepFor(Duration age) {
        boolean inRange = Objects.requireNonNull(age, "age").compareTo(Duration.ofDays(1)) >= 0
                && age.compareTo(Duration.ofDays(3_650)) <= 0;
        if (!inRange) {
            throw new IllegalArgumentException("'age' must be from 1 to 3650 days but was " + age);
        }
        return new IncidentSettings(openAt, holds, stability, directory, kept, listeners, responses, age, documents);
    }

    /**
     * Returns these settings with other templates for the documents that the endpoint serves.
     *
     * @param templates {@link IncidentDocuments#DEFAULT} by default
     * @return a copy
     */
    public IncidentSettings documents(IncidentDocuments templates) {
        Objects.requireNonNull(templates, "templates");
        return new IncidentSettings(
                openAt, holds, stability, directory, kept, listeners, responses, keptFor, templates);
    }

    /**
     * Returns these settings with a further listener.
     *
     * @param listener called with every event of an incident; closed with the aggregator if it is {@link AutoCloseable}
     * @return a copy
     */
    public IncidentSettings listener(IncidentListener listener) {
        List<IncidentListener> more = new ArrayList<>(listeners);
        more.add(Objects.requireNonNull(listener, "listener"));
        return new IncidentSettings(openAt, holds, stability, directory, kept, more, responses, keptFor, documents);
    }

    /**
     * Returns these settings with other times by which people are to respond. The builder of an aggregator takes them from
     * its severity policy.
     *
     * @param plan what each severity asks of people; {@link ResponsePlan#STANDARD} by default
     * @return a copy
     */
    public IncidentSettings responses(ResponsePlan plan) {
        return new IncidentSettings(
                openAt,
                holds,
                stability,
                directory,
                kept,
                listeners,
                Objects.requireNonNull(plan, "plan"),
                keptFor,
                documents);
    }

    private static void requireAtMostADay(String name, Duration time) {
        if (Objects.requireNonNull(time, name).isNegative() || time.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("'" + name + "' must be from PT0S to PT24H but was " + time);
        }
    }

    boolean opens(Severity severity) {
        return severity.compareTo(openAt) <= 0;
    }

    Duration hold(Severity severity) {
        return holds.getOrDefault(severity, Duration.ZERO);
    }

    Duration stability() {
        return stability;
    }

    Optional<Path> directory() {
        return directory;
    }

    IncidentDocuments documents() {
        return documents;
    }

    Duration keptFor() {
        return keptFor;
    }

    int kept() {
        return kept;
    }

    ResponsePlan responses() {
        return responses;
    }

    List<IncidentListener> listeners() {
        return listeners;
    }
}
