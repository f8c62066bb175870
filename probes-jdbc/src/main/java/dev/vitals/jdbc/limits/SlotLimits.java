package dev.vitals.jdbc.limits;

import dev.vitals.probe.CheckLimits;
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
 * @param inactive how long nobody may read a slot of a primary before the check is degraded; positive; 30 minutes by
 *     default
 * @param retainedFail how many bytes of write-ahead log a slot that nobody reads may keep before the check is down; at
 *     least 1; 10 GiB by default, and never more than half of the server's {@code max_slot_wal_keep_size}
 * @since 0.1.0
 */
public record SlotLimits(Duration inactive, long retainedFail) implements CheckLimits {
    /** Every default named above. */
    public static final SlotLimits DEFAULT = new SlotLimits(Duration.ofMinutes(30), 10L << 30);

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public SlotLimits {
        Limits.positive("inactive", inactive);
        Limits.atLeastOne("retainedFail", retainedFail);
    }

    /**
     * Returns these limits with another for how long nobody may read a slot.
     *
     * @param age at which the check is degraded; positive
     * @return a copy
     * @throws IllegalArgumentException if {@code age} is not positive
     * @since 0.1.0
     */
    public SlotLimits inactive(Duration age) {
        return new SlotLimits(age, retainedFail);
    }

    /**
     * Returns these limits with another for what a slot that nobody reads may keep.
     *
     * @param bytes at which the check is down; at least 1
     * @return a copy
     * @throws IllegalArgumentException if {@code bytes} is below 1
     * @since 0.1.0
     */
    public SlotLimits retained(long bytes) {
        return new SlotLimits(inactive, bytes);
    }
}
