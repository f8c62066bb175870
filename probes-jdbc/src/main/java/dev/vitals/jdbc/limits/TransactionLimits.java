package dev.vitals.jdbc.limits;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Unit;
import java.time.Duration;

/**
 * When an open transaction counts as forgotten or too long.
 *
 * <p>The numbers are this library's own: the widely used tools leave them to the user, or take seconds in their examples,
 * which any busy application exceeds. Programs that are known to read for long, such as backup tools, have limits of their
 * own: {@link LongReaderLimits}.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param idle how long a session has been idle in a transaction, a duration above 0; degraded at 60 s, down at 5 minutes by
 *     default
 * @param open how long a transaction has been open, busy or not, a duration above 0; degraded at 5 minutes, down at 1 hour
 *     by default
 * @param prepared how long a transaction has been prepared for a two-phase commit, a duration above 0; degraded at 60 s,
 *     down at 5 minutes by default
 * @since 0.1.0
 */
public record TransactionLimits(Threshold idle, Threshold open, Threshold prepared) implements CheckLimits {
    /** Every default named above. */
    public static final TransactionLimits DEFAULT = new TransactionLimits(
            Threshold.above(Duration.ofSeconds(60), Duration.ofMinutes(5)),
            Threshold.above(Duration.ofMinutes(5), Duration.ofHours(1)),
            Threshold.above(Duration.ofSeconds(60), Duration.ofMinutes(5)));

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public TransactionLimits {
        Thresholds.above("idle", idle, Unit.SECONDS);
        Thresholds.above("open", open, Unit.SECONDS);
        Thresholds.above("prepared", prepared, Unit.SECONDS);
    }

    /**
     * Returns these limits with another for a session that is idle in a transaction.
     *
     * @param threshold a duration above 0
     * @return a copy
     * @throws IllegalArgumentException if it is out of its bounds
     */
    public TransactionLimits idle(Threshold threshold) {
        return new TransactionLimits(threshold, open, prepared);
    }

    /**
     * Returns these limits with another for a transaction that is open, busy or not.
     *
     * @param threshold a duration above 0
     * @return a copy
     * @throws IllegalArgumentException if it is out of its bounds
     */
    public TransactionLimits open(Threshold threshold) {
        return new TransactionLimits(idle, threshold, prepared);
    }

    /**
     * Returns these limits with another for a transaction that is prepared for a two-phase commit.
     *
     * @param threshold a duration above 0
     * @return a copy
     * @throws IllegalArgumentException if it is out of its bounds
     */
    public TransactionLimits prepared(Threshold threshold) {
        return new TransactionLimits(idle, open, threshold);
    }
}
