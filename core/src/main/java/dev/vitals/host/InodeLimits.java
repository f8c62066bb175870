package dev.vitals.host;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Threshold.Direction;

/**
 * When the check of inodes leaves {@code UP}.
 *
 * <p>10 % is where awesome-prometheus-alerts warns ({@code HostOutOfInodes}), 3 % the critical limit of the Prometheus node
 * mixin ({@code NodeFilesystemAlmostOutOfFiles}).
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param free the share of the inodes that is free; bad below
 * @since 0.1.0
 */
public record InodeLimits(Threshold free) implements CheckLimits {
    /** Degraded at 10 %, down at 3 %. */
    public static final InodeLimits DEFAULT = new InodeLimits(Threshold.ratioBelow(0.10, 0.03));

    /**
     * Checks the threshold.
     *
     * @throws IllegalArgumentException if it is not a threshold of a share that is bad below
     */
    public InodeLimits {
        Threshold.requireShare("free", free, Direction.BELOW);
    }

    /**
     * Returns these limits with another threshold.
     *
     * @param share such as {@code Threshold.ratioBelow(0.2, 0.05)}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a share that is bad below
     */
    public InodeLimits free(Threshold share) {
        return new InodeLimits(share);
    }
}
