package dev.vitals.jdbc.limits;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Threshold;

/**
 * When a sequence counts as running out of values.
 *
 * <p>The numbers are those of {@code check_postgres}.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param used how much of a sequence is used, a ratio above 0 and at most 1; degraded at 0.85, down at 0.95 by default
 * @since 0.1.0
 */
public record SequenceLimits(Threshold used) implements CheckLimits {
    /** The default named above. */
    public static final SequenceLimits DEFAULT = new SequenceLimits(Threshold.ratioAbove(0.85, 0.95));

    /**
     * Checks the limit.
     *
     * @throws IllegalArgumentException if it is out of its bounds
     */
    public SequenceLimits {
        Thresholds.share("used", used);
    }

    /**
     * Returns these limits with another for what is used of a sequence.
     *
     * @param threshold a ratio above 0 and at most 1
     * @return a copy
     * @throws IllegalArgumentException if it is out of its bounds
     */
    public SequenceLimits used(Threshold threshold) {
        return new SequenceLimits(threshold);
    }
}
