package dev.vitals.jdbc.limits;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Unit;
import java.time.Duration;

/**
 * When a client's statement counts as running too long.
 *
 * <p>60 s is what {@code pghero} and {@code pgmetrics} call long, 5 minutes what {@code check_postgres} takes for an
 * example. A statement that waits for a lock does not run; it is the {@code locks} check's business. Programs that are known
 * to read for long, such as backup tools, have limits of their own: {@link LongReaderLimits}.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param longest how long a statement has been running, a duration above 0; degraded at 60 s, down at 5 minutes by default
 * @since 0.1.0
 */
public record LongQueryLimits(Threshold longest) implements CheckLimits {
    /** Every default named above. */
    public static final LongQueryLimits DEFAULT =
            new LongQueryLimits(Threshold.above(Duration.ofSeconds(60), Duration.ofMinutes(5)));

    /**
     * Checks the limit.
     *
     * @throws IllegalArgumentException if it is out of its bounds
     */
    public LongQueryLimits {
        Thresholds.above("longest", longest, Unit.SECONDS);
    }

    /**
     * Returns these limits with another for the longest statement.
     *
     * @param threshold a duration above 0
     * @return a copy
     * @throws IllegalArgumentException if it is out of its bounds
     */
    public LongQueryLimits longest(Threshold threshold) {
        return new LongQueryLimits(threshold);
    }
}
