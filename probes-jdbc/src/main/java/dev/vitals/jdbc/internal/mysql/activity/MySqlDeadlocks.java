package dev.vitals.jdbc.internal.mysql.activity;

import dev.vitals.jdbc.internal.activity.DeadlocksJudge;
import dev.vitals.jdbc.internal.activity.DeadlocksJudge.Counters;
import dev.vitals.jdbc.internal.activity.NotReported;
import dev.vitals.jdbc.internal.mysql.server.Right;
import dev.vitals.jdbc.internal.mysql.server.Rights;
import dev.vitals.jdbc.internal.mysql.server.Server;
import dev.vitals.jdbc.internal.session.DedicatedConnection;
import dev.vitals.jdbc.internal.session.Session;
import dev.vitals.jdbc.internal.session.Source;
import dev.vitals.probe.Command;
import dev.vitals.probe.Remedy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Counts deadlocks: MariaDB shows the number to any account, MySQL to those that may read the performance schema. InnoDB's
 * own metric {@code lock_deadlocks} stays at zero in MySQL 8.0.15.
 */
public final class MySqlDeadlocks {
    public static final DeadlocksJudge.Advice ADVICE = new DeadlocksJudge.Advice(
            Remedy.words("see both statements of the last deadlock, with the values in them")
                    .run(Command.sql("SHOW ENGINE INNODB STATUS\\G")),
            "error 1213 (SQLState 40001)");

    private static final String ERRORS = "select (select sum_error_raised"
            + " from performance_schema.events_errors_summary_global_by_error where error_number = 1213) as raised,"
            + " coalesce((select enabled from performance_schema.setup_consumers"
            + " where name = 'global_instrumentation'), 'NO') = 'YES' as consumed,"
            + " coalesce((select enabled from performance_schema.setup_instruments where name = 'error'), 'NO') = 'YES'"
            + " as instrumented";

    private static final NotReported NOT_DETECTED = new NotReported(
            "InnoDB does not look for deadlocks: innodb_deadlock_detect is off",
            Remedy.words(
                            "let InnoDB look for deadlocks, or leave this check out: until then, each ends as a lock wait that"
                                    + " takes too long")
                    .run(Command.sql("SET GLOBAL innodb_deadlock_detect = ON")));

    private static final NotReported NO_SCHEMA = new NotReported(
            "this server does not count deadlocks: performance_schema is off",
            Remedy.words("start the server with performance_schema=ON, so that MySQL counts errors by number"));

    private static final NotReported NO_CONSUMER = new NotReported(
            "this server does not count deadlocks: the consumer global_instrumentation is off",
            Remedy.words("let the performance schema keep what it measures")
                    .run(Command.sql("UPDATE performance_schema.setup_consumers SET enabled = 'YES'"
                            + " WHERE name = 'global_instrumentation'")));

    private static final NotReported NO_INSTRUMENT = new NotReported(
            "this server does not count deadlocks: the instrument error is off",
            Remedy.words("let the performance schema count errors")
                    .run(Command.sql("UPDATE performance_schema.setup_instruments SET enabled = 'YES'"
                            + " WHERE name = 'error'")));

    private MySqlDeadlocks() {}

    public static Source<Counters> source(DedicatedConnection connection, Source<Snapshot> snapshots, Rights rights) {
        return context -> {
            Snapshot snapshot = snapshots.get(context);
            OptionalLong counted = snapshot.status().find("Innodb_deadlocks");
            Deadlocks deadlocks = counted.isPresent()
                    ? new Deadlocks(counted.getAsLong(), Optional.empty())
                    : connection.run(context, session -> errors(session, snapshot.server(), rights));
            return new Counters(
                    deadlocks.number(),
                    snapshot.status().number("Com_commit"),
                    snapshot.status().number("Com_rollback"),
                    0,
                    snapshot.settings().detecting() ? deadlocks.off() : Optional.of(NOT_DETECTED));
        };
    }

    private static Deadlocks errors(Session session, Server server, Rights rights) throws SQLException {
        return rights.use(session, Right.PERFORMANCE, one -> one.first(server.bounded(ERRORS), Deadlocks::read))
                .orElseThrow();
    }

    private record Deadlocks(long number, Optional<NotReported> off) {
        static Deadlocks read(ResultSet row) throws SQLException {
            long raised = row.getLong("raised");
            if (row.wasNull()) {
                return new Deadlocks(0, Optional.of(NO_SCHEMA));
            }
            Optional<NotReported> instrument =
                    row.getBoolean("instrumented") ? Optional.empty() : Optional.of(NO_INSTRUMENT);
            return new Deadlocks(raised, row.getBoolean("consumed") ? instrument : Optional.of(NO_CONSUMER));
        }
    }
}
