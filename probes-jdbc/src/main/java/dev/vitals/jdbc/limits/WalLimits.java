package dev.vitals.jdbc.limits;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Size;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Unit;

/**
 * When the write-ahead log of an SQLite database counts as large.
 *
 * <p>SQLite copies it back into the database whenever it has 1,000 pages, some 4 MiB, unless a reader that never ends
 * prevents that. The file keeps the largest size it ever had; only the part in use counts. No published number says
 * where it becomes a burden: 256 MiB and 1 GiB are this library's own.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param size the part of the log in use; degraded at 256 MiB and down at 1 GiB by default
 * @since 0.1.0
 */
public record WalLimits(Threshold size) implements CheckLimits {
    /** Every default named above. */
    public static final WalLimits DEFAULT = new WalLimits(Threshold.above(Size.ofMebibytes(256), Size.ofGibibytes(1)));

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public WalLimits {
        Thresholds.above("size", size, Unit.BYTES);
    }

    /**
     * Returns other limits.
     *
     * @param inUse the part of the log in use
     * @return a copy
     * @throws IllegalArgumentException if {@code inUse} is out of its bounds
     */
    public WalLimits size(Threshold inUse) {
        return new WalLimits(inUse);
    }
}
