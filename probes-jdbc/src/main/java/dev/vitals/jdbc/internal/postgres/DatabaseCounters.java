package dev.vitals.jdbc.internal.postgres;

import dev.vitals.jdbc.internal.session.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What a database has counted since its statistics were last reset, and how archiving goes on its server: one statement
 * for both.
 *
 * @param deadlocks how many deadlocks
 * @param commits how many transactions were committed
 * @param rollbacks how many were rolled back
 * @param reset when the statistics were reset, in milliseconds of the epoch; 0 for never
 * @param archiver how archiving goes
 * @param statements the schema of the extension {@code pg_stat_statements}, if it is installed; hostile
 */
record DatabaseCounters(
        long deadlocks, long commits, long rollbacks, long reset, Archiver archiver, Optional<String> statements) {
    private static final String QUERY = "select d.deadlocks, d.xact_commit, d.xact_rollback,"
            + " coalesce(extract(epoch from d.stats_reset) * 1000, 0)::bigint as reset, " + Archiver.COLUMNS
            + ", (select n.nspname from pg_extension e join pg_namespace n on n.oid = e.extnamespace"
            + " where e.extname = 'pg_stat_statements') as statements"
            + " from pg_stat_database d left join pg_stat_archiver a on true where d.datname = current_database()";

    static DatabaseCounters read(Session session) throws SQLException {
        return session.first(QUERY, DatabaseCounters::row)
                .orElse(new DatabaseCounters(0, 0, 0, 0, Archiver.OFF, Optional.empty()));
    }

    private static DatabaseCounters row(ResultSet row) throws SQLException {
        return new DatabaseCounters(
                row.getLong("deadlocks"),
                row.getLong("xact_commit"),
                row.getLong("xact_rollback"),
                row.getLong("reset"),
                Archiver.row(row),
                Optional.ofNullable(row.getString("statements")));
    }
}
