package dev.vitals.redis.limits;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Threshold.Direction;
import dev.vitals.probe.Unit;
import java.time.Duration;

/**
 * When the way a Redis saves its data counts as trouble. A save that failed is always degraded, and writes refused for it
 * are always down.
 *
 * <p>10 min and 20 min are those of Netdata ({@code redis_bgsave_slow}).
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param saving how long a save or a rewrite of the append-only file has been running; degraded at 10 min and down at
 *     20 min by default
 * @since 0.1.0
 */
public record PersistenceLimits(Threshold saving) implements CheckLimits {
    /** Every default named above. */
    public static final PersistenceLimits DEFAULT =
            new PersistenceLimits(Threshold.above(Duration.ofMinutes(10), Duration.ofMinutes(20)));

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public PersistenceLimits {
        Threshold.require("saving", saving, Direction.ABOVE, Unit.SECONDS);
        Thresholds.aboveZero("saving", saving);
    }

    /**
     * Returns these limits with another threshold of a running save.
     *
     * @param threshold such as {@code Threshold.above(Duration.ofHours(1), Duration.ofHours(2))}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a duration that is bad above, or reached at 0
     */
    public PersistenceLimits saving(Threshold threshold) {
        return new PersistenceLimits(threshold);
    }
}
