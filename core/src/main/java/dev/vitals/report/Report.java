package dev.vitals.report;

import dev.vitals.probe.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An immutable picture of a set of checks at one moment.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param application the name the aggregator was built with
 * @param selection which checks it shows
 * @param status the overall status: that of the worst check, where only a check of critical impact can make it
 *     {@link Status#DOWN}
 * @param ready whether this instance should get traffic: the status is not {@link Status#DOWN}, every check has a
 *     first result, and no critical check is stale
 * @param verdict how bad it is and what is at the root
 * @param checks every check, worst first, then by name
 * @param at the wall-clock time of the picture
 * @param since when the overall status or severity last changed; the time the aggregator was built if never
 * @param lasting for how long it has been so, by monotonic time
 * @since 0.1.0
 */
public record Report(
        String application,
        Selection selection,
        Status status,
        boolean ready,
        Verdict verdict,
        List<CheckReport> checks,
        Instant at,
        Instant since,
        Duration lasting) {
    /** Copies the list. */
    public Report {
        checks = List.copyOf(checks);
    }

    /**
     * Returns one check of this report.
     *
     * @param name the check's name
     * @return the check, or empty when this report does not show it
     * @since 0.1.0
     */
    public Optional<CheckReport> check(String name) {
        return checks.stream().filter(check -> check.name().equals(name)).findFirst();
    }
}
