package dev.vitals.jdbc.internal.mysql.locks;

import dev.vitals.jdbc.internal.blocking.BlockingGraph;
import dev.vitals.jdbc.internal.blocking.LockPicture;
import dev.vitals.jdbc.internal.blocking.Participant;
import dev.vitals.jdbc.internal.blocking.Wait;
import dev.vitals.probe.Remedy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/** Makes a picture of sessions, their waits for rows, and the locks on tables. */
final class MySqlPicture {
    private final List<LockSession> sessions;
    private final Map<Long, Set<Long>> rowWaits;
    private final List<TableLock> tableLocks;
    private final LockRecorder recorder;
    private final Map<String, Participant> participants = new LinkedHashMap<>();
    private final Map<String, Awaited> held = new HashMap<>();
    private final List<String> notes = new ArrayList<>();
    private final List<Remedy> remedies = new ArrayList<>();

    MySqlPicture(
            List<LockSession> sessions,
            Map<Long, Set<Long>> rowWaits,
            List<TableLock> tableLocks,
            LockRecorder recorder) {
        this.recorder = recorder;
        this.sessions = sessions;
        this.rowWaits = rowWaits;
        this.tableLocks = tableLocks;
    }

    /** Notes that something could not be read, and how to change that. */
    MySqlPicture without(String what, Remedy remedy) {
        notes.add(what);
        remedies.add(remedy);
        return this;
    }

    LockPicture draw() {
        List<Wait<String>> waits =
                sessions.stream().filter(LockSession::isWaiting).map(this::wait).toList();
        waits.forEach(wait -> session(wait.waiter())
                .flatMap(LockSession::waitsFor)
                .ifPresent(lock -> wait.blockers().forEach(id -> held.merge(id, lock, MySqlPicture::wider))));
        waits.forEach(wait -> wait.blockers().forEach(id -> participants.computeIfAbsent(id, this::participant)));
        waits.forEach(wait -> participants.computeIfAbsent(wait.waiter(), this::participant));
        if (waits.size() >= MySqlLockQuery.LIMIT) {
            notes.add("more sessions wait than were read (" + MySqlLockQuery.LIMIT + ")");
        }
        if (waits.stream().anyMatch(wait -> wait.blockers().isEmpty())) {
            recorder.missing().ifPresent(missing -> without(missing.words(), missing.remedy()));
        }
        if (waits.stream().anyMatch(wait -> wait.blockers().isEmpty() && waitsForTable(wait.waiter()))) {
            new Suspects(sessions, recorder).of(unexplained(waits)).forEach(this::note);
            remedies.add(recorder.tables());
        }
        return new LockPicture(participants, BlockingGraph.of(waits), notes, remedies);
    }

    private Wait<String> wait(LockSession waiter) {
        Set<String> blockers = new LinkedHashSet<>();
        rowWaits.getOrDefault(waiter.id(), Set.of()).forEach(id -> blockers.add(Long.toString(id)));
        if (waiter.waitsForTable()) {
            blockers.addAll(tableBlockers(waiter));
        }
        waiter.holder().ifPresent(id -> blockers.add(Long.toString(id)));
        return new Wait<>(waiter.key(), blockers, waiter.waited());
    }

    /** The sessions that hold the table in the way; without any, those that it queues behind. */
    private Set<String> tableBlockers(LockSession waiter) {
        Set<String> holders = others(waiter, TableLock::waitsFor);
        return holders.isEmpty() ? others(waiter, TableLock::queuesBehind) : holders;
    }

    private Set<String> others(LockSession waiter, BiPredicate<TableLock, TableLock> inTheWay) {
        Set<String> others = new LinkedHashSet<>();
        wanted(waiter.id())
                .ifPresent(lock -> tableLocks.stream()
                        .filter(other -> inTheWay.test(lock, other))
                        .forEach(other -> others.add(Long.toString(other.id()))));
        return others;
    }

    private Optional<TableLock> wanted(long id) {
        return tableLocks.stream()
                .filter(lock -> lock.pending() && lock.id() == id)
                .findFirst();
    }

    private Participant participant(String key) {
        long id = Long.parseLong(key);
        return session(key)
                .map(one -> one.participant(wanted(id), Optional.ofNullable(held.get(key)), recorder.server()))
                .orElseGet(() -> LockSession.gone(id));
    }

    private Optional<LockSession> session(String key) {
        return sessions.stream().filter(one -> one.key().equals(key)).findFirst();
    }

    private boolean waitsForTable(String key) {
        return session(key).filter(LockSession::waitsForTable).isPresent();
    }

    private void note(Suspects.Suspicion suspicion) {
        notes.add(suspicion.words());
        remedies.add(suspicion.remedy());
    }

    /** What is waited for without a known holder. */
    private List<LockSession> unexplained(List<Wait<String>> waits) {
        return waits.stream()
                .filter(wait -> wait.blockers().isEmpty() && waitsForTable(wait.waiter()))
                .flatMap(wait -> session(wait.waiter()).stream())
                .toList();
    }

    /** Of two locks of one session, the one that stops more: it decides how to give them back. */
    private static Awaited wider(Awaited one, Awaited other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
