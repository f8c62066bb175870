package dev.vitals.jdbc.limits;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Threshold.Direction;
import dev.vitals.probe.Unit;

/**
 * How large a database may become, and how fast. There are no limits by default: what is large depends on the disk, which
 * a database cannot be asked for.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param size how large the database is, a size above 0; no limit by default
 * @param growth by how much it has grown within the last hour, a size above 0; no limit by default
 * @since 0.1.0
 */
public record SizeLimits(Threshold size, Threshold growth) implements CheckLimits {
    /** No limits. */
    public static final SizeLimits DEFAULT =
            new SizeLimits(Threshold.none(Direction.ABOVE, Unit.BYTES), Threshold.none(Direction.ABOVE, Unit.BYTES));

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public SizeLimits {
        Thresholds.above("size", size, Unit.BYTES);
        Thresholds.above("growth", growth, Unit.BYTES);
    }

    /**
     * Returns these limits with another for the size.
     *
     * @param threshold a size above 0
     * @return a copy
     * @throws IllegalArgumentException if it is out of its bounds
     */
    public SizeLimits size(Threshold threshold) {
        return new SizeLimits(threshold, growth);
    }

    /**
     * Returns these limits with another for the growth.
     *
     * @param threshold a size above 0, within an hour
     * @return a copy
     * @throws IllegalArgumentException if it is out of its bounds
     */
    public SizeLimits growth(Threshold threshold) {
        return new SizeLimits(size, threshold);
    }
}
