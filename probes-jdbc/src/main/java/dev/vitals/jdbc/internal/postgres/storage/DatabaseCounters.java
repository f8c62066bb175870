package dev.vitals.jdbc.internal.postgres.storage;

import dev.vitals.jdbc.internal.activity.DeadlocksJudge;
import dev.vitals.jdbc.internal.activity.DeadlocksJudge.Counters;
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

    private static final String QUERY = "select d.deadlocks, d.xact_commit, d.xact_rollback,"
            + " coalesce(extract(epoch from d.stats_reset) * 1000, 0)::bigint as reset, " + Archiver.COLUMNS
            + ", (select " + RawText.of("n.nspname")
            + " from pg_extension e join pg_namespace n on n.oid = e.extnamespace"
            + " where e.extname = 'pg_stat_statements') as statements"
            + " from pg_stat_database d left join pg_stat_archiver a on true where d.datname = current_database()";

    /** Of this database. */
    public static DatabaseCounters read(Session session) throws SQLException {
        DatabaseCounters found = session.first(QUERY, DatabaseCounters::row)
                .orElse(new DatabaseCounters(new Counters(0, 0, 0, 0), Archiver.OFF, Optional.empty()));
        return new DatabaseCounters(found.counted, found.archiver.lookingAt(session), found.statements);
    }

    private static DatabaseCounters row(ResultSet row) throws SQLException {
        return new DatabaseCounters(
                new Counters(
                        row.getLong("deadlocks"),
                        row.getLong("xact_commit"),
                        row.getLong("xact_rollback"),
                        row.getLong("reset")),
                Archiver.row(row),
                Columns.text(row, "statements"));
    }
}
