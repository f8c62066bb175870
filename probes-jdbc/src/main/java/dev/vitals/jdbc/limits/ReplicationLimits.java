package dev.vitals.jdbc.limits;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Size;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Threshold.Direction;
import dev.vitals.probe.Unit;
import java.time.Duration;

/**
 * When replication counts as behind, seen from either side.
 *
 * <p>The numbers are this library's own. The PostgreSQL monitoring mixin waits for an hour, far too long for an
 * application that reads from a standby; 64 MiB and 1 GiB are 4 and 64 segments of the write-ahead log.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param lag how far a standby is behind its primary in time, or for how long a subscription has not been seen well, a
 *     duration above 0; degraded at 60 s, down at 5 minutes by
 *     default
 * @param behind how much of the write-ahead log a primary's standby has not replayed, a size above 0; degraded at 64 MiB,
 *     down at 1 GiB by default
 * @param standbys how many standbys are connected to a primary, a count that is bad when small; no limit by default, since
 *     the server does not know how many there should be. {@code Threshold.countBelow(1, 0)} is for a primary that must
 *     have two: degraded with one, down with none
 * @since 0.1.0
 */
public record ReplicationLimits(Threshold lag, Threshold behind, Threshold standbys) implements CheckLimits {
    /** Every default named above. */
    public static final ReplicationLimits DEFAULT = new ReplicationLimits(
            Threshold.above(Duration.ofSeconds(60), Duration.ofMinutes(5)),
            Threshold.above(Size.ofMebibytes(64), Size.ofGibibytes(1)),
            Threshold.none(Direction.BELOW, Unit.COUNT));

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public ReplicationLimits {
        Thresholds.above("lag", lag, Unit.SECONDS);
        Thresholds.above("behind", behind, Unit.BYTES);
        Thresholds.atLeast("standbys", standbys);
    }

    /**
     * Returns these limits with another for a standby's distance in time.
     *
     * @param threshold a duration above 0
     * @return a copy
     * @throws IllegalArgumentException if it is out of its bounds
     */
    public ReplicationLimits lag(Threshold threshold) {
        return new ReplicationLimits(threshold, behind, standbys);
    }

    /**
     * Returns these limits with another for the distance of a primary's standby in bytes.
     *
     * @param threshold a size above 0
     * @return a copy
     * @throws IllegalArgumentException if it is out of its bounds
     */
    public ReplicationLimits behind(Threshold threshold) {
        return new ReplicationLimits(lag, threshold, standbys);
    }

    /**
     * Returns these limits with another for the number of standbys.
     *
     * @param threshold a count that is bad when small, such as {@code Threshold.countBelow(1, 0)}
     * @return a copy
     * @throws IllegalArgumentException if it is out of its bounds
     */
    public ReplicationLimits standbys(Threshold threshold) {
        return new ReplicationLimits(lag, behind, threshold);
    }
}
