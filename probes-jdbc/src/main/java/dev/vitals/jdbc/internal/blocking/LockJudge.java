package dev.vitals.jdbc.internal.blocking;

import dev.vitals.jdbc.internal.blocking.Participant.Waiting;
import dev.vitals.jdbc.limits.LockLimits;
import dev.vitals.probe.Cause;
import dev.vitals.probe.Status;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Holds a picture against the limits. What waits for an advisory lock alone is never down: the server cannot tell a rival
 * for a leader's lock, which waits by design, from one whose lock was never given back.
 *
 * @param blocked what the waits of all sessions mean
 * @param schemaChange what the wait of a change of a table means
 * @param serverWide whether the server as a whole is locked
 */
record LockJudge(Status blocked, Status schemaChange, boolean serverWide) {

    static LockJudge of(LockPicture picture, LockLimits limits) {
        Status agreed = waits(picture.waiting().filter(LockJudge::isAdvisory).toList(), limits);
        Status byWait = waits(picture.waiting().filter(one -> !isAdvisory(one)).toList(), limits)
                .worst(agreed == Status.DOWN ? Status.DEGRADED : agreed);
        Status hidden = picture.waitsKnown() ? Status.UP : Status.UNKNOWN;
        Status ddl = picture.schemaChange()
                .flatMap(LockPicture::waited)
                .map(limits.ddlWait()::judge)
                .orElse(Status.UP);
        boolean serverWide = picture.waiting()
                .filter(one -> one.waiting().filter(Waiting::isServerWide).isPresent())
                .flatMap(one -> LockPicture.waited(one).stream())
                .anyMatch(time -> isLong(time, limits));
        return new LockJudge(byWait.worst(hidden), ddl, serverWide);
    }

    private static Status waits(List<Participant> waiting, LockLimits limits) {
        Status byTime = waiting.stream()
                .flatMap(one -> LockPicture.waited(one).stream())
                .map(limits.longestWait()::judge)
                .reduce(Status.UP, Status::worst);
        return byTime.worst(limits.sessions().judge(patient(waiting.stream(), limits.sessionsWait())));
    }

    /** Whether a wait counts at all; of a lock that is held for a moment, as by every backup, others are not the fault. */
    private static boolean isLong(Duration time, LockLimits limits) {
        return limits.longestWait().judge(time) != Status.UP || time.compareTo(limits.sessionsWait()) >= 0;
    }

    private static boolean isAdvisory(Participant one) {
        return one.waiting().filter(Waiting::isAdvisory).isPresent();
    }

    Status status() {
        return blocked.worst(schemaChange);
    }

    /** Blocking is the cause unless only a waiting change of a table has reached its limit. */
    Cause cause() {
        if (status() == Status.UNKNOWN) {
            return LockCauses.WAITS_HIDDEN;
        }
        if (blocked.compareTo(Status.DEGRADED) < 0) {
            return LockCauses.DDL_QUEUED;
        }
        return serverWide ? LockCauses.SERVER : LockCauses.BLOCKED;
    }

    /** How many have waited so long that they are not just passing through. */
    static long patient(LockPicture picture, Duration limit) {
        return patient(picture.waiting(), limit);
    }

    private static long patient(Stream<Participant> waiting, Duration limit) {
        return waiting.filter(one -> LockPicture.waited(one)
                        .filter(time -> time.compareTo(limit) >= 0)
                        .isPresent())
                .count();
    }
}
