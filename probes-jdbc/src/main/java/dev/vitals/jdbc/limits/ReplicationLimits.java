package dev.vitals.jdbc.limits;

import java.time.Duration;

/**
 * When a standby counts as behind, seen from its own side in time and from its primary's in bytes.
 *
 * <p>The numbers are this library's own: 4 and 64 segments of the write-ahead log, 1 and 5 minutes. The PostgreSQL
 * monitoring mixin's hour is too long for an application that reads from a standby.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param lagWarn how far a standby may be behind, or how long it may not have replied, before the check is degraded;
 *     positive; 60 s by default
 * @param lagFail how far before the check is down; not below {@code lagWarn}; 5 minutes by default
 * @param behindWarn how many bytes a standby may be behind before the check is degraded; at least 1; 64 MiB by default
 * @param behindFail how many bytes before the check is down; not below {@code behindWarn}; 1 GiB by default
 * @param standbys how many standbys a primary must have: with fewer the check is degraded, with none down; not negative;
 *     0 by default, since nobody tells how many there should be
 * @since 0.1.0
 */
public record ReplicationLimits(Duration lagWarn, Duration lagFail, long behindWarn, long behindFail, int standbys) {
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
     * Returns these limits with others for the time.
     *
     * @param warn how far behind, or silent, makes the check degraded; positive
     * @param fail how far makes it down; not below {@code warn}
     * @return a copy
     * @throws IllegalArgumentException if a limit is out of its bounds
     * @since 0.1.0
     */
    public ReplicationLimits lag(Duration warn, Duration fail) {
        return new ReplicationLimits(warn, fail, behindWarn, behindFail, standbys);
    }

    /**
     * Returns these limits with others for the bytes.
     *
     * @param warn how many bytes behind make the check degraded; at least 1
     * @param fail how many make it down; not below {@code warn}
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
