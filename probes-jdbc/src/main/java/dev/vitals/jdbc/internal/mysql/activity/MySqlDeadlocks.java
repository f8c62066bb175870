package dev.vitals.jdbc.internal.mysql.activity;

import dev.vitals.jdbc.internal.activity.DeadlocksJudge;
import dev.vitals.jdbc.internal.activity.DeadlocksJudge.Counters;
import dev.vitals.jdbc.internal.failure.MissingRightException;
import dev.vitals.jdbc.internal.mysql.server.Right;
import dev.vitals.jdbc.internal.mysql.server.Rights;
import dev.vitals.jdbc.internal.mysql.server.Server;
import dev.vitals.jdbc.internal.session.DedicatedConnection;
import dev.vitals.jdbc.internal.session.Session;
import dev.vitals.jdbc.internal.session.Source;
import dev.vitals.probe.Command;
import dev.vitals.probe.Remedy;
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

    private static final String ERRORS = "select sum_error_raised"
            + " from performance_schema.events_errors_summary_global_by_error where error_number = 1213";

    private MySqlDeadlocks() {}

    public static Source<Counters> source(DedicatedConnection connection, Source<Snapshot> snapshots, Rights rights) {
        return context -> {
            Snapshot snapshot = snapshots.get(context);
            OptionalLong counted = snapshot.status().find("Innodb_deadlocks");
            long deadlocks = counted.isPresent()
                    ? counted.getAsLong()
                    : connection.run(context, session -> errors(session, snapshot.server(), rights));
            return new Counters(
                    deadlocks,
                    snapshot.status().number("Com_commit"),
                    snapshot.status().number("Com_rollback"),
                    0);
        };
    }

    private static long errors(Session session, Server server, Rights rights) throws SQLException {
        Optional<Long> raised =
                rights.use(session, Right.PERFORMANCE, one -> one.first(server.bounded(ERRORS), row -> row.getLong(1)));
        return raised.orElseThrow(MySqlDeadlocks::notCounted);
    }

    private static MissingRightException notCounted() {
        return new MissingRightException(
                "this server does not count deadlocks",
                new SQLException("no row", "42S02", 1146),
                Remedy.words("start the server with performance_schema=ON, so that MySQL counts errors by number"));
    }
}
