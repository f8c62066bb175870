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
 * @param slow the rate of slow statements, averaged over the last 5 minutes; degraded at 10 a minute by default
 * @since 0.1.0
 */
public record MySqlStatementLimits(Threshold slow) implements CheckLimits {
    private static final double TEN_A_MINUTE = 10 / 60d;

    /** The default named above. */
    public static final MySqlStatementLimits DEFAULT = new MySqlStatementLimits(
            Threshold.rateAbove(TEN_A_MINUTE, TEN_A_MINUTE).warnOnly());

    /**
     * Checks the limit.
     *
     * @throws IllegalArgumentException if it is out of its bounds
     */
    public MySqlStatementLimits {
        Thresholds.above("slow", slow, Unit.PER_SECOND);
    }

    /**
     * Returns other limits.
     *
     * @param rate how many statements each second are slow
     * @return a copy
     * @throws IllegalArgumentException if {@code rate} is out of its bounds
     */
    public MySqlStatementLimits slow(Threshold rate) {
        return new MySqlStatementLimits(rate);
    }
}
