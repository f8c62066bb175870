package dev.vitals.jdbc.internal.blocking;

import dev.vitals.jdbc.limits.LockLimits;
import dev.vitals.probe.Cause;
import dev.vitals.probe.Status;
import java.time.Duration;

/**
 * Holds a picture against the limits.
 *
 * @param blocked what the waits of all sessions mean
 * @param schemaChange what the wait of a change of a table means
 */
record LockJudge(Status blocked, Status schemaChange) {

    static LockJudge of(LockPicture picture, LockLimits limits) {
        Status byWait = picture.longestWait().map(limits.longestWait()::judge).orElse(Status.UP);
        Status byNumber = limits.sessions().judge(patient(picture, limits.sessionsWait()));
        Status hidden = picture.waitsKnown() ? Status.UP : Status.UNKNOWN;
        Status ddl = picture.schemaChange()
                .flatMap(LockPicture::waited)
                .map(limits.ddlWait()::judge)
                .orElse(Status.UP);
        return new LockJudge(byWait.worst(byNumber).worst(hidden), ddl);
    }

    Status status() {
        return blocked.worst(schemaChange);
    }

    /** Blocking is the cause unless only a waiting change of a table has reached its limit. */
    Cause cause() {
        if (status() == Status.UNKNOWN) {
            return LockCauses.WAITS_HIDDEN;
        }
        return blocked.compareTo(Status.DEGRADED) < 0 ? LockCauses.DDL_QUEUED : LockCauses.BLOCKED;
    }

    /** How many have waited so long that they are not just passing through. */
    static long patient(LockPicture picture, Duration limit) {
        return picture.waiting()
                .filter(one -> LockPicture.waited(one)
                        .filter(time -> time.compareTo(limit) >= 0)
                        .isPresent())
                .count();
    }
}
