package dev.vitals.redis;

import java.time.Duration;

/**
 * The limits the Redis checks hold their numbers against.
 *
 * <pre>{@code
 * RedisProbes.of("sessions", uri).limits(limits -> limits.memory(70, 90))
 * }</pre>
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param pingWarn the median time of a {@code PING} from which the check is degraded; positive; 100 ms by default, our
 *     own number for a server in the same data centre: give more across a wide area
 * @param pingFail the median time of a {@code PING} from which the check is down; not below {@code pingWarn}; 1 s by
 *     default, our own number
 * @param memoryWarn the percentage of {@code maxmemory} from which the memory check is degraded; 1 to 100; 80 by
 *     default, below the 90 of the widespread Prometheus rule so that the two limits are apart. Not applied where the
 *     eviction policy is {@code allkeys-*}: such a server works at its limit
 * @param memoryFail the percentage of {@code maxmemory} from which the memory check is down; not below
 *     {@code memoryWarn}, at most 100; 95 by default
 * @since 0.1.0
 */
public record RedisLimits(Duration pingWarn, Duration pingFail, int memoryWarn, int memoryFail) {
    /** Every default named above. */
    public static final RedisLimits DEFAULT = new RedisLimits(Duration.ofMillis(100), Duration.ofSeconds(1), 80, 95);

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if a limit is out of its bounds or a warning limit is beyond its failure limit
     */
    public RedisLimits {
        if (pingWarn.isNegative() || pingWarn.isZero()) {
            throw new IllegalArgumentException("'pingWarn' must be positive but was " + pingWarn);
        }
        if (pingFail.compareTo(pingWarn) < 0) {
            throw new IllegalArgumentException(
                    "'pingFail' must not be below 'pingWarn' but was " + pingFail + " with " + pingWarn);
        }
        if (memoryWarn < 1) {
            throw new IllegalArgumentException("'memoryWarn' must be at least 1 but was " + memoryWarn);
        }
        if (memoryFail < memoryWarn || memoryFail > 100) {
            throw new IllegalArgumentException(
                    "'memoryFail' must be from 'memoryWarn' to 100 but was " + memoryFail + " with " + memoryWarn);
        }
    }

    /**
     * Returns these limits with others for the time of a {@code PING}.
     *
     * @param warn the median from which the check is degraded; positive
     * @param fail the median from which the check is down; not below {@code warn}
     * @return a copy
     * @throws IllegalArgumentException if a limit is out of its bounds
     * @since 0.1.0
     */
    public RedisLimits ping(Duration warn, Duration fail) {
        return new RedisLimits(warn, fail, memoryWarn, memoryFail);
    }

    /**
     * Returns these limits with others for the used part of {@code maxmemory}.
     *
     * @param warn the percentage from which the check is degraded; 1 to 100
     * @param fail the percentage from which the check is down; from {@code warn} to 100
     * @return a copy
     * @throws IllegalArgumentException if a limit is out of its bounds
     * @since 0.1.0
     */
    public RedisLimits memory(int warn, int fail) {
        return new RedisLimits(pingWarn, pingFail, warn, fail);
    }
}
