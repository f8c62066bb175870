package dev.vitals.jdbc.limits;

import dev.vitals.probe.CheckLimits;
import java.time.Duration;

/**
 * When a server, or a role or database with a limit of its own, counts as short of connections.
 *
 * <p>The share is of what an ordinary user may use: on PostgreSQL {@code max_connections} less the reserved ones. 80 %
 * is the PostgreSQL monitoring mixin's warning, 95 % {@code check_postgres}'s failure; the time is this library's own.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param warnPercent the share in use at which the check is degraded; above 0; 80 by default
 * @param failPercent the share in use at which the check is down; at least {@code warnPercent}, at most 100; 95 by
 *     default
 * @param idle how long a connection must have been idle to be listed among those that could be given back; not negative;
 *     5 minutes by default
 * @since 0.1.0
 */
public record ConnectionLimits(double warnPercent, double failPercent, Duration idle) implements CheckLimits {
    /** Every default named above. */
    public static final ConnectionLimits DEFAULT = new ConnectionLimits(80, 95, Duration.ofMinutes(5));

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public ConnectionLimits {
        Limits.percents(warnPercent, failPercent);
        Limits.notNegative("idle", idle);
    }

    /**
     * Returns these limits with others for the share in use.
     *
     * @param warn the percentage at which the check is degraded; above 0
     * @param fail the percentage at which the check is down; at least {@code warn}, at most 100
     * @return a copy
     * @throws IllegalArgumentException if a limit is out of its bounds
     * @since 0.1.0
     */
    public ConnectionLimits used(double warn, double fail) {
        return new ConnectionLimits(warn, fail, idle);
    }

    /**
     * Returns these limits with another for idle connections.
     *
     * @param time how long one must have been idle to be listed; not negative
     * @return a copy
     * @throws IllegalArgumentException if {@code time} is negative
     * @since 0.1.0
     */
    public ConnectionLimits idle(Duration time) {
        return new ConnectionLimits(warnPercent, failPercent, time);
    }
}
