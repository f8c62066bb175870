package dev.vitals.jdbc.limits;

import dev.vitals.probe.CheckLimits;
import java.time.Duration;

/**
 * When reaching a database counts as trouble.
 *
 * <p>No widely used tool ships a number for latency: 100 ms and 1 s are this library's own, for a database in the same
 * region. Raise them for one that is further away.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param latencyWarn the round trip of {@code SELECT 1} at which the check is degraded; positive; 100 ms by default.
 *     When the first is that slow, two more are made and the middle one of the three counts
 * @param latencyFail the round trip at which the check is down; not below {@code latencyWarn}; 1 s by default
 * @param startingGrace how long a server may be starting up or recovering before the check is down rather than
 *     degraded; not negative; 60 s by default, this library's own number
 * @param writable whether a server that takes no writes is a finding; true by default, and false by itself for a pool
 *     or URL that asks for read-only connections or a standby
 * @since 0.1.0
 */
public record ConnectLimits(Duration latencyWarn, Duration latencyFail, Duration startingGrace, boolean writable)
        implements CheckLimits {
    /** Every default named above. */
    public static final ConnectLimits DEFAULT =
            new ConnectLimits(Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofSeconds(60), true);

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public ConnectLimits {
        Limits.positive("latencyWarn", latencyWarn);
        Limits.ordered("latencyWarn", latencyWarn, "latencyFail", latencyFail);
        Limits.notNegative("startingGrace", startingGrace);
    }

    /**
     * Returns these limits with others for the round trip.
     *
     * @param warn at which the check is degraded; positive
     * @param fail at which the check is down; not below {@code warn}
     * @return a copy
     * @throws IllegalArgumentException if a limit is out of its bounds
     * @since 0.1.0
     */
    public ConnectLimits latency(Duration warn, Duration fail) {
        return new ConnectLimits(warn, fail, startingGrace, writable);
    }

    /**
     * Returns these limits with another grace for a server that is starting up.
     *
     * @param grace how long the check stays degraded; not negative
     * @return a copy
     * @throws IllegalArgumentException if {@code grace} is negative
     * @since 0.1.0
     */
    public ConnectLimits startingGrace(Duration grace) {
        return new ConnectLimits(latencyWarn, latencyFail, grace, writable);
    }

    /**
     * Returns these limits with a choice about a server that takes no writes.
     *
     * @param expected false when the application only reads, for instance from a standby
     * @return a copy
     * @since 0.1.0
     */
    public ConnectLimits writable(boolean expected) {
        return new ConnectLimits(latencyWarn, latencyFail, startingGrace, expected);
    }
}
