package dev.vitals.jdbc.limits;

import java.time.Duration;

/**
 * When a replication slot counts as trouble. One whose log the server may throw away, or has, always does; the limits
 * are for those that keep the server's disk filling.
 *
 * <p>Half an hour is the PostgreSQL monitoring mixin's; the size and the share are this library's own.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param inactive how long a slot of a primary may have no consumer before the check is degraded; positive; 30 minutes
 *     by default
 * @param kept how many bytes of log a slot without a consumer may keep before the check is down; at least 1; 10 GiB by
 *     default, and never more than half of the server's {@code max_slot_wal_keep_size}
 * @since 0.1.0
 */
public record SlotLimits(Duration inactive, long kept) {
    /** Every default named above. */
    public static final SlotLimits DEFAULT = new SlotLimits(Duration.ofMinutes(30), 10L << 30);

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public SlotLimits {
        Limits.positive("inactive", inactive);
        Limits.atLeastOne("kept", kept);
    }

    /**
     * Returns these limits with another for slots without a consumer.
     *
     * @param duration how long makes the check degraded; positive
     * @return a copy
     * @throws IllegalArgumentException if the limit is out of its bounds
     * @since 0.1.0
     */
    public SlotLimits inactive(Duration duration) {
        return new SlotLimits(duration, kept);
    }

    /**
     * Returns these limits with another for the log that a slot without a consumer keeps.
     *
     * @param bytes how many make the check down; at least 1
     * @return a copy
     * @throws IllegalArgumentException if the limit is out of its bounds
     * @since 0.1.0
     */
    public SlotLimits kept(long bytes) {
        return new SlotLimits(inactive, bytes);
    }
}
