package dev.vitals.jdbc.limits;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Unit;
import java.time.Duration;

/**
 * When archiving that fails or stands still counts as broken.
 *
 * <p>That a failed last try is trouble is {@code pgwatch}'s rule; the times are this library's own. The server tries a
 * file again each minute, so that 5 minutes without a file archived are more than a few missed tries.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param failing how long archiving has been seen to fail, a duration; degraded at once, down at 10 minutes by default
 * @param stalled how long files have waited without one being archived, a duration; degraded at 5 minutes, down at 30 by
 *     default
 * @since 0.1.0
 */
public record ArchiverLimits(Threshold failing, Threshold stalled) implements CheckLimits {
    /** The defaults named above. */
    public static final ArchiverLimits DEFAULT = new ArchiverLimits(
            Threshold.above(Duration.ZERO, Duration.ofMinutes(10)),
            Threshold.above(Duration.ofMinutes(5), Duration.ofMinutes(30)));

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public ArchiverLimits {
        Thresholds.aboveOrAtOnce("failing", failing, Unit.SECONDS);
        Thresholds.above("stalled", stalled, Unit.SECONDS);
    }

    /**
     * Returns these limits with another time of failure.
     *
     * @param threshold a duration; 0 means at once
     * @return a copy
     * @throws IllegalArgumentException if it is out of its bounds
     */
    public ArchiverLimits failing(Threshold threshold) {
        return new ArchiverLimits(threshold, stalled);
    }

    /**
     * Returns these limits with another time without a file archived.
     *
     * @param threshold a duration above 0
     * @return a copy
     * @throws IllegalArgumentException if it is out of its bounds
     */
    public ArchiverLimits stalled(Threshold threshold) {
        return new ArchiverLimits(failing, threshold);
    }
}
