package dev.vitals.host;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Threshold.Direction;
import dev.vitals.probe.Unit;

/**
 * When the check of swap leaves {@code UP}.
 *
 * <p>80 % is where awesome-prometheus-alerts warns ({@code HostSwapIsFillingUp}). Swap full of pages that nobody asks for
 * is fine, so it counts only while pages are read back; how fast is our judgement: a collector that walks through
 * swapped-out memory reads far more.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param used the share of the swap that is in use, judged while pages are read back; bad above
 * @param readBack how fast pages are read back; in bytes per second, bad above
 * @since 0.1.0
 */
public record SwapLimits(Threshold used, Threshold readBack) implements CheckLimits {
    /** Degraded at 80 % used while pages are read back, or when 4 MiB are read back each second. */
    public static final SwapLimits DEFAULT = new SwapLimits(
            Threshold.ratioAbove(0.80, 0.80).warnOnly(),
            Threshold.of(Direction.ABOVE, Unit.BYTES_PER_SECOND, 4 << 20, 4 << 20)
                    .warnOnly());

    /**
     * Checks the thresholds.
     *
     * @throws IllegalArgumentException if {@code used} is not a threshold of a share or {@code readBack} not one of bytes
     *     per second, both bad above
     */
    public SwapLimits {
        Threshold.requireShare("used", used, Direction.ABOVE);
        Threshold.require("readBack", readBack, Direction.ABOVE, Unit.BYTES_PER_SECOND);
    }

    /**
     * Returns these limits with another threshold of use.
     *
     * @param share such as {@code Threshold.ratioAbove(0.8, 0.95)}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of a share that is bad above
     */
    public SwapLimits used(Threshold share) {
        return new SwapLimits(share, readBack);
    }

    /**
     * Returns these limits with another threshold of reading back.
     *
     * @param rate such as {@code Threshold.of(Direction.ABOVE, Unit.BYTES_PER_SECOND, 1 << 20, 50 << 20)}
     * @return a copy
     * @throws IllegalArgumentException if it is not a threshold of bytes per second that is bad above
     */
    public SwapLimits readBack(Threshold rate) {
        return new SwapLimits(used, rate);
    }
}
