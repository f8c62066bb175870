package dev.vitals.host;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Threshold.Direction;
import dev.vitals.probe.Unit;
import java.time.Duration;

/**
 * When the check that writes into a directory leaves {@code UP}, apart from a refusal.
 *
 * <p>A second is our judgement: a small file takes a millisecond or two.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param answer the time to write and delete a small file; bad above
 * @since 0.1.0
 */
public record WriteLimits(Threshold answer) implements CheckLimits {
    /** Degraded at one second. */
    public static final WriteLimits DEFAULT = new WriteLimits(
            Threshold.above(Duration.ofSeconds(1), Duration.ofSeconds(1)).warnOnly());

    /**
     * Checks the threshold.
     *
     * @throws IllegalArgumentException if it is not a threshold of a duration that is bad above
     */
    public WriteLimits {
        Threshold.require("answer", answer, Direction.ABOVE, Unit.SECONDS);
    }

    /**
     * Returns these limits with another threshold of the time.
     *
     * @param time such as {@code Threshold.above(Duration.ofSeconds(1), Duration.ofSeconds(5))}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a duration that is bad above
     */
    public WriteLimits answer(Threshold time) {
        return new WriteLimits(time);
    }
}
