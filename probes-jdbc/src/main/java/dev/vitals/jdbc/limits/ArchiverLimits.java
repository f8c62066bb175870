package dev.vitals.jdbc.limits;

import dev.vitals.probe.CheckLimits;
import java.time.Duration;

/**
 * When archiving that fails counts as broken.
 *
 * <p>That a failed last try is trouble is {@code pgwatch}'s rule; the time is this library's own. The server tries again
 * each minute.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param fail how long archiving must have been seen to fail for the check to be down rather than degraded; positive; 10
 *     minutes by default
 * @since 0.1.0
 */
public record ArchiverLimits(Duration fail) implements CheckLimits {
    /** The default named above. */
    public static final ArchiverLimits DEFAULT = new ArchiverLimits(Duration.ofMinutes(10));

    /**
     * Checks the limit.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public ArchiverLimits {
        Limits.positive("fail", fail);
    }

    /**
     * Returns these limits with another time.
     *
     * @param failing how long archiving must have been seen to fail for the check to be down; positive
     * @return a copy
     * @throws IllegalArgumentException if {@code failing} is not positive
     * @since 0.1.0
     */
    public ArchiverLimits failing(Duration failing) {
        return new ArchiverLimits(failing);
    }
}
