package dev.vitals.redis.limits;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Threshold.Direction;
import dev.vitals.probe.Unit;
import java.time.Duration;

/**
 * When the replication of a Redis counts as trouble, seen from either side.
 *
 * <p>10 s is the default of {@code repl-ping-replica-period} and of {@code min-replicas-max-lag}, 60 s that of
 * {@code repl-timeout}; 30 s, three pings missed, is this library's own number.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param link how long a replica has been without its master; degraded at 10 s and down at 60 s by default
 * @param silence how long a linked replica has heard nothing from its master, which sends something every 10 s; degraded at
 *     30 s and never down by default
 * @param lag how long a master has heard nothing from a replica, which answers every second; degraded at 10 s and never
 *     down by default
 * @param replicas how many replicas a master must have; with fewer it is degraded, with none down; 0, for any number, by
 *     default
 * @since 0.1.0
 */
public record RedisReplicationLimits(Threshold link, Threshold silence, Threshold lag, int replicas)
        implements CheckLimits {
    /** Every default named above. */
    public static final RedisReplicationLimits DEFAULT = new RedisReplicationLimits(
            Threshold.above(Duration.ofSeconds(10), Duration.ofSeconds(60)),
            Threshold.above(Duration.ofSeconds(30), Duration.ofSeconds(60)).warnOnly(),
            Threshold.above(Duration.ofSeconds(10), Duration.ofSeconds(60)).warnOnly(),
            0);

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public RedisReplicationLimits {
        Threshold.require("link", link, Direction.ABOVE, Unit.SECONDS);
        Thresholds.aboveZero("link", link);
        Threshold.require("silence", silence, Direction.ABOVE, Unit.SECONDS);
        Thresholds.aboveZero("silence", silence);
        Threshold.require("lag", lag, Direction.ABOVE, Unit.SECONDS);
        Thresholds.aboveZero("lag", lag);
        requireNotNegative(replicas);
    }

    /**
     * Returns these limits with another threshold of a lost link.
     *
     * @param threshold such as {@code Threshold.above(Duration.ofSeconds(30), Duration.ofMinutes(5))}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a duration that is bad above, or reached at 0
     */
    public RedisReplicationLimits link(Threshold threshold) {
        return new RedisReplicationLimits(threshold, silence, lag, replicas);
    }

    /**
     * Returns these limits with another threshold of a silent master.
     *
     * @param threshold such as {@code Threshold.above(Duration.ofSeconds(20), Duration.ofSeconds(60))}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a duration that is bad above, or reached at 0
     */
    public RedisReplicationLimits silence(Threshold threshold) {
        return new RedisReplicationLimits(link, threshold, lag, replicas);
    }

    /**
     * Returns these limits with another threshold of a silent replica.
     *
     * @param threshold such as {@code Threshold.above(Duration.ofSeconds(5), Duration.ofSeconds(60))}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a duration that is bad above, or reached at 0
     */
    public RedisReplicationLimits lag(Threshold threshold) {
        return new RedisReplicationLimits(link, silence, threshold, replicas);
    }

    /**
     * Returns these limits with another number of replicas.
     *
     * @param number how many there must be; 0 for any number
     * @return a copy
     * @throws IllegalArgumentException if it is negative
     */
    public RedisReplicationLimits replicas(int number) {
        return new RedisReplicationLimits(link, silence, lag, number);
    }

    private static void requireNotNegative(int replicas) {
        if (replicas < 0) {
            throw new IllegalArgumentException("'replicas' must not be negative but was " + replicas);
        }
    }
}
