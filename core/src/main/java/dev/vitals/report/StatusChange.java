package dev.vitals.report;

import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import java.time.Instant;
import java.util.Objects;

/**
 * A change of a check's status.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class StatusChange {
    private final String check;
    private final Status from;
    private final Status to;
    private final Result result;
    private final Instant at;

    private StatusChange(String check, Status from, Status to, Result result, Instant at) {
        this.check = Objects.requireNonNull(check, "check");
        this.from = Objects.requireNonNull(from, "from");
        this.to = Objects.requireNonNull(to, "to");
        this.result = Objects.requireNonNull(result, "result");
        this.at = Objects.requireNonNull(at, "at");
    }

    /**
     * Returns a change.
     *
     * @param check the check's name
     * @param from the status before
     * @param to the status after
     * @param result the result that caused the change
     * @param at when
     * @return the change
     */
    public static StatusChange of(String check, Status from, Status to, Result result, Instant at) {
        return new StatusChange(check, from, to, result, at);
    }

    /**
     * Returns the check's name.
     *
     * @return the name
     */
    public String check() {
        return check;
    }

    /**
     * Returns the status before.
     *
     * @return the status; {@link Status#UNKNOWN} at the first result
     */
    public Status from() {
        return from;
    }

    /**
     * Returns the status after.
     *
     * @return the status; differs from {@link #from}
     */
    public Status to() {
        return to;
    }

    /**
     * Returns the result that caused the change.
     *
     * @return the result, redacted
     */
    public Result result() {
        return result;
    }

    /**
     * Returns when the status changed.
     *
     * @return the wall-clock time
     */
    public Instant at() {
        return at;
    }

    @Override
    public String toString() {
        return check + " " + from + " -> " + to + " at " + at;
    }
}
