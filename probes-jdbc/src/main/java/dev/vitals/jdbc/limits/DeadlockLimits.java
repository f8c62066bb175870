package dev.vitals.jdbc.limits;

import dev.vitals.probe.CheckLimits;
import java.util.OptionalDouble;

/**
 * When deadlocks count as trouble rather than as bad luck.
 *
 * <p>The number and the time are those of the PostgreSQL monitoring mixin.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param perMinute how many a minute, on the average of the last 5 minutes, make the check degraded when exceeded; not
 *     negative; 5 by default
 * @param rollbacksPerMinute how many transactions rolled back a minute, on the average of the last 5 minutes, make the
 *     check degraded when exceeded; not negative; none by default, because what is normal depends on the application.
 *     Each of this library's own looks ends in a rollback too, some 60 a minute for each instance
 * @since 0.1.0
 */
public record DeadlockLimits(double perMinute, OptionalDouble rollbacksPerMinute) implements CheckLimits {
    /** Every default named above. */
    public static final DeadlockLimits DEFAULT = new DeadlockLimits(5, OptionalDouble.empty());

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is negative or not finite
     */
    public DeadlockLimits {
        Limits.rate("perMinute", perMinute);
        rollbacksPerMinute.ifPresent(rate -> Limits.rate("rollbacksPerMinute", rate));
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
        return new DeadlockLimits(rate, rollbacksPerMinute);
    }

    /**
     * Returns these limits with one for transactions that are rolled back.
     *
     * @param rate how many a minute make the check degraded when exceeded; not negative
     * @return a copy
     * @throws IllegalArgumentException if {@code rate} is negative or not finite
     * @since 0.1.0
     */
    public DeadlockLimits rollbacks(double rate) {
        return new DeadlockLimits(perMinute, OptionalDouble.of(rate));
    }
}
