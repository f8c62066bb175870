package dev.vitals.jdbc.internal.blocking;

import dev.vitals.jdbc.limits.LockLimits;
import dev.vitals.probe.Status;
import java.time.Duration;

/** Holds a picture against the limits. */
record LockJudge(Status blocked, Status schemaChange) {

    static LockJudge of(LockPicture picture, LockLimits limits) {
        Status byWait = status(picture.longestWait(), limits.waitWarn(), limits.waitFail());
        Status byNumber = status(patient(picture, limits.sessionsWait()), limits.sessionsWarn(), limits.sessionsFail());
        Status ddl = picture.schemaChange()
                .map(change -> status(LockPicture.waited(change), limits.ddlWarn(), limits.ddlFail()))
                .orElse(Status.UP);
        Status hidden = picture.waitsKnown() ? Status.UP : Status.UNKNOWN;
        return new LockJudge(byWait.worst(byNumber).worst(hidden), ddl);
    }

    Status status() {
        return blocked.worst(schemaChange);
    }

    /** Blocking is the cause unless only a waiting change of a table goes over its limit. */
    String cause() {
        if (status() == Status.UNKNOWN) {
            return "locks.waits-hidden";
        }
        return blocked.compareTo(Status.DEGRADED) < 0 ? "locks.ddl-queued" : "locks.blocked";
    }

    /** How many have waited too long to be on their way. */
    static int patient(LockPicture picture, Duration limit) {
        return (int) picture.waiting()
                .filter(one -> LockPicture.waited(one).compareTo(limit) > 0)
                .count();
    }

    private static <T extends Comparable<T>> Status status(T value, T warn, T fail) {
        if (value.compareTo(fail) >= 0) {
            return Status.DOWN;
        }
        return value.compareTo(warn) >= 0 ? Status.DEGRADED : Status.UP;
    }
}
