package dev.vitals.jdbc.internal.mysql.locks;

import dev.vitals.jdbc.internal.blocking.BlockingGraph;
import dev.vitals.jdbc.internal.blocking.LockPicture;
import dev.vitals.jdbc.internal.blocking.Participant;
import dev.vitals.jdbc.internal.blocking.Wait;
import dev.vitals.probe.Command;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import java.util.ArrayList;
import java.util.Comparator;
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
        waits.forEach(wait -> wait.blockers().forEach(id -> participants.computeIfAbsent(id, this::participant)));
        waits.forEach(wait -> participants.computeIfAbsent(wait.waiter(), this::participant));
        if (waits.size() >= MySqlLockQuery.LIMIT) {
            notes.add("more sessions wait than were read (" + MySqlLockQuery.LIMIT + ")");
        }
        if (waits.stream().anyMatch(wait -> wait.blockers().isEmpty())) {
            recorder.missing().ifPresent(missing -> without(missing.words(), missing.remedy()));
        }
        if (waits.stream().anyMatch(wait -> wait.blockers().isEmpty() && waitsForTable(wait.waiter()))) {
            suspect();
        }
        return new LockPicture(participants, BlockingGraph.of(waits), notes, remedies);
    }

    private Wait<String> wait(LockSession waiter) {
        Set<String> blockers = new LinkedHashSet<>();
        rowWaits.getOrDefault(waiter.id(), Set.of()).forEach(id -> blockers.add(Long.toString(id)));
        if (waiter.waitsForTable()) {
            blockers.addAll(tableBlockers(waiter));
        }
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
        return session(key).map(one -> one.participant(wanted(id))).orElseGet(() -> LockSession.gone(id));
    }

    private Optional<LockSession> session(String key) {
        return sessions.stream().filter(one -> one.key().equals(key)).findFirst();
    }

    private boolean waitsForTable(String key) {
        return session(key).filter(LockSession::waitsForTable).isPresent();
    }

    /** The session that holds a table's definition is in a transaction, most likely in the oldest one. */
    private void suspect() {
        sessions.stream()
                .filter(one -> !one.isWaiting() && one.open().isPresent())
                .max(Comparator.comparing(one -> one.open().orElseThrow()))
                .ifPresent(oldest -> {
                    notes.add(
                            "the server does not show which session holds the table's definition; a suspect, not a finding: "
                                    + oldest.label() + ", whose transaction is the oldest, open for "
                                    + Quantities.duration(oldest.open().orElseThrow()));
                    remedies.add(Remedy.words(
                                    "if {} has used that table, commit or roll back there; last resort, end the"
                                            + " session",
                                    oldest.label())
                            .run(Command.sql("KILL {}", oldest.id())));
                });
        remedies.add(recorder.tables());
    }
}
