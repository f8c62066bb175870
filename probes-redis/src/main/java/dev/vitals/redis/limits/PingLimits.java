package dev.vitals.redis.limits;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Threshold.Direction;
import dev.vitals.probe.Unit;
import java.time.Duration;
import java.util.Objects;

/**
 * When the answers of a Redis count as trouble.
 *
 * <p>The numbers are this library's own, for a server in the same data centre. Raise them for one that is further away.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param latency the median round trip of three {@code PING}s; degraded at 100 ms and down at 1 s by default
 * @param startingGrace how long a server may be loading its data set before the check is down rather than degraded; not
 *     negative; 60 s by default
 * @since 0.1.0
 */
public record PingLimits(Threshold latency, Duration startingGrace) implements CheckLimits {
    /** Every default named above. */
    public static final PingLimits DEFAULT =
            new PingLimits(Threshold.above(Duration.ofMillis(100), Duration.ofSeconds(1)), Duration.ofSeconds(60));

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public PingLimits {
        Threshold.require("latency", latency, Direction.ABOVE, Unit.SECONDS);
        Thresholds.aboveZero("latency", latency);
        if (Objects.requireNonNull(startingGrace, "startingGrace").isNegative()) {
            throw new IllegalArgumentException("'startingGrace' must not be negative but was " + startingGrace);
        }
    }

    /**
     * Returns these limits with another threshold of the round trip.
     *
     * @param threshold such as {@code Threshold.above(Duration.ofMillis(300), Duration.ofSeconds(2))}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a duration that is bad above, or reached at 0
     */
    public PingLimits latency(Threshold threshold) {
        return new PingLimits(threshold, startingGrace);
    }

    /**
     * Returns these limits with another grace for a server that is loading its data set.
     *
     * @param grace how long the check stays degraded; not negative
     * @return a copy
     * @throws IllegalArgumentException if {@code grace} is negative
     */
    public PingLimits startingGrace(Duration grace) {
        return new PingLimits(latency, grace);
    }
}
