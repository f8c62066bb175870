package dev.vitals.jdbc.limits;

import dev.vitals.probe.CheckLimits;
import java.time.Duration;

/**
 * When a replica of MySQL or MariaDB counts as behind or broken.
 *
 * <p>30 s and 2 minutes are the MySQL monitoring mixin's; 5 minutes is this library's own. What the replica is behind on
 * purpose, by its {@code SQL_Delay}, is not counted.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param lagWarn how far behind a channel may be before the check is degraded; positive; 30 s by default
 * @param lagFail how far behind it may be before the check is down; not below {@code lagWarn}; 5 minutes by default
 * @param stoppedFor how long a thread of a channel may have been stopped before the check is down rather than degraded;
 *     not negative; 2 minutes by default
 * @since 0.1.0
 */
public record ReplicaLimits(Duration lagWarn, Duration lagFail, Duration stoppedFor) implements CheckLimits {
    /** Every default named above. */
    public static final ReplicaLimits DEFAULT =
            new ReplicaLimits(Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofMinutes(2));

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public ReplicaLimits {
        Limits.positive("lagWarn", lagWarn);
        Limits.ordered("lagWarn", lagWarn, "lagFail", lagFail);
        Limits.notNegative("stoppedFor", stoppedFor);
    }

    /**
     * Returns these limits with others for being behind.
     *
     * @param warn at which the check is degraded; positive
     * @param fail at which the check is down; not below {@code warn}
     * @return a copy
     * @throws IllegalArgumentException if a limit is out of its bounds
     * @since 0.1.0
     */
    public ReplicaLimits lag(Duration warn, Duration fail) {
        return new ReplicaLimits(warn, fail, stoppedFor);
    }

    /**
     * Returns these limits with another for a thread that is stopped.
     *
     * @param lasting after which the check is down; not negative
     * @return a copy
     * @throws IllegalArgumentException if {@code lasting} is negative
     * @since 0.1.0
     */
    public ReplicaLimits stopped(Duration lasting) {
        return new ReplicaLimits(lagWarn, lagFail, lasting);
    }
}
