package dev.vitals.jdbc.limits;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Unit;
import java.time.Duration;

/**
 * When a MySQL or MariaDB replica counts as behind or broken.
 *
 * <p>30 s and 2 minutes are the MySQL monitoring mixin's; 5 minutes is this library's own. The delay that a replica is
 * configured to keep ({@code SQL_Delay}) is not counted.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param lag how far a channel is behind its source; degraded at 30 s and down at 5 minutes by default
 * @param stopped how long a thread of a channel has been stopped; degraded at once and down at 2 minutes by default
 * @since 0.1.0
 */
public record MySqlReplicationLimits(Threshold lag, Threshold stopped) implements CheckLimits {
    /** Every default named above. */
    public static final MySqlReplicationLimits DEFAULT = new MySqlReplicationLimits(
            Threshold.above(Duration.ofSeconds(30), Duration.ofMinutes(5)),
            Threshold.above(Duration.ZERO, Duration.ofMinutes(2)));

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public MySqlReplicationLimits {
        Thresholds.above("lag", lag, Unit.SECONDS);
        Thresholds.aboveOrAtOnce("stopped", stopped, Unit.SECONDS);
    }

    /**
     * Returns these limits with another for being behind.
     *
     * @param behind how far a channel is behind its source
     * @return a copy
     * @throws IllegalArgumentException if {@code behind} is out of its bounds
     */
    public MySqlReplicationLimits lag(Threshold behind) {
        return new MySqlReplicationLimits(behind, stopped);
    }

    /**
     * Returns these limits with another for a thread that is stopped.
     *
     * @param lasting how long it has been stopped
     * @return a copy
     * @throws IllegalArgumentException if {@code lasting} is out of its bounds
     */
    public MySqlReplicationLimits stopped(Threshold lasting) {
        return new MySqlReplicationLimits(lag, lasting);
    }
}
