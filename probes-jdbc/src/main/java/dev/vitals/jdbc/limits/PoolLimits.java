package dev.vitals.jdbc.limits;

import dev.vitals.probe.CheckLimits;
import java.time.Duration;

/**
 * When a connection pool counts as saturated, exhausted or leaking.
 *
 * <p>No widely used tool ships these numbers; they are this library's own. They are measured against HikariCP's default
 * {@code connectionTimeout} of 30 s, after which callers fail; the last one has a source of its own.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param saturatedPercent the share of the pool in use that counts as saturated; above 0, at most 100; 90 by default
 * @param saturatedFor how long the pool must have been saturated for the check to be degraded; not negative; 30 s by
 *     default
 * @param exhaustedFor how long threads must have been waiting for the check to be down rather than degraded; positive;
 *     10 s by default, and never more than a third of the pool's own {@code connectionTimeout}
 * @param leakAfter how long a pool must have been in full use, and most of its sessions idle on the server, for a leak to
 *     be suspected; positive; 1 min by default, the shortest that HikariCP's author advises for its leak detection
 * @since 0.1.0
 */
public record PoolLimits(double saturatedPercent, Duration saturatedFor, Duration exhaustedFor, Duration leakAfter)
        implements CheckLimits {
    /** Every default named above. */
    public static final PoolLimits DEFAULT =
            new PoolLimits(90, Duration.ofSeconds(30), Duration.ofSeconds(10), Duration.ofMinutes(1));

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public PoolLimits {
        if (!(saturatedPercent > 0 && saturatedPercent <= 100)) {
            throw new IllegalArgumentException(
                    "'saturatedPercent' must be above 0 and at most 100 but was " + saturatedPercent);
        }
        Limits.notNegative("saturatedFor", saturatedFor);
        Limits.positive("exhaustedFor", exhaustedFor);
        Limits.positive("leakAfter", leakAfter);
    }

    /**
     * Returns these limits with another for a pool that is almost in use.
     *
     * @param percent the share in use; above 0, at most 100
     * @param lasting for how long; not negative
     * @return a copy
     * @throws IllegalArgumentException if a limit is out of its bounds
     * @since 0.1.0
     */
    public PoolLimits saturated(double percent, Duration lasting) {
        return new PoolLimits(percent, lasting, exhaustedFor, leakAfter);
    }

    /**
     * Returns these limits with another for threads that wait.
     *
     * @param lasting how long they must have been waiting for the check to be down; positive
     * @return a copy
     * @throws IllegalArgumentException if {@code lasting} is not positive
     * @since 0.1.0
     */
    public PoolLimits exhausted(Duration lasting) {
        return new PoolLimits(saturatedPercent, saturatedFor, lasting, leakAfter);
    }

    /**
     * Returns these limits with another for connections that are never given back.
     *
     * @param lasting how long the pool must have been in full use and most of its sessions idle; positive
     * @return a copy
     * @throws IllegalArgumentException if {@code lasting} is not positive
     * @since 0.1.0
     */
    public PoolLimits leak(Duration lasting) {
        return new PoolLimits(saturatedPercent, saturatedFor, exhaustedFor, lasting);
    }
}
