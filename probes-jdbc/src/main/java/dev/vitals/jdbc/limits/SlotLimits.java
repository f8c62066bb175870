package dev.vitals.jdbc.limits;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Size;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Unit;
import java.time.Duration;

/**
 * When a replication slot counts as forgotten.
 *
 * <p>30 minutes are those of the PostgreSQL monitoring mixin; the size is this library's own. What the server itself
 * says of a slot, that it keeps more than {@code max_wal_size}, is about to lose or has lost what its reader needs, has
 * no limit here.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param inactive how long a slot of a primary has had no reader, a duration above 0; degraded at 30 minutes, never down by
 *     default
 * @param retained how much of the write-ahead log a slot without a reader keeps, a size above 0; never degraded, down at
 *     10 GiB by default. Half of the server's {@code max_slot_wal_keep_size} is down in any case
 * @since 0.1.0
 */
public record SlotLimits(Threshold inactive, Threshold retained) implements CheckLimits {
    /** Every default named above. */
    public static final SlotLimits DEFAULT = new SlotLimits(
            Threshold.above(Duration.ofMinutes(30), Duration.ofMinutes(30)).warnOnly(),
            Threshold.above(Size.ofGibibytes(10), Size.ofGibibytes(10)).failOnly());

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public SlotLimits {
        Thresholds.above("inactive", inactive, Unit.SECONDS);
        Thresholds.above("retained", retained, Unit.BYTES);
    }

    /**
     * Returns these limits with another for how long a slot may have no reader.
     *
     * @param threshold a duration above 0
     * @return a copy
     * @throws IllegalArgumentException if it is out of its bounds
     */
    public SlotLimits inactive(Threshold threshold) {
        return new SlotLimits(threshold, retained);
    }

    /**
     * Returns these limits with another for what a slot without a reader may keep.
     *
     * @param threshold a size above 0
     * @return a copy
     * @throws IllegalArgumentException if it is out of its bounds
     */
    public SlotLimits retained(Threshold threshold) {
        return new SlotLimits(inactive, threshold);
    }
}
