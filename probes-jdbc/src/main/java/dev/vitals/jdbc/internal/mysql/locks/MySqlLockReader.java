package dev.vitals.jdbc.internal.mysql.locks;

import dev.vitals.jdbc.internal.blocking.LockPicture;
import dev.vitals.jdbc.internal.blocking.LockReader;
import dev.vitals.jdbc.internal.failure.MissingRightException;
import dev.vitals.jdbc.internal.mysql.server.Right;
import dev.vitals.jdbc.internal.mysql.server.Rights;
import dev.vitals.jdbc.internal.mysql.server.Server;
import dev.vitals.jdbc.internal.session.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads which session waits for rows and tables of which other one. Rows come from {@code information_schema} on MariaDB and
 * from the performance schema on MySQL; tables from the performance schema where the server records them there.
 */
public final class MySqlLockReader implements LockReader {
    private final Rights rights;

    public MySqlLockReader(Rights rights) {
        this.rights = rights;
    }

    @Override
    public Optional<LockPicture> read(Session session) throws SQLException {
        Server server = Server.of(session);
        rights.require(session, Right.PROCESS, MySqlLockQuery.NEEDS_PROCESS);
        Gate gate = session.first(
                        MySqlLockQuery.gate(server),
                        row -> new Gate(row.getLong("row_waits"), row.getLong("table_waits")))
                .orElseThrow();
        if (gate.rows() <= 0 && gate.tables() <= 0) {
            return Optional.empty();
        }
        List<LockSession> sessions = session.list(MySqlLockQuery.sessions(server), LockSession::read);
        return sessions.stream().noneMatch(LockSession::isWaiting)
                ? Optional.empty()
                : Optional.of(picture(session, server, new ArrayList<>(sessions), gate)
                        .draw());
    }

    private MySqlPicture picture(Session session, Server server, List<LockSession> sessions, Gate gate)
            throws SQLException {
        Map<Long, Set<Long>> rows = new LinkedHashMap<>();
        List<TableLock> tables = new ArrayList<>();
        LockRecorder recorder = LockRecorder.of(session, server);
        try {
            if (gate.rows() > 0) {
                rows(session, server)
                        .forEach(edge -> rows.computeIfAbsent(edge.waiter(), any -> new LinkedHashSet<>())
                                .add(edge.blocker()));
            }
            if (gate.tables() > 0) {
                tables.addAll(rights.use(
                        session,
                        Right.PERFORMANCE,
                        one -> one.list(MySqlLockQuery.tableLocks(server), TableLock::read)));
            }
        } catch (MissingRightException e) {
            return new MySqlPicture(sessions, rows, tables, recorder)
                    .without(
                            "every waiting session is shown, but " + e.getMessage() + ", where the blockers are",
                            e.remedy());
        }
        sessions.addAll(holders(session, server, sessions, tables));
        return new MySqlPicture(sessions, rows, tables, recorder);
    }

    /** Sessions outside of a transaction that hold, or where the server does not record that, may hold what others want. */
    private static List<LockSession> holders(
            Session session, Server server, List<LockSession> known, List<TableLock> tables) throws SQLException {
        if (known.stream().noneMatch(LockSession::waitsForTable)) {
            return List.of();
        }
        Set<Long> missing = new LinkedHashSet<>();
        tables.forEach(lock -> missing.add(lock.id()));
        known.forEach(one -> one.holder().ifPresent(missing::add));
        known.forEach(one -> missing.remove(one.id()));
        if (!missing.isEmpty()) {
            return session.list(MySqlLockQuery.sessions(server, missing), LockSession::read);
        }
        if (!tables.isEmpty()) {
            return List.of();
        }
        long longest = known.stream()
                .filter(LockSession::waitsForTable)
                .mapToLong(one -> one.waited().toSeconds())
                .max()
                .orElse(0);
        return session.list(MySqlLockQuery.idle(server, longest), LockSession::read);
    }

    private List<Edge> rows(Session session, Server server) throws SQLException {
        return rights.use(
                session,
                server.isMariaDb() ? Right.PROCESS : Right.PERFORMANCE,
                one -> one.list(
                        MySqlLockQuery.rowWaits(server),
                        row -> new Edge(row.getLong("waiter"), row.getLong("blocker"))));
    }

    private record Edge(long waiter, long blocker) {}

    private record Gate(long rows, long tables) {}
}
