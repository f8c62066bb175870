package dev.vitals.jvm;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Threshold.Direction;

/**
 * When the check of the code cache leaves {@code UP}.
 *
 * <p>90 % is where TeamCity warns of any memory pool. A full one makes the application slow and does not stop it, so that it
 * is never down by default.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param used the share of the space for compiled code that is in use; bad above
 * @since 0.1.0
 */
public record CodeCacheLimits(Threshold used) implements CheckLimits {
    /** Degraded at 90 %. */
    public static final CodeCacheLimits DEFAULT =
            new CodeCacheLimits(Threshold.ratioAbove(0.90, 0.99).warnOnly());

    /**
     * Checks the threshold.
     *
     * @throws IllegalArgumentException if {@code used} is not a threshold of a share that is bad above
     */
    public CodeCacheLimits {
        Threshold.requireShare("used", used, Direction.ABOVE);
    }

    /**
     * Returns these limits with another threshold of what is in use.
     *
     * @param share such as {@code Threshold.ratioAbove(0.80, 0.95)}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a share that is bad above
     */
    public CodeCacheLimits used(Threshold share) {
        return new CodeCacheLimits(share);
    }
}
