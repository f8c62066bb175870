package dev.vitals.host;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Threshold.Direction;
import dev.vitals.probe.Unit;
import java.time.Duration;

/**
 * When the check of the clock leaves {@code UP}.
 *
 * <p>Two seconds are our judgement: a clock that is kept by NTP is corrected without a jump, by at most half a millisecond
 * each second.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param jump by how much the clock went forward or back since the previous run, other than time did; bad above
 * @since 0.1.0
 */
public record ClockLimits(Threshold jump) implements CheckLimits {
    /** Degraded at two seconds. */
    public static final ClockLimits DEFAULT = new ClockLimits(
            Threshold.above(Duration.ofSeconds(2), Duration.ofSeconds(2)).warnOnly());

    /**
     * Checks the threshold.
     *
     * @throws IllegalArgumentException if it is not a threshold of a duration that is bad above
     */
    public ClockLimits {
        Threshold.require("jump", jump, Direction.ABOVE, Unit.SECONDS);
    }

    /**
     * Returns these limits with another threshold of a jump.
     *
     * @param time such as {@code Threshold.above(Duration.ofSeconds(2), Duration.ofMinutes(5))}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a duration that is bad above
     */
    public ClockLimits jump(Threshold time) {
        return new ClockLimits(time);
    }
}
