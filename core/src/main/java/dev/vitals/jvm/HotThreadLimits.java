package dev.vitals.jvm;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Threshold.Direction;

/**
 * When the check of the CPU time of threads leaves {@code UP}.
 *
 * <p>Jenkins and awesome-prometheus-alerts ({@code HostHighCpuLoad}) warn at 80 %; 90 % over a minute is our own judgement.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param busy the share of the last minute that this process ran, of all processors it may use; bad above
 * @since 0.1.0
 */
public record HotThreadLimits(Threshold busy) implements CheckLimits {
    /** Degraded at 90 %. */
    public static final HotThreadLimits DEFAULT =
            new HotThreadLimits(Threshold.ratioAbove(0.90, 0.90).warnOnly());

    /**
     * Checks the threshold.
     *
     * @throws IllegalArgumentException if {@code busy} is not a threshold of a share that is bad above
     */
    public HotThreadLimits {
        Threshold.requireShare("busy", busy, Direction.ABOVE);
    }

    /**
     * Returns these limits with another threshold of the CPU time.
     *
     * @param share such as {@code Threshold.ratioAbove(0.70, 0.95)}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a share that is bad above
     */
    public HotThreadLimits busy(Threshold share) {
        return new HotThreadLimits(share);
    }
}
