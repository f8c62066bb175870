package dev.vitals.jdbc.internal.postgres.locks;

import dev.vitals.jdbc.internal.blocking.Participant;
import dev.vitals.jdbc.internal.blocking.Participant.Doing;
import dev.vitals.jdbc.internal.blocking.Participant.Identity;
import dev.vitals.jdbc.internal.findings.Client;
import dev.vitals.jdbc.internal.findings.Columns;
import dev.vitals.jdbc.internal.postgres.server.RawText;
import dev.vitals.jdbc.internal.session.Session;
import dev.vitals.probe.Argument;
import dev.vitals.probe.Command;
import dev.vitals.probe.Remedy;
import dev.vitals.text.Clean;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A transaction prepared for a two-phase commit. It holds its locks without a process, across restarts, until it is ended
 * by name. {@code pg_blocking_pids} shows only that there is one, as process 0.
 *
 * @param waiter the process that waits for it
 * @param gid the exact name it was prepared under; hostile
 * @param owner the role that prepared it; hostile
 * @param database where it must be ended; hostile
 * @param age how long ago it was prepared
 */
public record PreparedTransaction(int waiter, String gid, String owner, String database, Duration age) {
    private static final int NAME = 63;

    /**
     * A prepared transaction's locks have no process. Which transaction they belong to is shown by the lock that it holds
     * on its own number, found by the virtual transaction that all its locks share.
     */
    private static final String QUERY = "with l as materialized (select * from pg_locks)"
            + " select w.pid, w.mode as wanted, h.mode as held,"
            + " " + RawText.of("x.gid") + " as gid, " + RawText.of("x.owner") + " as owner, "
            + RawText.of("x.database") + " as database, extract(epoch from clock_timestamp() - x.prepared) as age"
            + " from l w"
            + " join l h on h.granted and h.pid is null and h.locktype = w.locktype"
            + " and (h.database, h.relation, h.page, h.tuple, h.transactionid, h.classid, h.objid, h.objsubid)"
            + " is not distinct from"
            + " (w.database, w.relation, w.page, w.tuple, w.transactionid, w.classid, w.objid, w.objsubid)"
            + " join l own on own.granted and own.pid is null and own.locktype = 'transactionid'"
            + " and own.virtualtransaction = h.virtualtransaction"
            + " join pg_prepared_xacts x on x.transaction = own.transactionid"
            + " where not w.granted limit 500";

    static List<PreparedTransaction> read(Session session) throws SQLException {
        return session.list(QUERY, PreparedTransaction::row).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** One whose lock on the same thing excludes nothing must not be offered for a rollback. */
    private static Optional<PreparedTransaction> row(ResultSet row) throws SQLException {
        if (!LockModes.conflict(row.getString("wanted"), row.getString("held"))) {
            return Optional.empty();
        }
        return Optional.of(new PreparedTransaction(
                row.getInt("pid"),
                Columns.exact(row, "gid"),
                Columns.exact(row, "owner"),
                Columns.exact(row, "database"),
                Duration.ofMillis((long) (row.getDouble("age") * 1_000))));
    }

    Participant participant() {
        return new Participant(
                Identity.prepared(gid),
                new Client("", owner, ""),
                Doing.prepared(age),
                "",
                Optional.empty(),
                List.of(remedy(gid, database)));
    }

    /**
     * Returns how to end a prepared transaction.
     *
     * @param gid the exact name it was prepared under
     * @param database the exact name of the database where it must be ended
     * @return the remedy
     */
    public static Remedy remedy(String gid, String database) {
        return Remedy.words(
                        "let its transaction manager commit or roll it back; last resort, connected to database '{}'",
                        Clean.line(database, NAME))
                .run(Command.sql("ROLLBACK PREPARED {}", Argument.literal(gid)));
    }
}
