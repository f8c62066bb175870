package dev.vitals.jdbc.internal.postgres;

import dev.vitals.jdbc.internal.activity.DeadlocksJudge;
import dev.vitals.jdbc.internal.activity.DeadlocksJudge.Counters;
import dev.vitals.jdbc.internal.session.Session;
import dev.vitals.probe.Remedy;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads what a database has counted since its statistics were last reset. */
final class DatabaseCounters {
    /** The log has both statements of each deadlock. */
    static final DeadlocksJudge.Advice ADVICE = new DeadlocksJudge.Advice(
            Remedy.run(
                    "the server's log has both statements of each deadlock; find the log",
                    "SELECT pg_current_logfile(), current_setting('log_directory');"),
            "SQLState 40P01");

    private static final String QUERY = "select deadlocks, xact_commit, xact_rollback,"
            + " coalesce(extract(epoch from stats_reset) * 1000, 0)::bigint as reset"
            + " from pg_stat_database where datname = current_database()";

    private DatabaseCounters() {}

    static Counters read(Session session) throws SQLException {
        return session.first(QUERY, DatabaseCounters::row).orElse(new Counters(0, 0, 0, 0));
    }

    private static Counters row(ResultSet row) throws SQLException {
        return new Counters(
                row.getLong("deadlocks"),
                row.getLong("xact_commit"),
                row.getLong("xact_rollback"),
                row.getLong("reset"));
    }
}
