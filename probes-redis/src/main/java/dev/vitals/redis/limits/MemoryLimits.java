package dev.vitals.redis.limits;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Threshold.Direction;
import dev.vitals.probe.Unit;

/**
 * When the memory of a Redis counts as trouble.
 *
 * <p>80 % is below the 90 % of awesome-prometheus-alerts ({@code RedisOutOfConfiguredMaxmemory}), so that both numbers
 * are apart; 95 % is this library's own number.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param used the share of {@code maxmemory} that is in use; degraded at 80 % and down at 95 % by default. Not applied
 *     where the eviction policy is {@code allkeys-*}, since such a server works at its limit
 * @param refused the number of writes that the server refused for lack of memory since the previous sample; down at 1
 *     and never degraded by default
 * @param host the share of the host's memory that is in use, applied where {@code maxmemory} is not set; degraded at
 *     90 % and never down by default, as in the Redis mixin for Prometheus ({@code RedisOutOfMemory})
 * @since 0.1.0
 */
public record MemoryLimits(Threshold used, Threshold refused, Threshold host) implements CheckLimits {
    /** Every default named above. */
    public static final MemoryLimits DEFAULT = new MemoryLimits(
            Threshold.ratioAbove(0.80, 0.95),
            Threshold.countAbove(1, 1).failOnly(),
            Threshold.ratioAbove(0.90, 0.90).warnOnly());

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public MemoryLimits {
        Threshold.requireShare("used", used, Direction.ABOVE);
        Thresholds.aboveZero("used", used);
        Threshold.require("refused", refused, Direction.ABOVE, Unit.COUNT);
        Thresholds.aboveZero("refused", refused);
        Threshold.requireShare("host", host, Direction.ABOVE);
        Thresholds.aboveZero("host", host);
    }

    /**
     * Returns these limits with another threshold of the memory in use.
     *
     * @param share such as {@code Threshold.ratioAbove(0.70, 0.90)}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a share that is bad above, or reached at 0
     */
    public MemoryLimits used(Threshold share) {
        return new MemoryLimits(share, refused, host);
    }

    /**
     * Returns these limits with another threshold of refused writes.
     *
     * @param number such as {@code Threshold.countAbove(1, 100)}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a count that is bad above, or reached at 0
     */
    public MemoryLimits refused(Threshold number) {
        return new MemoryLimits(used, number, host);
    }

    /**
     * Returns these limits with another threshold of the host's memory.
     *
     * @param share such as {@code Threshold.ratioAbove(0.80, 0.95)}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a share that is bad above, or reached at 0
     */
    public MemoryLimits host(Threshold share) {
        return new MemoryLimits(used, refused, share);
    }
}
