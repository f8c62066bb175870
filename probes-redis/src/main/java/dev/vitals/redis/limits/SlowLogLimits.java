package dev.vitals.redis.limits;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Threshold.Direction;
import dev.vitals.probe.Unit;
import java.time.Duration;

/**
 * When the slow log of a Redis counts as trouble. Only entries count that are new since the previous sample.
 *
 * <p>A command is slow from {@code slowlog-log-slower-than} on, 10 ms by default. Both numbers are this library's own.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param entries how many commands were slow since the previous sample; degraded at 10 and never down by default
 * @param longest how long the slowest of them took; degraded at 100 ms and never down by default
 * @since 0.1.0
 */
public record SlowLogLimits(Threshold entries, Threshold longest) implements CheckLimits {
    /** Every default named above. */
    public static final SlowLogLimits DEFAULT = new SlowLogLimits(
            Threshold.countAbove(10, 10).warnOnly(),
            Threshold.above(Duration.ofMillis(100), Duration.ofMillis(100)).warnOnly());

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public SlowLogLimits {
        Threshold.require("entries", entries, Direction.ABOVE, Unit.COUNT);
        Thresholds.aboveZero("entries", entries);
        Threshold.require("longest", longest, Direction.ABOVE, Unit.SECONDS);
        Thresholds.aboveZero("longest", longest);
    }

    /**
     * Returns these limits with another threshold of slow commands.
     *
     * @param number such as {@code Threshold.countAbove(100, 1000)}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a count that is bad above, or reached at 0
     */
    public SlowLogLimits entries(Threshold number) {
        return new SlowLogLimits(number, longest);
    }

    /**
     * Returns these limits with another threshold of the slowest command.
     *
     * @param threshold such as {@code Threshold.above(Duration.ofMillis(500), Duration.ofSeconds(5))}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a duration that is bad above, or reached at 0
     */
    public SlowLogLimits longest(Threshold threshold) {
        return new SlowLogLimits(entries, threshold);
    }
}
