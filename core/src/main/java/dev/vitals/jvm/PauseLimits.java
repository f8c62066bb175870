package dev.vitals.jvm;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Threshold.Direction;
import dev.vitals.probe.Unit;
import java.time.Duration;

/**
 * When the check of pauses leaves {@code UP}.
 *
 * <p>A second is where Elasticsearch ({@code JvmGcMonitorService}) warns of a young collection, and what Kubernetes gives a
 * probe by default; five seconds are our own judgement.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param longest the longest pause since the previous run; bad above
 * @since 0.1.0
 */
public record PauseLimits(Threshold longest) implements CheckLimits {
    /** Degraded at a second, down at five. */
    public static final PauseLimits DEFAULT =
            new PauseLimits(Threshold.above(Duration.ofSeconds(1), Duration.ofSeconds(5)));

    /**
     * Checks the threshold.
     *
     * @throws IllegalArgumentException if {@code longest} is not a threshold of a duration that is bad above
     */
    public PauseLimits {
        Threshold.require("longest", longest, Direction.ABOVE, Unit.SECONDS);
    }

    /**
     * Returns these limits with another threshold of the longest pause.
     *
     * @param time such as {@code Threshold.above(Duration.ofMillis(300), Duration.ofSeconds(2))}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a duration that is bad above
     */
    public PauseLimits longest(Threshold time) {
        return new PauseLimits(time);
    }
}
