package dev.vitals.jvm;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Threshold.Direction;

/**
 * When the check of the metaspace leaves {@code UP}.
 *
 * <p>90 % is where TeamCity warns of any memory pool; 97 % is our own judgement.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param used the share of the metaspace, or of its part for compressed class pointers, that is in use; bad above
 * @since 0.1.0
 */
public record MetaspaceLimits(Threshold used) implements CheckLimits {
    /** Degraded at 90 %, down at 97 %. */
    public static final MetaspaceLimits DEFAULT = new MetaspaceLimits(Threshold.ratioAbove(0.90, 0.97));

    /**
     * Checks the threshold.
     *
     * @throws IllegalArgumentException if {@code used} is not a threshold of a share that is bad above
     */
    public MetaspaceLimits {
        Threshold.requireShare("used", used, Direction.ABOVE);
    }

    /**
     * Returns these limits with another threshold of what is in use.
     *
     * @param share such as {@code Threshold.ratioAbove(0.85, 0.95)}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a share that is bad above
     */
    public MetaspaceLimits used(Threshold share) {
        return new MetaspaceLimits(share);
    }
}
