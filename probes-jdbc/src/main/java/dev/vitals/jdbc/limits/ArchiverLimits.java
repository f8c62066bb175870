package dev.vitals.jdbc.limits;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Unit;
import java.time.Duration;

/**
 * When archiving that fails counts as broken.
 *
 * <p>That a failed last try is trouble is {@code pgwatch}'s rule; the time is this library's own. The server tries again
 * each minute.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param failing how long archiving has been seen to fail, a duration; degraded at once, down at 10 minutes by default
 * @since 0.1.0
 */
public record ArchiverLimits(Threshold failing) implements CheckLimits {
    /** The default named above. */
    public static final ArchiverLimits DEFAULT =
            new ArchiverLimits(Threshold.above(Duration.ZERO, Duration.ofMinutes(10)));

    /**
     * Checks the limit.
     *
     * @throws IllegalArgumentException if it is out of its bounds
     */
    public ArchiverLimits {
        Thresholds.aboveOrAtOnce("failing", failing, Unit.SECONDS);
    }

    /**
     * Returns these limits with another time.
     *
     * @param threshold a duration; 0 means at once
     * @return a copy
     * @throws IllegalArgumentException if it is out of its bounds
     */
    public ArchiverLimits failing(Threshold threshold) {
        return new ArchiverLimits(threshold);
    }
}
