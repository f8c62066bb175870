package dev.vitals.jdbc.limits;

import dev.vitals.probe.CheckLimits;

/**
 * When an SQLite database's write-ahead log counts as large.
 *
 * <p>SQLite brings it back into the database whenever it has 1,000 pages, some 4 MiB, unless a reader that never ends
 * keeps it from doing so. The file keeps the largest size it ever had; what of it is in use counts. Where it becomes a burden nobody has put a number
 * to: 256 MiB and 1 GiB are this library's own.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param warnBytes the size at which the check is degraded; at least 1; 256 MiB by default
 * @param failBytes the size at which the check is down; not below {@code warnBytes}; 1 GiB by default
 * @since 0.1.0
 */
public record WalLimits(long warnBytes, long failBytes) implements CheckLimits {
    /** Every default named above. */
    public static final WalLimits DEFAULT = new WalLimits(256L << 20, 1L << 30);

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public WalLimits {
        Limits.atLeastOne("warnBytes", warnBytes);
        Limits.ordered("warnBytes", warnBytes, "failBytes", failBytes);
    }

    /**
     * Returns these limits with others for the size.
     *
     * @param warn the bytes at which the check is degraded; at least 1
     * @param fail the bytes at which the check is down; not below {@code warn}
     * @return a copy
     * @throws IllegalArgumentException if a limit is out of its bounds
     * @since 0.1.0
     */
    public WalLimits size(long warn, long fail) {
        return new WalLimits(warn, fail);
    }
}
