package dev.vitals.jdbc.limits;

import dev.vitals.probe.CheckLimits;
import java.time.Duration;

/**
 * When sessions that wait for locks count as trouble: one that waits long, several that wait at the same time, or a
 * change of a table's definition that waits and holds up everybody behind it.
 *
 * <p>The numbers are this library's own; that both time and number matter is the experience of the authors of the
 * well-known tools, none of which ships limits. The floor is PostgreSQL's {@code deadlock_timeout}, 1 s, below which a
 * wait may resolve itself.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param waitWarn the longest wait at which the check is degraded; positive; 10 s by default
 * @param waitFail the longest wait at which the check is down; not below {@code waitWarn}; 60 s by default
 * @param sessionsWarn how many sessions waiting longer than {@code sessionsWait} make the check degraded; at least 1; 3
 *     by default
 * @param sessionsFail how many of them make the check down; not below {@code sessionsWarn}; 10 by default
 * @param sessionsWait how long a session must have waited to be counted; not negative; 5 s by default
 * @param ddlWarn the wait of a table's change at which the check is degraded; positive; 5 s by default
 * @param ddlFail the wait of a table's change at which the check is down; not below {@code ddlWarn}; 30 s by default
 * @since 0.1.0
 */
public record LockLimits(
        Duration waitWarn,
        Duration waitFail,
        int sessionsWarn,
        int sessionsFail,
        Duration sessionsWait,
        Duration ddlWarn,
        Duration ddlFail)
        implements CheckLimits {
    /** Every default named above. */
    public static final LockLimits DEFAULT = new LockLimits(
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            3,
            10,
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30));

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public LockLimits {
        Limits.positive("waitWarn", waitWarn);
        Limits.ordered("waitWarn", waitWarn, "waitFail", waitFail);
        Limits.atLeastOne("sessionsWarn", sessionsWarn);
        Limits.ordered("sessionsWarn", sessionsWarn, "sessionsFail", sessionsFail);
        Limits.notNegative("sessionsWait", sessionsWait);
        Limits.positive("ddlWarn", ddlWarn);
        Limits.ordered("ddlWarn", ddlWarn, "ddlFail", ddlFail);
    }

    /**
     * Returns these limits with others for the longest wait.
     *
     * @param warn at which the check is degraded; positive
     * @param fail at which the check is down; not below {@code warn}
     * @return a copy
     * @throws IllegalArgumentException if a limit is out of its bounds
     * @since 0.1.0
     */
    public LockLimits longestWait(Duration warn, Duration fail) {
        return new LockLimits(warn, fail, sessionsWarn, sessionsFail, sessionsWait, ddlWarn, ddlFail);
    }

    /**
     * Returns these limits with others for the number of waiting sessions.
     *
     * @param warn how many make the check degraded; at least 1
     * @param fail how many make the check down; not below {@code warn}
     * @param waiting how long a session must have waited to be counted; not negative
     * @return a copy
     * @throws IllegalArgumentException if a limit is out of its bounds
     * @since 0.1.0
     */
    public LockLimits sessions(int warn, int fail, Duration waiting) {
        return new LockLimits(waitWarn, waitFail, warn, fail, waiting, ddlWarn, ddlFail);
    }

    /**
     * Returns these limits with others for a change of a table's definition that waits.
     *
     * @param warn at which the check is degraded; positive
     * @param fail at which the check is down; not below {@code warn}
     * @return a copy
     * @throws IllegalArgumentException if a limit is out of its bounds
     * @since 0.1.0
     */
    public LockLimits ddl(Duration warn, Duration fail) {
        return new LockLimits(waitWarn, waitFail, sessionsWarn, sessionsFail, sessionsWait, warn, fail);
    }
}
