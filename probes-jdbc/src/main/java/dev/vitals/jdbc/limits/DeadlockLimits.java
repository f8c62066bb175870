package dev.vitals.jdbc.limits;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Threshold.Direction;
import dev.vitals.probe.Unit;

/**
 * When deadlocks count as trouble rather than as bad luck: by how many there were in the last 5 minutes.
 *
 * <p>The number and the time are those of the PostgreSQL monitoring mixin, which takes 5 a minute for 5 minutes.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param deadlocks how many deadlocks there were in the last 5 minutes, a count above 0; degraded at 25, never down by
 *     default
 * @param rollbacks how many transactions were rolled back in the last 5 minutes, a count above 0; no limit by default,
 *     because what is normal depends on the application. Each check of this library ends in a rollback too, some 60 a
 *     minute for each instance
 * @since 0.1.0
 */
public record DeadlockLimits(Threshold deadlocks, Threshold rollbacks) implements CheckLimits {
    /** Every default named above. */
    public static final DeadlockLimits DEFAULT =
            new DeadlockLimits(Threshold.countAbove(25, 25).warnOnly(), Threshold.none(Direction.ABOVE, Unit.COUNT));

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public DeadlockLimits {
        Thresholds.above("deadlocks", deadlocks, Unit.COUNT);
        Thresholds.above("rollbacks", rollbacks, Unit.COUNT);
    }

    /**
     * Returns these limits with another for deadlocks.
     *
     * @param threshold a count above 0, within 5 minutes
     * @return a copy
     * @throws IllegalArgumentException if it is out of its bounds
     */
    public DeadlockLimits deadlocks(Threshold threshold) {
        return new DeadlockLimits(threshold, rollbacks);
    }

    /**
     * Returns these limits with another for transactions that are rolled back.
     *
     * @param threshold a count above 0, within 5 minutes
     * @return a copy
     * @throws IllegalArgumentException if it is out of its bounds
     */
    public DeadlockLimits rollbacks(Threshold threshold) {
        return new DeadlockLimits(deadlocks, threshold);
    }
}
