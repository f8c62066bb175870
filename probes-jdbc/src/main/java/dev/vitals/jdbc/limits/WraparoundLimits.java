package dev.vitals.jdbc.limits;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Unit;

/**
 * When a PostgreSQL server counts as close to running out of transaction numbers.
 *
 * <p>At an age of some 2.1 billion the server takes no more writes. Up to 200 million is normal: there the server begins
 * to freeze old rows by itself, and at 1.6 billion it does nothing else. The limits are below those of
 * {@code check_postgres}, 1.3 and 1.4 billion, and right below that last resort, because freezing a large table takes
 * days.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param xid the age of the oldest transaction number, a count above 0; degraded at 1 billion, down at 1.5 billion by
 *     default
 * @param multixact the age of the oldest multixact number, a count above 0; degraded at 1 billion, down at 1.5 billion by
 *     default
 * @since 0.1.0
 */
public record WraparoundLimits(Threshold xid, Threshold multixact) implements CheckLimits {
    /** Every default named above. */
    public static final WraparoundLimits DEFAULT = new WraparoundLimits(
            Threshold.countAbove(1_000_000_000, 1_500_000_000), Threshold.countAbove(1_000_000_000, 1_500_000_000));

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public WraparoundLimits {
        Thresholds.above("xid", xid, Unit.COUNT);
        Thresholds.above("multixact", multixact, Unit.COUNT);
    }

    /**
     * Returns these limits with another for transaction numbers.
     *
     * @param threshold a count above 0
     * @return a copy
     * @throws IllegalArgumentException if it is out of its bounds
     */
    public WraparoundLimits xid(Threshold threshold) {
        return new WraparoundLimits(threshold, multixact);
    }

    /**
     * Returns these limits with another for multixact numbers.
     *
     * @param threshold a count above 0
     * @return a copy
     * @throws IllegalArgumentException if it is out of its bounds
     */
    public WraparoundLimits multixact(Threshold threshold) {
        return new WraparoundLimits(xid, threshold);
    }
}
