package dev.vitals.jdbc.internal.postgres.locks;

import dev.vitals.jdbc.internal.blocking.BlockingGraph;
import dev.vitals.jdbc.internal.blocking.LockPicture;
import dev.vitals.jdbc.internal.blocking.Participant;
import dev.vitals.jdbc.internal.blocking.Wait;
import dev.vitals.jdbc.internal.postgres.locks.LockRow.LockWait;
import dev.vitals.jdbc.internal.postgres.server.PostgresGrants;
import dev.vitals.jdbc.internal.session.Session;
import dev.vitals.probe.Remedy;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Makes a picture of the lock query's rows, with more queries only where they leave something open. */
final class PostgresPicture {
    private final List<LockRow> rows;
    private final List<PreparedTransaction> prepared;
    private final Map<String, Participant> participants = new LinkedHashMap<>();
    private final List<Wait<String>> waits = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private PostgresPicture(List<LockRow> rows, List<PreparedTransaction> prepared) {
        this.rows = rows;
        this.prepared = prepared;
    }

    static LockPicture of(Session session, List<LockRow> rows) throws SQLException {
        boolean anyPrepared = rows.stream().anyMatch(row -> blockers(row).contains(0));
        PostgresPicture picture =
                new PostgresPicture(rows, anyPrepared ? PreparedTransaction.read(session) : List.of());
        picture.draw();
        if (picture.replayWaits()) {
            picture.notes.add(replay(session));
        }
        return new LockPicture(
                picture.participants, BlockingGraph.of(picture.waits), picture.notes, picture.remedies());
    }

    private void draw() {
        Set<Integer> agreed = holders(LockWait::isAdvisory);
        agreed.removeAll(holders(wait -> !wait.isAdvisory()));
        for (LockRow row : rows) {
            if (row.pid() != 0) {
                Participant one = PostgresParticipants.of(row, agreed.contains(row.pid()));
                participants.put(one.id(), one);
            }
        }
        for (LockRow row : rows) {
            row.lock().ifPresent(wait -> waits.add(wait(row.pid(), wait)));
        }
        if (waits.size() >= LockQuery.LIMIT) {
            notes.add("more sessions wait than were read (" + LockQuery.LIMIT + ")");
        }
        if (hidden().isPresent()) {
            notes.add("what other sessions do is hidden from "
                    + PostgresGrants.shown(hidden().get())
                    + "; which session waits for which, and for which lock, is complete");
        }
        if (silent()) {
            notes.add("what some sessions do is " + PostgresGrants.NOT_REPORTED.why()
                    + "; which session waits for which, and for which lock, is complete");
        }
    }

    /** Those that a wait of some kind is for. */
    private Set<Integer> holders(Predicate<LockWait> kind) {
        return rows.stream()
                .flatMap(row -> row.lock().filter(kind).stream())
                .flatMap(wait -> wait.blockers().stream())
                .collect(Collectors.toCollection(HashSet::new));
    }

    private Wait<String> wait(int pid, LockWait wait) {
        Set<String> blockers = new LinkedHashSet<>();
        for (int blocker : wait.blockers()) {
            if (blocker == 0) {
                blockers.addAll(preparedBefore(pid));
            } else {
                Participant gone = PostgresParticipants.gone(blocker);
                participants.putIfAbsent(gone.id(), gone);
                blockers.add(gone.id());
            }
        }
        return new Wait<>(Integer.toString(pid), blockers, wait.waited().orElse(Duration.ZERO));
    }

    private List<String> preparedBefore(int pid) {
        List<Participant> found = prepared.stream()
                .filter(one -> one.waiter() == pid)
                .map(PreparedTransaction::participant)
                .toList();
        List<Participant> known = found.isEmpty() ? List.of(PostgresParticipants.unknownPrepared()) : found;
        known.forEach(one -> participants.put(one.id(), one));
        return known.stream().map(Participant::id).toList();
    }

    private List<Remedy> remedies() {
        List<Remedy> remedies = new ArrayList<>();
        hidden().map(PostgresGrants::monitor).ifPresent(remedies::add);
        if (silent()) {
            remedies.add(PostgresGrants.NOT_REPORTED.remedy());
        }
        return remedies;
    }

    private boolean silent() {
        return rows.stream().anyMatch(LockRow::isSilent);
    }

    private Optional<String> hidden() {
        return rows.stream().filter(LockRow::isHidden).findFirst().flatMap(LockRow::blindRole);
    }

    private boolean replayWaits() {
        return rows.stream().anyMatch(row -> row.isReplay() && row.isWaiting());
    }

    /** For the replay of the log, {@code pg_blocking_pids} is always empty. */
    private static String replay(Session session) throws SQLException {
        String oldest = session.first(
                        "select pid from pg_stat_activity where xact_start is not null and pid <> pg_backend_pid()"
                                + " order by xact_start limit 1",
                        row -> "pid " + row.getInt(1))
                .orElse("not visible");
        return "WAL replay waits for a session of this standby (a recovery conflict); the server does not say for which"
                + " one. The oldest transaction here: " + oldest;
    }

    private static List<Integer> blockers(LockRow row) {
        return row.lock().map(LockWait::blockers).orElse(List.of());
    }
}
