package dev.vitals.jvm;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Threshold.Direction;
import dev.vitals.probe.Unit;
import java.time.Duration;

/**
 * When the check of the heap leaves {@code UP}.
 *
 * <p>The default is degraded at 80 %, as awesome-prometheus-alerts' {@code JvmMemoryFillingUp} warns, though that one
 * counts garbage; and down at 90 % after collection, where TeamCity reports that memory runs low. To warn an hour before a
 * growing heap is full is our own judgement.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param alive the share of the heap that garbage collection cannot take back; a share that is bad above
 * @param fullIn the time until the heap is full if what is alive grows on; bad below. Judged once half of the heap is alive
 * @since 0.1.0
 */
public record HeapLimits(Threshold alive, Threshold fullIn) implements CheckLimits {
    /** Degraded at 80 % or when full in an hour, down at 90 %. */
    public static final HeapLimits DEFAULT = new HeapLimits(
            Threshold.ratioAbove(0.80, 0.90),
            Threshold.below(Duration.ofHours(1), Duration.ofMinutes(5)).warnOnly());

    /**
     * Checks the thresholds.
     *
     * @throws IllegalArgumentException if {@code alive} is not a threshold of a share that is bad above, or {@code fullIn}
     *     not one of a duration that is bad below
     */
    public HeapLimits {
        Threshold.requireShare("alive", alive, Direction.ABOVE);
        Threshold.require("fullIn", fullIn, Direction.BELOW, Unit.SECONDS);
    }

    /**
     * Returns these limits with another threshold of what is alive.
     *
     * @param share such as {@code Threshold.ratioAbove(0.85, 0.95)}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a share that is bad above
     */
    public HeapLimits alive(Threshold share) {
        return new HeapLimits(share, fullIn);
    }

    /**
     * Returns these limits with another threshold of the time until the heap is full.
     *
     * @param time such as {@code Threshold.below(Duration.ofHours(4), Duration.ofMinutes(10))}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a duration that is bad below
     */
    public HeapLimits fullIn(Threshold time) {
        return new HeapLimits(alive, time);
    }
}
