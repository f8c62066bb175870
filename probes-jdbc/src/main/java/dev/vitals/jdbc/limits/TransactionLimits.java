package dev.vitals.jdbc.limits;

import dev.vitals.probe.CheckLimits;
import java.time.Duration;

/**
 * When an open transaction counts as forgotten or too long.
 *
 * <p>The numbers are this library's own: the widely used tools leave them to the user, or take seconds in their examples,
 * which any busy application exceeds.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param idleWarn how long a session may be idle in a transaction before the check is degraded; positive; 60 s by
 *     default
 * @param idleFail how long it may be before the check is down; not below {@code idleWarn}; 5 minutes by default
 * @param openWarn how long a transaction may be open, busy or not, before the check is degraded; positive; 5 minutes by
 *     default
 * @param openFail how long it may be open before the check is down; not below {@code openWarn}; 1 hour by default
 * @param preparedWarn how long a transaction may stay prepared for a two-phase commit before the check is degraded;
 *     positive; 60 s by default
 * @param preparedFail how long it may stay prepared before the check is down; not below {@code preparedWarn}; 5 minutes
 *     by default
 * @since 0.1.0
 */
public record TransactionLimits(
        Duration idleWarn,
        Duration idleFail,
        Duration openWarn,
        Duration openFail,
        Duration preparedWarn,
        Duration preparedFail)
        implements CheckLimits {
    /** Every default named above. */
    public static final TransactionLimits DEFAULT = new TransactionLimits(
            Duration.ofSeconds(60),
            Duration.ofMinutes(5),
            Duration.ofMinutes(5),
            Duration.ofHours(1),
            Duration.ofSeconds(60),
            Duration.ofMinutes(5));

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public TransactionLimits {
        Limits.positive("idleWarn", idleWarn);
        Limits.ordered("idleWarn", idleWarn, "idleFail", idleFail);
        Limits.positive("openWarn", openWarn);
        Limits.ordered("openWarn", openWarn, "openFail", openFail);
        Limits.positive("preparedWarn", preparedWarn);
        Limits.ordered("preparedWarn", preparedWarn, "preparedFail", preparedFail);
    }

    /**
     * Returns these limits with others for a session that is idle in a transaction.
     *
     * @param warn at which the check is degraded; positive
     * @param fail at which the check is down; not below {@code warn}
     * @return a copy
     * @throws IllegalArgumentException if a limit is out of its bounds
     * @since 0.1.0
     */
    public TransactionLimits idle(Duration warn, Duration fail) {
        return new TransactionLimits(warn, fail, openWarn, openFail, preparedWarn, preparedFail);
    }

    /**
     * Returns these limits with others for a transaction that is open, busy or not.
     *
     * @param warn at which the check is degraded; positive
     * @param fail at which the check is down; not below {@code warn}
     * @return a copy
     * @throws IllegalArgumentException if a limit is out of its bounds
     * @since 0.1.0
     */
    public TransactionLimits open(Duration warn, Duration fail) {
        return new TransactionLimits(idleWarn, idleFail, warn, fail, preparedWarn, preparedFail);
    }

    /**
     * Returns these limits with others for a transaction that is prepared for a two-phase commit.
     *
     * @param warn at which the check is degraded; positive
     * @param fail at which the check is down; not below {@code warn}
     * @return a copy
     * @throws IllegalArgumentException if a limit is out of its bounds
     * @since 0.1.0
     */
    public TransactionLimits prepared(Duration warn, Duration fail) {
        return new TransactionLimits(idleWarn, idleFail, openWarn, openFail, warn, fail);
    }
}
