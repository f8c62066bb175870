package dev.vitals.report;

import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One check at one moment.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param name the check's name
 * @param policy the check's policy
 * @param status what counts: the latest result after holds and staleness. Differs from {@code result.status()} while a
 *     hold runs, or when the result is too old
 * @param freshness how far the result can be trusted
 * @param result the latest result; before the first one, {@link Status#UNKNOWN} with cause {@code result.pending}
 * @param timing when it was looked at and since when it is so
 * @param trend how it got here
 * @param late whether this report did not wait for a run that is under way
 * @param diagnosis the evidence gathered when the check last left {@link Status#UP}; empty otherwise
 * @param note what a reader should know about the runs, such as a late return; empty most of the time
 * @since 0.1.0
 */
public record CheckReport(
        String name,
        CheckPolicy policy,
        Status status,
        Freshness freshness,
        Result result,
        Timing timing,
        Trend trend,
        boolean late,
        List<Evidence> diagnosis,
        Optional<String> note) {
    /** Copies the list. */
    public CheckReport {
        diagnosis = List.copyOf(diagnosis);
    }

    /**
     * Returns the cause to count and to advise on: {@code result.stale} when the result is too old to be believed,
     * {@code result.recovering} or {@code result.worsening} while a hold keeps the status worse or better than the latest
     * result, else the result's own.
     *
     * @return the cause code; {@code ok} exactly when {@link #status} is {@link Status#UP}
     * @since 0.1.0
     */
    public String cause() {
        if (status == result.status()) {
            return result.cause();
        }
        if (freshness == Freshness.STALE) {
            return "result.stale";
        }
        if (status == Status.UP) {
            return Result.OK;
        }
        return status.compareTo(result.status()) > 0 ? "result.recovering" : "result.worsening";
    }

    /**
     * When a check was looked at, and since when it is as it is.
     *
     * @param checkedAt when the latest result was made; empty before the first
     * @param age the latest result's age at the report's time; zero before the first
     * @param took how long the latest finished run took; zero before the first
     * @param since when {@link CheckReport#status} was last taken on
     * @param lasting for how long it has been so, by monotonic time
     * @param running for how long the run under way has been running; empty when none is
     * @since 0.1.0
     */
    public record Timing(
            Optional<Instant> checkedAt,
            Duration age,
            Duration took,
            Instant since,
            Duration lasting,
            Optional<Duration> running) {}

    /**
     * How a check got to its status.
     *
     * @param pending the status that will be taken on if the results go on like this; empty when no hold runs
     * @param streak how many results in a row ask for {@code pending}; 0 when no hold runs
     * @param transitions how often the status has changed since the aggregator was built
     * @param flapping whether the status has changed at least 5 times in the last 10 minutes
     * @since 0.1.0
     */
    public record Trend(Optional<Status> pending, int streak, long transitions, boolean flapping) {}
}
