package dev.vitals.redis.limits;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Size;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Threshold.Direction;
import dev.vitals.probe.Unit;

/**
 * When the memory that Redis holds and does not use counts as trouble: a share and a size must both be reached, since a
 * small server always holds a multiple of what it uses.
 *
 * <p>140 % is that of {@code MEMORY DOCTOR}, 100 MiB the default of {@code active-defrag-ignore-bytes}; the others are
 * this library's own numbers.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param ratio what the operating system has given it as a share of what it uses; degraded at 140 % and down at 200 % by
 *     default
 * @param bytes what it holds and does not use; degraded at 100 MiB and down at 1 GiB by default
 * @param resident the share of what it uses that is in memory rather than swapped out, applied from 100 MiB on; degraded at
 *     90 % and never down by default
 * @since 0.1.0
 */
public record FragmentationLimits(Threshold ratio, Threshold bytes, Threshold resident) implements CheckLimits {
    /** Every default named above. */
    public static final FragmentationLimits DEFAULT = new FragmentationLimits(
            Threshold.ratioAbove(1.4, 2.0),
            Threshold.above(Size.ofMebibytes(100), Size.ofGibibytes(1)),
            Threshold.ratioBelow(0.90, 0.90).warnOnly());

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public FragmentationLimits {
        Threshold.require("ratio", ratio, Direction.ABOVE, Unit.RATIO);
        Thresholds.aboveZero("ratio", ratio);
        Threshold.require("bytes", bytes, Direction.ABOVE, Unit.BYTES);
        Thresholds.aboveZero("bytes", bytes);
        Threshold.requireShare("resident", resident, Direction.BELOW);
    }

    /**
     * Returns these limits with another threshold of the share.
     *
     * @param share such as {@code Threshold.ratioAbove(1.5, 3.0)}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a ratio that is bad above, or reached at 0
     */
    public FragmentationLimits ratio(Threshold share) {
        return new FragmentationLimits(share, bytes, resident);
    }

    /**
     * Returns these limits with another threshold of the size.
     *
     * @param size such as {@code Threshold.above(Size.ofGibibytes(1), Size.ofGibibytes(4))}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a size that is bad above, or reached at 0
     */
    public FragmentationLimits bytes(Threshold size) {
        return new FragmentationLimits(ratio, size, resident);
    }

    /**
     * Returns these limits with another threshold of what is in memory.
     *
     * @param share such as {@code Threshold.ratioBelow(0.80, 0.50)}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a share that is bad below
     */
    public FragmentationLimits resident(Threshold share) {
        return new FragmentationLimits(ratio, bytes, share);
    }
}
