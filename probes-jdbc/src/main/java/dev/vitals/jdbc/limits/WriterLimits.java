package dev.vitals.jdbc.limits;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Unit;
import java.time.Duration;

/**
 * When one writer of an SQLite database counts as stuck. SQLite has one writer at a time; with the driver's defaults
 * every other write fails after 3 s. The limits are those of a wait for a lock on other products.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param held how long one process has held the write lock without a commit; degraded at 10 s and down at 60 s by default
 * @since 0.1.0
 */
public record WriterLimits(Threshold held) implements CheckLimits {
    /** Every default named above. */
    public static final WriterLimits DEFAULT =
            new WriterLimits(Threshold.above(Duration.ofSeconds(10), Duration.ofSeconds(60)));

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public WriterLimits {
        Thresholds.above("held", held, Unit.SECONDS);
    }

    /**
     * Returns other limits.
     *
     * @param lasting how long one process has held the write lock without a commit
     * @return a copy
     * @throws IllegalArgumentException if {@code lasting} is out of its bounds
     */
    public WriterLimits held(Threshold lasting) {
        return new WriterLimits(lasting);
    }
}
