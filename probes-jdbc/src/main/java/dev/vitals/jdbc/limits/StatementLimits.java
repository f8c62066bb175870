package dev.vitals.jdbc.limits;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Threshold;
import java.time.Duration;

/**
 * When a statement counts as what makes the database slow: all three limits must be reached between two samples.
 *
 * <p>20 ms and 100 calls are what {@code pghero} calls a slow query, a third of the time what {@code pg-extras} calls an
 * outlier.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param calls how often it must have run; at least 1; 100 by default
 * @param mean how long it must have run on average; positive; 20 ms by default
 * @param share how much of the time of all statements it has taken, a ratio above 0 and at most 1; degraded at 0.33, never
 *     down by default
 * @since 0.1.0
 */
public record StatementLimits(int calls, Duration mean, Threshold share) implements CheckLimits {
    /** Every default named above. */
    public static final StatementLimits DEFAULT = new StatementLimits(
            100, Duration.ofMillis(20), Threshold.ratioAbove(0.33, 0.33).warnOnly());

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public StatementLimits {
        Limits.atLeastOne("calls", calls);
        Limits.positive("mean", mean);
        Thresholds.share("share", share);
    }

    /**
     * Returns these limits with others for what counts as slow.
     *
     * @param number how often a statement must have run; at least 1
     * @param average how long it must have run on average; positive
     * @return a copy
     * @throws IllegalArgumentException if a limit is out of its bounds
     */
    public StatementLimits slow(int number, Duration average) {
        return new StatementLimits(number, average, share);
    }

    /**
     * Returns these limits with another for the share of all time.
     *
     * @param threshold a ratio above 0 and at most 1
     * @return a copy
     * @throws IllegalArgumentException if it is out of its bounds
     */
    public StatementLimits share(Threshold threshold) {
        return new StatementLimits(calls, mean, threshold);
    }
}
