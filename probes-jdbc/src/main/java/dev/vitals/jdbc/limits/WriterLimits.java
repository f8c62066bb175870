package dev.vitals.jdbc.limits;

import dev.vitals.probe.CheckLimits;
import java.time.Duration;

/**
 * When one writer of an SQLite database counts as stuck. SQLite has one writer at a time; with the driver's defaults
 * everybody else's write fails after 3 s. The limits are those of a wait for a lock on other products.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param warn how long one process may hold the write lock without a commit before the check is degraded; positive;
 *     10 s by default
 * @param fail how long it may before the check is down; not below {@code warn}; 60 s by default
 * @since 0.1.0
 */
public record WriterLimits(Duration warn, Duration fail) implements CheckLimits {
    /** Every default named above. */
    public static final WriterLimits DEFAULT = new WriterLimits(Duration.ofSeconds(10), Duration.ofSeconds(60));

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public WriterLimits {
        Limits.positive("warn", warn);
        Limits.ordered("warn", warn, "fail", fail);
    }

    /**
     * Returns these limits with others for the lock.
     *
     * @param degraded how long it may be held before the check is degraded; positive
     * @param down how long it may be held before the check is down; not below {@code degraded}
     * @return a copy
     * @throws IllegalArgumentException if a limit is out of its bounds
     * @since 0.1.0
     */
    public WriterLimits held(Duration degraded, Duration down) {
        return new WriterLimits(degraded, down);
    }
}
