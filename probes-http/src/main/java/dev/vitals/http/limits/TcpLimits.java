package dev.vitals.http.limits;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Threshold.Direction;
import dev.vitals.probe.Unit;
import java.time.Duration;

/**
 * When the time to connect to a port counts as trouble.
 *
 * <p>1 s is what the first packet to be lost costs: it is sent again after that time.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param connect the time to connect; degraded at 1 s and never down by default
 * @since 0.1.0
 */
public record TcpLimits(Threshold connect) implements CheckLimits {
    /** Every default named above. */
    public static final TcpLimits DEFAULT = new TcpLimits(
            Threshold.above(Duration.ofSeconds(1), Duration.ofSeconds(1)).warnOnly());

    /**
     * Checks the limit.
     *
     * @throws IllegalArgumentException if it is not a threshold of a duration that is bad above
     */
    public TcpLimits {
        Threshold.require("connect", connect, Direction.ABOVE, Unit.SECONDS);
    }

    /**
     * Returns these limits with another threshold.
     *
     * @param threshold such as {@code Threshold.above(Duration.ofMillis(200), Duration.ofSeconds(2))}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a duration that is bad above
     */
    public TcpLimits connect(Threshold threshold) {
        return new TcpLimits(threshold);
    }
}
