package dev.vitals.jdbc.internal.mysql.locks;

import dev.vitals.jdbc.internal.activity.NotReported;
import dev.vitals.jdbc.internal.mysql.server.Server;
import dev.vitals.jdbc.internal.session.Session;
import dev.vitals.probe.Command;
import dev.vitals.probe.Remedy;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Where a server records who holds which lock. Of rows, MySQL does in its performance schema and MariaDB elsewhere; of tables,
 * both do in the performance schema.
 *
 * @param server which product
 * @param on whether it has its performance schema on; when off, the tables are there and empty
 */
record LockRecorder(Server server, boolean on) {
    private static final NotReported OFF = new NotReported(
            "every waiting session is shown, but performance_schema is off, where the blockers are",
            Remedy.words("start the server with performance_schema=ON, so that MySQL shows who blocks whom"));

    static LockRecorder of(Session session, Server server) throws SQLException {
        return new LockRecorder(
                server,
                session.first("select @@global.performance_schema", row -> row.getBoolean(1))
                        .orElse(true));
    }

    /** Why no wait has a blocker. */
    Optional<NotReported> missing() {
        return on || server.isMariaDb() ? Optional.empty() : Optional.of(OFF);
    }

    /** How to have the locks of tables recorded. */
    Remedy tables() {
        if (server.isMariaDb()) {
            return Remedy.words("let the server record which session holds a table's definition: start MariaDB with"
                    + " performance_schema=ON and performance-schema-instrument='wait/lock/metadata/sql/mdl=ON'");
        }
        return on
                ? Remedy.words("let the server record which session holds a table's definition")
                        .run(Command.sql("UPDATE performance_schema.setup_instruments SET enabled = 'YES'"
                                + " WHERE name = 'wait/lock/metadata/sql/mdl'"))
                : OFF.remedy();
    }
}
