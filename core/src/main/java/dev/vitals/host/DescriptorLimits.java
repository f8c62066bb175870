package dev.vitals.host;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Threshold.Direction;

/**
 * When the check of file descriptors leaves {@code UP}.
 *
 * <p>70 % and 90 % are the limits of the Prometheus node mixin ({@code NodeFileDescriptorLimit}).
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param used the share of the descriptors this process may have, and of those the machine may, that are open; bad above
 * @since 0.1.0
 */
public record DescriptorLimits(Threshold used) implements CheckLimits {
    /** Degraded at 70 %, down at 90 %. */
    public static final DescriptorLimits DEFAULT = new DescriptorLimits(Threshold.ratioAbove(0.70, 0.90));

    /**
     * Checks the threshold.
     *
     * @throws IllegalArgumentException if it is not a threshold of a share that is bad above
     */
    public DescriptorLimits {
        Threshold.requireShare("used", used, Direction.ABOVE);
    }

    /**
     * Returns these limits with another threshold of use.
     *
     * @param share such as {@code Threshold.ratioAbove(0.8, 0.95)}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a share that is bad above
     */
    public DescriptorLimits used(Threshold share) {
        return new DescriptorLimits(share);
    }
}
