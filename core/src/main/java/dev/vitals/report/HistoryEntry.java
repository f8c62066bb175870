package dev.vitals.report;

import dev.vitals.probe.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * A past result of a check, in short.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class HistoryEntry {
    private final Instant at;
    private final Status status;
    private final Duration took;

    private HistoryEntry(Instant at, Status status, Duration took) {
        this.at = Objects.requireNonNull(at, "at");
        this.status = Objects.requireNonNull(status, "status");
        this.took = Objects.requireNonNull(took, "took");
    }

    /**
     * Returns an entry.
     *
     * @param at when the result was made
     * @param status the status of the result itself, before holds
     * @param took how long the run took
     * @return the entry
     */
    public static HistoryEntry of(Instant at, Status status, Duration took) {
        return new HistoryEntry(at, status, took);
    }

    /**
     * Returns when the result was made.
     *
     * @return the wall-clock time
     */
    public Instant at() {
        return at;
    }

    /**
     * Returns the status of the result itself, before holds.
     *
     * @return the status
     */
    public Status status() {
        return status;
    }

    /**
     * Returns how long the run took.
     *
     * @return the time; for a run that had not returned, the time until then
     */
    public Duration took() {
        return took;
    }

    @Override
    public String toString() {
        return at + " " + status + " in " + took;
    }
}
