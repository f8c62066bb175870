package dev.vitals.jdbc.limits;

import dev.vitals.probe.CheckLimits;

/**
 * When a sequence counts as running out of values.
 *
 * <p>The numbers are those of {@code check_postgres}.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param warnPercent how much of a sequence may be used before the check is degraded; above 0; 85 by default
 * @param failPercent how much may be used before the check is down; not below {@code warnPercent}, at most 100; 95 by
 *     default
 * @since 0.1.0
 */
public record SequenceLimits(double warnPercent, double failPercent) implements CheckLimits {
    /** Every default named above. */
    public static final SequenceLimits DEFAULT = new SequenceLimits(85, 95);

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public SequenceLimits {
        Limits.percents(warnPercent, failPercent);
    }

    /**
     * Returns these limits with others for what is used of a sequence.
     *
     * @param warn the share in per cent at which the check is degraded; above 0
     * @param fail the share at which the check is down; not below {@code warn}, at most 100
     * @return a copy
     * @throws IllegalArgumentException if a limit is out of its bounds
     * @since 0.1.0
     */
    public SequenceLimits used(double warn, double fail) {
        return new SequenceLimits(warn, fail);
    }
}
