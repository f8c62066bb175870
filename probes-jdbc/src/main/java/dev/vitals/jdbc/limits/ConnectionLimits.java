package dev.vitals.jdbc.limits;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Threshold;
import java.time.Duration;

/**
 * When a server, or a role or database with a limit of its own, counts as short of connections.
 *
 * <p>The share is of what an ordinary user may use: on PostgreSQL {@code max_connections} less the reserved ones. 80 %
 * is the PostgreSQL monitoring mixin's warning, 95 % {@code check_postgres}'s failure; the time is this library's own.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param used the share of connections in use, a ratio above 0 and at most 1; degraded at 0.80, down at 0.95 by default
 * @param idle how long a connection must have been idle to be listed among those that could be given back; not negative;
 *     5 minutes by default
 * @since 0.1.0
 */
public record ConnectionLimits(Threshold used, Duration idle) implements CheckLimits {
    /** Every default named above. */
    public static final ConnectionLimits DEFAULT =
            new ConnectionLimits(Threshold.ratioAbove(0.80, 0.95), Duration.ofMinutes(5));

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public ConnectionLimits {
        Thresholds.share("used", used);
        Limits.notNegative("idle", idle);
    }

    /**
     * Returns these limits with another for the share in use.
     *
     * @param threshold a ratio above 0 and at most 1
     * @return a copy
     * @throws IllegalArgumentException if it is out of its bounds
     */
    public ConnectionLimits used(Threshold threshold) {
        return new ConnectionLimits(threshold, idle);
    }

    /**
     * Returns these limits with another for idle connections.
     *
     * @param time how long one must have been idle to be listed; not negative
     * @return a copy
     * @throws IllegalArgumentException if {@code time} is negative
     */
    public ConnectionLimits idle(Duration time) {
        return new ConnectionLimits(used, time);
    }
}
