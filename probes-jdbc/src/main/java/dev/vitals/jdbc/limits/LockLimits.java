package dev.vitals.jdbc.limits;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Unit;
import java.time.Duration;

/**
 * When sessions that wait for locks count as trouble: one that waits long, several that wait at the same time, or a
 * change of a table's definition that waits and holds up everything behind it.
 *
 * <p>The numbers are this library's own; that both time and number matter is the experience of the authors of the
 * well-known tools, none of which ships limits. The floor is PostgreSQL's {@code deadlock_timeout}, 1 s, below which a
 * wait may resolve itself.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param longestWait the longest wait for a lock, a duration above 0; degraded at 10 s, down at 60 s by default
 * @param sessions how many sessions have waited for {@code sessionsWait} or longer, a count above 0; degraded at 3, down
 *     at 10 by default
 * @param sessionsWait how long a session must have waited to be counted; not negative; 5 s by default
 * @param ddlWait the wait of a change of a table, a duration above 0; degraded at 5 s, down at 30 s by default
 * @since 0.1.0
 */
public record LockLimits(Threshold longestWait, Threshold sessions, Duration sessionsWait, Threshold ddlWait)
        implements CheckLimits {
    /** Every default named above. */
    public static final LockLimits DEFAULT = new LockLimits(
            Threshold.above(Duration.ofSeconds(10), Duration.ofSeconds(60)),
            Threshold.countAbove(3, 10),
            Duration.ofSeconds(5),
            Threshold.above(Duration.ofSeconds(5), Duration.ofSeconds(30)));

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public LockLimits {
        Thresholds.above("longestWait", longestWait, Unit.SECONDS);
        Thresholds.above("sessions", sessions, Unit.COUNT);
        Limits.notNegative("sessionsWait", sessionsWait);
        Thresholds.above("ddlWait", ddlWait, Unit.SECONDS);
    }

    /**
     * Returns these limits with another for the longest wait.
     *
     * @param threshold a duration above 0
     * @return a copy
     * @throws IllegalArgumentException if it is out of its bounds
     */
    public LockLimits longestWait(Threshold threshold) {
        return new LockLimits(threshold, sessions, sessionsWait, ddlWait);
    }

    /**
     * Returns these limits with another for the number of waiting sessions.
     *
     * @param threshold a count above 0
     * @return a copy
     * @throws IllegalArgumentException if it is out of its bounds
     */
    public LockLimits sessions(Threshold threshold) {
        return new LockLimits(longestWait, threshold, sessionsWait, ddlWait);
    }

    /**
     * Returns these limits with another time after which a waiting session is counted.
     *
     * @param time how long it must have waited; not negative
     * @return a copy
     * @throws IllegalArgumentException if {@code time} is negative
     */
    public LockLimits sessionsWait(Duration time) {
        return new LockLimits(longestWait, sessions, time, ddlWait);
    }

    /**
     * Returns these limits with another for a change of a table's definition that waits.
     *
     * @param threshold a duration above 0
     * @return a copy
     * @throws IllegalArgumentException if it is out of its bounds
     */
    public LockLimits ddlWait(Threshold threshold) {
        return new LockLimits(longestWait, sessions, sessionsWait, threshold);
    }
}
