package dev.vitals.jvm;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Threshold.Direction;
import dev.vitals.probe.Unit;

/**
 * When the check of threads leaves {@code UP}.
 *
 * <p>All numbers are our own judgement. With 5,000 threads a single thread dump stops the application for 90 to 180 ms, and
 * their stacks may take 5 GB. What the system allows is checked in {@code dev.vitals.host}.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param count the number of platform threads; bad above
 * @param growth by how many threads the least of a time has risen for half an hour and longer; bad above. Judged if they became half as many more
 * @since 0.1.0
 */
public record ThreadLimits(Threshold count, Threshold growth) implements CheckLimits {
    /** Degraded at 5,000 threads or 200 more, down at 20,000. */
    public static final ThreadLimits DEFAULT = new ThreadLimits(
            Threshold.countAbove(5_000, 20_000), Threshold.countAbove(200, 200).warnOnly());

    /**
     * Checks the thresholds.
     *
     * @throws IllegalArgumentException if {@code count} is not a threshold of a count that is bad above, or {@code growth} is not a threshold of a count that is bad above
     */
    public ThreadLimits {
        Threshold.require("count", count, Direction.ABOVE, Unit.COUNT);
        Threshold.require("growth", growth, Direction.ABOVE, Unit.COUNT);
    }

    /**
     * Returns these limits with another threshold of the number of threads.
     *
     * @param number such as {@code Threshold.countAbove(500, 1_000)}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a count that is bad above
     */
    public ThreadLimits count(Threshold number) {
        return new ThreadLimits(number, growth);
    }

    /**
     * Returns these limits with another threshold of the growth.
     *
     * @param number such as {@code Threshold.countAbove(50, 500)}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a count that is bad above
     */
    public ThreadLimits growth(Threshold number) {
        return new ThreadLimits(count, number);
    }
}
