package dev.vitals.jdbc.limits;

import dev.vitals.probe.CheckLimits;
import java.time.Duration;

/**
 * When a statement counts as what makes the database slow: all three limits must be reached between two looks.
 *
 * <p>20 ms and 100 calls are what {@code pghero} calls a slow query, a third of the time what {@code pg-extras} calls an
 * outlier.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param calls how often it must have run; at least 1; 100 by default
 * @param mean how long it must have run on the average; positive; 20 ms by default
 * @param sharePercent how much of the time of all statements it must have taken; above 0, at most 100; 33 by default
 * @since 0.1.0
 */
public record StatementLimits(int calls, Duration mean, double sharePercent) implements CheckLimits {
    /** Every default named above. */
    public static final StatementLimits DEFAULT = new StatementLimits(100, Duration.ofMillis(20), 33);

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public StatementLimits {
        Limits.atLeastOne("calls", calls);
        Limits.positive("mean", mean);
        if (!(sharePercent > 0 && sharePercent <= 100)) {
            throw new IllegalArgumentException(
                    "'sharePercent' must be above 0 and at most 100 but was " + sharePercent);
        }
    }

    /**
     * Returns these limits with others for what counts as slow.
     *
     * @param number how often a statement must have run; at least 1
     * @param average how long it must have run on the average; positive
     * @return a copy
     * @throws IllegalArgumentException if a limit is out of its bounds
     * @since 0.1.0
     */
    public StatementLimits slow(int number, Duration average) {
        return new StatementLimits(number, average, sharePercent);
    }

    /**
     * Returns these limits with another for the share of all time.
     *
     * @param percent how much a statement must have taken; above 0, at most 100
     * @return a copy
     * @throws IllegalArgumentException if {@code percent} is out of its bounds
     * @since 0.1.0
     */
    public StatementLimits share(double percent) {
        return new StatementLimits(calls, mean, percent);
    }
}
