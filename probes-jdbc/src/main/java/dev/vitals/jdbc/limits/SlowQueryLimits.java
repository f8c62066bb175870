package dev.vitals.jdbc.limits;

import dev.vitals.probe.CheckLimits;

/**
 * When slow statements, as MySQL and MariaDB count them, are too many. Slow is what takes longer than the server's
 * {@code long_query_time}, 10 s unless set otherwise.
 *
 * <p>No widely used tool ships a number; this one is the library's own.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param perMinute how many a minute, on the average of the last 5 minutes, make the check degraded when exceeded; not
 *     negative; 10 by default
 * @since 0.1.0
 */
public record SlowQueryLimits(double perMinute) implements CheckLimits {
    /** The default named above. */
    public static final SlowQueryLimits DEFAULT = new SlowQueryLimits(10);

    /**
     * Checks the limit.
     *
     * @throws IllegalArgumentException if it is negative or not finite
     */
    public SlowQueryLimits {
        Limits.rate("perMinute", perMinute);
    }

    /**
     * Returns these limits with another rate.
     *
     * @param rate how many a minute make the check degraded when exceeded; not negative
     * @return a copy
     * @throws IllegalArgumentException if {@code rate} is negative or not finite
     * @since 0.1.0
     */
    public SlowQueryLimits rate(double rate) {
        return new SlowQueryLimits(rate);
    }
}
