package dev.vitals.jvm;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Threshold.Direction;
import dev.vitals.probe.Unit;

/**
 * When the check of class loading leaves {@code UP}.
 *
 * <p>2,000 is our own judgement: what a large application loads late is less.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param growth by how many classes the least of a time has risen for half an hour and longer; bad above
 * @since 0.1.0
 */
public record ClassLimits(Threshold growth) implements CheckLimits {
    /** Degraded at 2,000 more classes. */
    public static final ClassLimits DEFAULT =
            new ClassLimits(Threshold.countAbove(2_000, 2_000).warnOnly());

    /**
     * Checks the threshold.
     *
     * @throws IllegalArgumentException if {@code growth} is not a threshold of a count that is bad above
     */
    public ClassLimits {
        Threshold.require("growth", growth, Direction.ABOVE, Unit.COUNT);
    }

    /**
     * Returns these limits with another threshold of the growth.
     *
     * @param number such as {@code Threshold.countAbove(10_000, 50_000)}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a count that is bad above
     */
    public ClassLimits growth(Threshold number) {
        return new ClassLimits(number);
    }
}
