package dev.vitals.jdbc.limits;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Unit;
import java.time.Duration;

/**
 * When reaching a database counts as trouble.
 *
 * <p>No widely used tool ships a number for latency: 100 ms and 1 s are this library's own, for a database in the same
 * region. Raise them for one that is further away.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param latency the round trip of {@code SELECT 1}; degraded at 100 ms and down at 1 s by default. When the first is that
 *     slow, two more are made and the middle one of the three counts
 * @param startingGrace how long a server may be starting up or recovering before the check is down rather than
 *     degraded; not negative; 60 s by default, this library's own number
 * @param writable whether a server that takes no writes is a finding; true by default, and false by itself for a pool
 *     or URL that asks for read-only connections or a standby
 * @since 0.1.0
 */
public record ConnectLimits(Threshold latency, Duration startingGrace, boolean writable) implements CheckLimits {
    /** Every default named above. */
    public static final ConnectLimits DEFAULT = new ConnectLimits(
            Threshold.above(Duration.ofMillis(100), Duration.ofSeconds(1)), Duration.ofSeconds(60), true);

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public ConnectLimits {
        Thresholds.above("latency", latency, Unit.SECONDS);
        Limits.notNegative("startingGrace", startingGrace);
    }

    /**
     * Returns these limits with others for the round trip.
     *
     * @param threshold a threshold of a duration, above
     * @return a copy
     * @throws IllegalArgumentException if it is one of something else
     */
    public ConnectLimits latency(Threshold threshold) {
        return new ConnectLimits(threshold, startingGrace, writable);
    }

    /**
     * Returns these limits with another grace for a server that is starting up.
     *
     * @param grace how long the check stays degraded; not negative
     * @return a copy
     * @throws IllegalArgumentException if {@code grace} is negative
     */
    public ConnectLimits startingGrace(Duration grace) {
        return new ConnectLimits(latency, grace, writable);
    }

    /**
     * Returns these limits with a choice about a server that takes no writes.
     *
     * @param expected false when the application only reads, for instance from a standby
     * @return a copy
     */
    public ConnectLimits writable(boolean expected) {
        return new ConnectLimits(latency, startingGrace, expected);
    }
}
