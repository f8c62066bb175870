package dev.vitals.jvm;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Threshold.Direction;
import dev.vitals.probe.Unit;

/**
 * When the check of uncaught exceptions leaves {@code UP}.
 *
 * <p>One is our own judgement: a thread that ends this way has left its work undone.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param count the number of threads that ended with an exception since the previous run; bad above
 * @since 0.1.0
 */
public record UncaughtLimits(Threshold count) implements CheckLimits {
    /** Degraded at 1. */
    public static final UncaughtLimits DEFAULT =
            new UncaughtLimits(Threshold.countAbove(1, 1).warnOnly());

    /**
     * Checks the threshold.
     *
     * @throws IllegalArgumentException if {@code count} is not a threshold of a count that is bad above
     */
    public UncaughtLimits {
        Threshold.require("count", count, Direction.ABOVE, Unit.COUNT);
    }

    /**
     * Returns these limits with another threshold of uncaught exceptions.
     *
     * @param number such as {@code Threshold.countAbove(1, 50)}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a count that is bad above
     */
    public UncaughtLimits count(Threshold number) {
        return new UncaughtLimits(number);
    }
}
