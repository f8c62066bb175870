package dev.vitals.jdbc.internal.mysql.locks;

import dev.vitals.probe.Command;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who may hold what the server does not show the holder of: the oldest transaction, where transactions hold such a lock, or
 * else the sessions that have been idle since before the wait began.
 *
 * @param sessions every session that waits, is in a transaction, or is idle
 * @param recorder where the server would record it
 */
record Suspects(List<LockSession> sessions, LockRecorder recorder) {
    private static final int MOST = 3;

    /**
     * A session that may be the one.
     *
     * @param words who, and why
     * @param remedy what to do if it is
     */
    record Suspicion(String words, Remedy remedy) {}

    List<Suspicion> of(List<LockSession> waiters) {
        Awaited lock = waiters.stream()
                .flatMap(one -> one.waitsFor().stream())
                .max(Comparator.naturalOrder())
                .orElseThrow();
        if (lock == Awaited.USER) {
            return List.of();
        }
        Optional<LockSession> oldest = lock.ofDefinition() ? oldestTransaction() : Optional.empty();
        return oldest.map(one -> List.of(inTransaction(one)))
                .orElseGet(() -> idle(waiters).map(one -> holding(one, lock)).toList());
    }

    private Optional<LockSession> oldestTransaction() {
        return sessions.stream()
                .filter(one -> !one.isWaiting() && one.open().isPresent())
                .max(Comparator.comparing(one -> one.open().orElseThrow()));
    }

    /** Those that have run nothing since the first began to wait; the last active one is the likeliest. */
    private Stream<LockSession> idle(List<LockSession> waiters) {
        return sessions.stream()
                .filter(one -> one.idle() && !one.isWaiting())
                .filter(one -> waiters.stream().allMatch(waiter -> one.age().compareTo(waiter.waited()) >= 0))
                .sorted(Comparator.comparing(LockSession::age))
                .limit(MOST);
    }

    private static Suspicion inTransaction(LockSession oldest) {
        return new Suspicion(
                "the server does not show which session holds the table's definition; a suspect, not a finding: "
                        + oldest.label() + ", whose transaction is the oldest, open for "
                        + Quantities.duration(oldest.open().orElseThrow()),
                Remedy.words(
                                "if {} has used that table, commit or roll back there; last resort, end the session",
                                oldest.label())
                        .run(Command.sql("KILL {}", oldest.id())));
    }

    private Suspicion holding(LockSession idle, Awaited lock) {
        String taker = lock.taker(recorder.server());
        return new Suspicion(
                "the server does not show which session holds the lock; a suspect, not a finding: " + idle.label()
                        + ", idle for " + Quantities.duration(idle.age()) + ", if it has run " + taker,
                Remedy.words(
                                "if {} has run " + taker + ", run " + lock.release(recorder.server())
                                        + " there; last resort, end the session",
                                idle.label())
                        .run(Command.sql("KILL {}", idle.id())));
    }
}
