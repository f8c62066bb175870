package dev.vitals.jdbc.limits;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Unit;
import java.time.Duration;

/**
 * When a connection pool counts as saturated, exhausted or leaking.
 *
 * <p>No widely used tool ships these numbers; they are this library's own. They are measured against HikariCP's default
 * {@code connectionTimeout} of 30 s, after which callers fail. The last one has a source of its own.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param used the share of the pool in use; degraded at 90 % by default; each number above 0 and at most 1
 * @param usedFor how long the share must have been that high before it counts; not negative; 30 s by default
 * @param waiting how long threads have been waiting for a connection; degraded at once and down at 10 s by default, or at
 *     a third of the pool's own {@code connectionTimeout} where that is less
 * @param leakAfter how long the pool must have been in full use, and most of its sessions idle on the server, for a leak
 *     to be suspected; positive; 1 min by default, the shortest that HikariCP's author advises for its leak detection
 * @since 0.1.0
 */
public record PoolLimits(Threshold used, Duration usedFor, Threshold waiting, Duration leakAfter)
        implements CheckLimits {
    /** Every default named above. */
    public static final PoolLimits DEFAULT = new PoolLimits(
            Threshold.ratioAbove(0.9, 0.9).warnOnly(),
            Duration.ofSeconds(30),
            Threshold.above(Duration.ZERO, Duration.ofSeconds(10)),
            Duration.ofMinutes(1));

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public PoolLimits {
        Thresholds.share("used", used);
        Limits.notNegative("usedFor", usedFor);
        Thresholds.aboveOrAtOnce("waiting", waiting, Unit.SECONDS);
        Limits.positive("leakAfter", leakAfter);
    }

    /**
     * Returns these limits with another for the share of the pool in use.
     *
     * @param share the share
     * @param lasting how long it must have been that high; not negative
     * @return a copy
     * @throws IllegalArgumentException if a limit is out of its bounds
     */
    public PoolLimits used(Threshold share, Duration lasting) {
        return new PoolLimits(share, lasting, waiting, leakAfter);
    }

    /**
     * Returns these limits with another for threads that wait.
     *
     * @param lasting how long threads have been waiting
     * @return a copy
     * @throws IllegalArgumentException if {@code lasting} is out of its bounds
     */
    public PoolLimits waiting(Threshold lasting) {
        return new PoolLimits(used, usedFor, lasting, leakAfter);
    }

    /**
     * Returns these limits with another for connections that are never given back.
     *
     * @param lasting how long the pool must have been in full use and most of its sessions idle; positive
     * @return a copy
     * @throws IllegalArgumentException if {@code lasting} is not positive
     */
    public PoolLimits leakAfter(Duration lasting) {
        return new PoolLimits(used, usedFor, waiting, lasting);
    }
}
