package dev.vitals.jdbc.internal.postgres.storage;

import dev.vitals.jdbc.internal.activity.DeadlocksJudge;
import dev.vitals.jdbc.internal.activity.DeadlocksJudge.Counters;
import dev.vitals.jdbc.internal.activity.NotReported;
import dev.vitals.jdbc.internal.findings.Columns;
import dev.vitals.jdbc.internal.postgres.server.RawText;
import dev.vitals.jdbc.internal.session.Session;
import dev.vitals.probe.Command;
import dev.vitals.probe.Remedy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What a database has counted since its statistics were last reset, and how archiving goes on its server: one statement
 * for both.
 *
 * @param counted deadlocks, commits and rollbacks
 * @param archiver how archiving goes
 * @param statements the schema of the extension {@code pg_stat_statements}, if it is installed; hostile
 */
public record DatabaseCounters(Counters counted, Archiver archiver, Optional<String> statements) {
    /** The log has both statements of each deadlock. */
    public static final DeadlocksJudge.Advice ADVICE = new DeadlocksJudge.Advice(
            Remedy.words("find the server's log: it has both statements of each deadlock")
                    .run(Command.sql("SELECT pg_current_logfile(), current_setting('log_directory')")),
            "SQLState 40P01");

    private static final NotReported OFF = new NotReported(
            "this server does not count deadlocks: track_counts is off",
            Remedy.words(
                            "let the server count, which autovacuum needs too, where a role or database has the setting of its own"
                                    + " as well, and reload it with SELECT pg_reload_conf()")
                    .run(Command.sql("ALTER SYSTEM SET track_counts = on")));

    private static final String QUERY = "select d.deadlocks, d.xact_commit, d.xact_rollback,"
            + " current_setting('track_counts')::boolean as counts,"
            + " coalesce(extract(epoch from d.stats_reset) * 1000, 0)::bigint as reset, " + Archiver.COLUMNS
            + ", (select " + RawText.of("n.nspname")
            + " from pg_extension e join pg_namespace n on n.oid = e.extnamespace"
            + " where e.extname = 'pg_stat_statements') as statements"
            + " from pg_stat_database d left join pg_stat_archiver a on true where d.datname = current_database()";

    /** Of this database. */
    public static DatabaseCounters read(Session session) throws SQLException {
        DatabaseCounters found = session.first(QUERY, DatabaseCounters::row)
                .orElseThrow(() -> new SQLException("pg_stat_database does not show this database"));
        return new DatabaseCounters(found.counted, found.archiver.lookingAt(session), found.statements);
    }

    private static DatabaseCounters row(ResultSet row) throws SQLException {
        return new DatabaseCounters(
                new Counters(
                        row.getLong("deadlocks"),
                        row.getLong("xact_commit"),
                        row.getLong("xact_rollback"),
                        row.getLong("reset"),
                        row.getBoolean("counts") ? Optional.empty() : Optional.of(OFF)),
                Archiver.row(row),
                Columns.text(row, "statements"));
    }
}
