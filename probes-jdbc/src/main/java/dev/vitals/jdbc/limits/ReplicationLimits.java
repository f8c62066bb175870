package dev.vitals.jdbc.limits;

import dev.vitals.probe.CheckLimits;
import java.time.Duration;

/**
 * When replication counts as behind, seen from either side.
 *
 * <p>The numbers are this library's own. The PostgreSQL monitoring mixin waits for an hour, far too long for an
 * application that reads from a standby; 64 MiB and 1 GiB are 4 and 64 segments of the write-ahead log.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param lagWarn how far a standby may be behind its primary in time before the check is degraded; positive; 60 s by
 *     default
 * @param lagFail how far it may be before the check is down; not below {@code lagWarn}; 5 minutes by default
 * @param behindWarn how many bytes of write-ahead log a primary's standby may be behind before the check is degraded; at
 *     least 1; 64 MiB by default
 * @param behindFail how many bytes it may be behind before the check is down; not below {@code behindWarn}; 1 GiB by
 *     default
 * @param standbys how many standbys a primary must have: with fewer the check is degraded, with none down; not negative;
 *     0 by default, since nobody tells how many there should be
 * @since 0.1.0
 */
public record ReplicationLimits(Duration lagWarn, Duration lagFail, long behindWarn, long behindFail, int standbys)
        implements CheckLimits {
    /** Every default named above. */
    public static final ReplicationLimits DEFAULT =
            new ReplicationLimits(Duration.ofSeconds(60), Duration.ofMinutes(5), 64L << 20, 1L << 30, 0);

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public ReplicationLimits {
        Limits.positive("lagWarn", lagWarn);
        Limits.ordered("lagWarn", lagWarn, "lagFail", lagFail);
        Limits.atLeastOne("behindWarn", behindWarn);
        Limits.ordered("behindWarn", behindWarn, "behindFail", behindFail);
        Limits.notNegative("standbys", standbys);
    }

    /**
     * Returns these limits with others for a standby's distance in time.
     *
     * @param warn at which the check is degraded; positive
     * @param fail at which the check is down; not below {@code warn}
     * @return a copy
     * @throws IllegalArgumentException if a limit is out of its bounds
     * @since 0.1.0
     */
    public ReplicationLimits lag(Duration warn, Duration fail) {
        return new ReplicationLimits(warn, fail, behindWarn, behindFail, standbys);
    }

    /**
     * Returns these limits with others for the distance of a primary's standby in bytes.
     *
     * @param warn at which the check is degraded; at least 1
     * @param fail at which the check is down; not below {@code warn}
     * @return a copy
     * @throws IllegalArgumentException if a limit is out of its bounds
     * @since 0.1.0
     */
    public ReplicationLimits behind(long warn, long fail) {
        return new ReplicationLimits(lagWarn, lagFail, warn, fail, standbys);
    }

    /**
     * Returns these limits with a number of standbys that must be there.
     *
     * @param least how many; not negative
     * @return a copy
     * @throws IllegalArgumentException if it is negative
     * @since 0.1.0
     */
    public ReplicationLimits standbys(int least) {
        return new ReplicationLimits(lagWarn, lagFail, behindWarn, behindFail, least);
    }
}
