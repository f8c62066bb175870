package dev.vitals.jvm;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Threshold.Direction;

/**
 * When the check of the heap leaves {@code UP}.
 *
 * <p>The default is degraded at 80 %, as awesome-prometheus-alerts' {@code JvmMemoryFillingUp} warns, though that one
 * counts garbage; and down at 90 % after collection, where TeamCity reports that memory runs low.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param alive the share of the heap that garbage collection cannot take back; a share that is bad above
 * @since 0.1.0
 */
public record HeapLimits(Threshold alive) implements CheckLimits {
    /** Degraded at 80 %, down at 90 %. */
    public static final HeapLimits DEFAULT = new HeapLimits(Threshold.ratioAbove(0.80, 0.90));

    /**
     * Checks the threshold.
     *
     * @throws IllegalArgumentException if {@code alive} is not a threshold of a share that is bad above
     */
    public HeapLimits {
        Threshold.requireShare("alive", alive, Direction.ABOVE);
    }

    /**
     * Returns these limits with another threshold of what is alive.
     *
     * @param share such as {@code Threshold.ratioAbove(0.85, 0.95)}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a share that is bad above
     */
    public HeapLimits alive(Threshold share) {
        return new HeapLimits(share);
    }
}
