package dev.vitals.jdbc.limits;

import dev.vitals.probe.CheckLimits;

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
 * @param xidWarn the age of the oldest transaction number at which the check is degraded; positive; 1 billion by default
 * @param xidFail the age at which the check is down; not below {@code xidWarn}; 1.5 billion by default
 * @param multixactWarn the age of the oldest multixact number at which the check is degraded; positive; 1 billion by
 *     default
 * @param multixactFail the age at which the check is down; not below {@code multixactWarn}; 1.5 billion by default
 * @since 0.1.0
 */
public record WraparoundLimits(long xidWarn, long xidFail, long multixactWarn, long multixactFail)
        implements CheckLimits {
    /** Every default named above. */
    public static final WraparoundLimits DEFAULT =
            new WraparoundLimits(1_000_000_000, 1_500_000_000, 1_000_000_000, 1_500_000_000);

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public WraparoundLimits {
        Limits.atLeastOne("xidWarn", xidWarn);
        Limits.ordered("xidWarn", xidWarn, "xidFail", xidFail);
        Limits.atLeastOne("multixactWarn", multixactWarn);
        Limits.ordered("multixactWarn", multixactWarn, "multixactFail", multixactFail);
    }

    /**
     * Returns these limits with others for transaction numbers.
     *
     * @param warn the age at which the check is degraded; positive
     * @param fail the age at which the check is down; not below {@code warn}
     * @return a copy
     * @throws IllegalArgumentException if a limit is out of its bounds
     * @since 0.1.0
     */
    public WraparoundLimits xid(long warn, long fail) {
        return new WraparoundLimits(warn, fail, multixactWarn, multixactFail);
    }

    /**
     * Returns these limits with others for multixact numbers.
     *
     * @param warn the age at which the check is degraded; positive
     * @param fail the age at which the check is down; not below {@code warn}
     * @return a copy
     * @throws IllegalArgumentException if a limit is out of its bounds
     * @since 0.1.0
     */
    public WraparoundLimits multixact(long warn, long fail) {
        return new WraparoundLimits(xidWarn, xidFail, warn, fail);
    }
}
