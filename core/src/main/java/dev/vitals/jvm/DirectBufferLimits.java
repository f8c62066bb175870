package dev.vitals.jvm;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Threshold.Direction;

/**
 * When the check of direct buffers leaves {@code UP}.
 *
 * <p>90 % is where TeamCity warns of any memory pool; 97 % is our own judgement.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param used the share of the memory for direct buffers that is in use; bad above
 * @since 0.1.0
 */
public record DirectBufferLimits(Threshold used) implements CheckLimits {
    /** Degraded at 90 %, down at 97 %. */
    public static final DirectBufferLimits DEFAULT = new DirectBufferLimits(Threshold.ratioAbove(0.90, 0.97));

    /**
     * Checks the threshold.
     *
     * @throws IllegalArgumentException if {@code used} is not a threshold of a share that is bad above
     */
    public DirectBufferLimits {
        Threshold.requireShare("used", used, Direction.ABOVE);
    }

    /**
     * Returns these limits with another threshold of what is in use.
     *
     * @param share such as {@code Threshold.ratioAbove(0.70, 0.90)}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a share that is bad above
     */
    public DirectBufferLimits used(Threshold share) {
        return new DirectBufferLimits(share);
    }
}
