package dev.vitals.jvm;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Threshold.Direction;

/**
 * When the check of garbage collection leaves {@code UP}.
 *
 * <p>25 % and 50 % are where Elasticsearch ({@code JvmGcMonitorService}) informs and warns; TeamCity warns at 20 % with the
 * memory nearly full, and at 50 %.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param stopped the share of the last minute in which collections had stopped the application; bad above
 * @since 0.1.0
 */
public record GcLimits(Threshold stopped) implements CheckLimits {
    /** Degraded at 25 %, down at 50 %. */
    public static final GcLimits DEFAULT = new GcLimits(Threshold.ratioAbove(0.25, 0.50));

    /**
     * Checks the threshold.
     *
     * @throws IllegalArgumentException if {@code stopped} is not a threshold of a share that is bad above
     */
    public GcLimits {
        Threshold.requireShare("stopped", stopped, Direction.ABOVE);
    }

    /**
     * Returns these limits with another threshold of the time stopped.
     *
     * @param share such as {@code Threshold.ratioAbove(0.10, 0.30)}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a share that is bad above
     */
    public GcLimits stopped(Threshold share) {
        return new GcLimits(share);
    }
}
