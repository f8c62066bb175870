package dev.vitals.jdbc.internal.postgres.locks;

import dev.vitals.jdbc.internal.blocking.HolderReader;
import dev.vitals.jdbc.internal.blocking.Holders;
import dev.vitals.jdbc.internal.blocking.LockPicture;
import dev.vitals.jdbc.internal.blocking.Participant;
import dev.vitals.jdbc.internal.findings.Columns;
import dev.vitals.jdbc.internal.session.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds who keeps readers from a table: only {@code AccessExclusiveLock} does. A session that has it is the culprit; one that
 * waits for it lets nobody pass either, and the culprit is whoever it waits for.
 */
public final class PostgresHolders implements HolderReader {
    /** In the columns of {@link LockRow}. Of a prepared transaction there is no process, but a name. */
    private static final String QUERY =
            "select coalesce(l.pid, 0) as pid, l.granted, c.relname, x.gid, x.owner, x.database,"
                    + " extract(epoch from clock_timestamp() - x.prepared) as age,"
                    + " null as blockers, null as locktype, null as mode, null as object, null::float8 as waited,"
                    + " a.pid is not null as present, a.backend_type, a.application_name, a.usename as role,"
                    + " host(a.client_addr) as client, a.state,"
                    + " extract(epoch from clock_timestamp() - a.state_change) as state_age, a.query,"
                    + " case when not pg_has_role('pg_read_all_stats', 'usage') then current_user::text end as blind_role,"
                    + " pg_is_in_recovery() as in_recovery"
                    + " from pg_locks l join pg_class c on c.oid = l.relation left join pg_stat_activity a on a.pid = l.pid"
                    + " left join pg_locks own on l.pid is null and own.pid is null and own.granted"
                    + " and own.locktype = 'transactionid' and own.virtualtransaction = l.virtualtransaction"
                    + " left join pg_prepared_xacts x on x.transaction = own.transactionid"
                    + " where l.locktype = 'relation' and l.mode = 'AccessExclusiveLock'"
                    + " and l.database = (select oid from pg_database where datname = current_database())"
                    + " and l.pid is distinct from pg_backend_pid() order by l.granted desc, a.xact_start limit 50";

    @Override
    public Holders read(Session session, String sql) throws SQLException {
        List<Held> all = session.list(QUERY, Held::read);
        List<Held> named =
                all.stream().filter(one -> Holders.names(sql, one.table())).toList();
        List<Held> held = named.isEmpty() ? all : named;
        List<Participant> participants = new ArrayList<>(held.stream()
                .filter(Held::granted)
                .map(Held::participant)
                .distinct()
                .toList());
        if (held.stream().anyMatch(Predicate.not(Held::granted))) {
            new PostgresLockReader().read(session).map(LockPicture::inTheWay).ifPresent(participants::addAll);
        }
        return new Holders(participants.stream().distinct().toList(), !named.isEmpty());
    }

    /**
     * A lock on a whole table.
     *
     * @param table its exact name; hostile
     * @param granted whether it is held rather than waited for
     * @param row the session
     * @param prepared the prepared transaction in place of a session
     */
    private record Held(String table, boolean granted, LockRow row, Optional<PreparedTransaction> prepared) {
        static Held read(ResultSet row) throws SQLException {
            String gid = row.getString("gid");
            return new Held(
                    Columns.exact(row, "relname"),
                    row.getBoolean("granted"),
                    LockRow.read(row),
                    gid == null
                            ? Optional.empty()
                            : Optional.of(new PreparedTransaction(
                                    0,
                                    gid,
                                    Columns.exact(row, "owner"),
                                    Columns.exact(row, "database"),
                                    Columns.age(row, "age").orElse(Duration.ZERO))));
        }

        Participant participant() {
            return prepared.map(PreparedTransaction::participant)
                    .orElseGet(() -> row.pid() == 0
                            ? PostgresParticipants.unknownPrepared()
                            : PostgresParticipants.of(row, false));
        }
    }
}
