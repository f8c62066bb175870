package dev.vitals.jvm;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Threshold.Direction;
import dev.vitals.probe.Unit;

/**
 * When the check of locks leaves {@code UP}.
 *
 * <p>Ten is our own judgement.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param waiting the number of threads that wait for one lock; bad above
 * @since 0.1.0
 */
public record ConvoyLimits(Threshold waiting) implements CheckLimits {
    /** Degraded at 10 threads. */
    public static final ConvoyLimits DEFAULT =
            new ConvoyLimits(Threshold.countAbove(10, 10).warnOnly());

    /**
     * Checks the threshold.
     *
     * @throws IllegalArgumentException if {@code waiting} is not a threshold of a count that is bad above
     */
    public ConvoyLimits {
        Threshold.require("waiting", waiting, Direction.ABOVE, Unit.COUNT);
    }

    /**
     * Returns these limits with another threshold of threads that wait for one lock.
     *
     * @param number such as {@code Threshold.countAbove(20, 200)}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a count that is bad above
     */
    public ConvoyLimits waiting(Threshold number) {
        return new ConvoyLimits(number);
    }
}
