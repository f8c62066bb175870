package dev.vitals.jdbc.limits;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Unit;

/**
 * When statements that MySQL or MariaDB counts as slow are too many. Slow is a statement that takes longer than the
 * server's {@code long_query_time}, 10 s unless set otherwise.
 *
 * <p>No widely used tool ships a number; this one is the library's own.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param slow how many slow statements there were in the last 5 minutes, a count above 0; degraded at 50, never down by
 *     default
 * @since 0.1.0
 */
public record MySqlStatementLimits(Threshold slow) implements CheckLimits {
    /** The default named above. */
    public static final MySqlStatementLimits DEFAULT =
            new MySqlStatementLimits(Threshold.countAbove(50, 50).warnOnly());

    /**
     * Checks the limit.
     *
     * @throws IllegalArgumentException if it is out of its bounds
     */
    public MySqlStatementLimits {
        Thresholds.above("slow", slow, Unit.COUNT);
    }

    /**
     * Returns other limits.
     *
     * @param number how many slow statements there were in the last 5 minutes
     * @return a copy
     * @throws IllegalArgumentException if {@code number} is out of its bounds
     */
    public MySqlStatementLimits slow(Threshold number) {
        return new MySqlStatementLimits(number);
    }
}
