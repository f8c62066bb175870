package dev.vitals.redis.limits;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Threshold.Direction;
import dev.vitals.probe.Unit;
import java.time.Duration;
import java.util.Objects;

/**
 * When a pool of Jedis connections counts as trouble.
 *
 * <p>The numbers are this library's own, and those of its database pools.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param waiting how long threads have been waiting while every connection is in use; degraded at 3 s and down at 10 s by
 *     default
 * @param used the share of the pool that is in use; degraded at 90 % and never down by default
 * @param usedFor how long the share has to be that high; not negative; 30 s by default
 * @since 0.1.0
 */
public record JedisPoolLimits(Threshold waiting, Threshold used, Duration usedFor) implements CheckLimits {
    /** Every default named above. */
    public static final JedisPoolLimits DEFAULT = new JedisPoolLimits(
            Threshold.above(Duration.ofSeconds(3), Duration.ofSeconds(10)),
            Threshold.ratioAbove(0.90, 0.90).warnOnly(),
            Duration.ofSeconds(30));

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public JedisPoolLimits {
        Threshold.require("waiting", waiting, Direction.ABOVE, Unit.SECONDS);
        Thresholds.aboveZero("waiting", waiting);
        Threshold.requireShare("used", used, Direction.ABOVE);
        Thresholds.aboveZero("used", used);
        requireNotNegative(usedFor);
    }

    /**
     * Returns these limits with another threshold of waiting threads.
     *
     * @param threshold such as {@code Threshold.above(Duration.ofSeconds(1), Duration.ofSeconds(5))}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a duration that is bad above, or reached at 0
     */
    public JedisPoolLimits waiting(Threshold threshold) {
        return new JedisPoolLimits(threshold, used, usedFor);
    }

    /**
     * Returns these limits with another threshold of the connections in use.
     *
     * @param share such as {@code Threshold.ratioAbove(0.80, 1.0)}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a share that is bad above, or reached at 0
     */
    public JedisPoolLimits used(Threshold share) {
        return new JedisPoolLimits(waiting, share, usedFor);
    }

    /**
     * Returns these limits with another time that the share has to be high.
     *
     * @param duration how long; not negative
     * @return a copy
     * @throws IllegalArgumentException if it is negative
     */
    public JedisPoolLimits usedFor(Duration duration) {
        return new JedisPoolLimits(waiting, used, duration);
    }

    private static void requireNotNegative(Duration usedFor) {
        if (Objects.requireNonNull(usedFor, "usedFor").isNegative()) {
            throw new IllegalArgumentException("'usedFor' must not be negative but was " + usedFor);
        }
    }
}
