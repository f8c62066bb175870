package dev.vitals.jdbc.limits;

/**
 * When deadlocks count as trouble rather than as bad luck.
 *
 * <p>The number and the time are those of the PostgreSQL monitoring mixin.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param perMinute how many a minute, on the average of the last 5 minutes, make the check degraded when exceeded; not
 *     negative; 5 by default
 * @since 0.1.0
 */
public record DeadlockLimits(double perMinute) {
    /** The default named above. */
    public static final DeadlockLimits DEFAULT = new DeadlockLimits(5);

    /**
     * Checks the limit.
     *
     * @throws IllegalArgumentException if it is negative or not finite
     */
    public DeadlockLimits {
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
    public DeadlockLimits rate(double rate) {
        return new DeadlockLimits(rate);
    }
}
