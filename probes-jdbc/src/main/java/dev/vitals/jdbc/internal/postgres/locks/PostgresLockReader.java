package dev.vitals.jdbc.internal.postgres.locks;

import dev.vitals.jdbc.internal.blocking.LockPicture;
import dev.vitals.jdbc.internal.blocking.LockReader;
import dev.vitals.jdbc.internal.failure.FailureKind;
import dev.vitals.jdbc.internal.postgres.server.PostgresDialect;
import dev.vitals.jdbc.internal.postgres.server.PostgresFailures;
import dev.vitals.jdbc.internal.session.Session;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Reads which sessions block which from {@code pg_locks}, {@code pg_blocking_pids} and {@code pg_stat_activity}. Any role
 * may: one without {@code pg_read_all_stats} gets the whole graph, but not what others' sessions do.
 */
public final class PostgresLockReader implements LockReader {
    /** Cheap, and mostly all there is to ask: the full query takes the lock manager's own locks for a moment. */
    private static final String GATE = "select exists (select from pg_locks where not granted)";

    @Override
    public Optional<LockPicture> read(Session session) throws SQLException {
        if (!session.first(GATE, row -> row.getBoolean(1)).orElse(false)) {
            return Optional.empty();
        }
        List<LockRow> rows = rows(session).stream().filter(row -> !isOurs(row)).toList();
        return rows.stream().noneMatch(LockRow::isWaiting)
                ? Optional.empty()
                : Optional.of(PostgresPicture.of(session, rows));
    }

    /** Another instance of this library may be waiting too; it gives up by itself in a moment. */
    private static boolean isOurs(LockRow row) {
        boolean tagged = row.activity()
                .map(LockRow.Activity::application)
                .filter(PostgresDialect.APPLICATION::equals)
                .isPresent();
        return tagged && row.isWaiting();
    }

    /** While a system catalogue itself is locked, names cannot be read, but the graph can. */
    private static List<LockRow> rows(Session session) throws SQLException {
        int version = session.majorVersion();
        session.execute("SAVEPOINT names");
        try {
            return session.list(LockQuery.full(version), LockRow::read);
        } catch (SQLException e) {
            if (PostgresFailures.classify(e, false) != FailureKind.LOCKED) {
                throw e;
            }
            session.execute("ROLLBACK TO SAVEPOINT names");
            return session.list(LockQuery.bare(version), LockRow::read);
        }
    }
}
