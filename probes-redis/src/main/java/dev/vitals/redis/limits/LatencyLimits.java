package dev.vitals.redis.limits;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Threshold.Direction;
import dev.vitals.probe.Unit;
import java.time.Duration;

/**
 * When the spikes that the latency monitor of a Redis records count as trouble. Only spikes count that are new since the
 * previous sample.
 *
 * <p>The number is this library's own.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param spike how long the longest of them took; degraded at 100 ms and never down by default
 * @since 0.1.0
 */
public record LatencyLimits(Threshold spike) implements CheckLimits {
    /** Every default named above. */
    public static final LatencyLimits DEFAULT = new LatencyLimits(
            Threshold.above(Duration.ofMillis(100), Duration.ofMillis(100)).warnOnly());

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public LatencyLimits {
        Threshold.require("spike", spike, Direction.ABOVE, Unit.SECONDS);
        Thresholds.aboveZero("spike", spike);
    }

    /**
     * Returns these limits with another threshold of a spike.
     *
     * @param threshold such as {@code Threshold.above(Duration.ofMillis(500), Duration.ofSeconds(5))}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a duration that is bad above, or reached at 0
     */
    public LatencyLimits spike(Threshold threshold) {
        return new LatencyLimits(threshold);
    }
}
