package dev.vitals.jdbc.internal.mysql.locks;

import dev.vitals.jdbc.internal.mysql.activity.SessionQuery;
import dev.vitals.jdbc.internal.mysql.server.Server;
import java.util.Collection;
import java.util.stream.Collectors;

/** The queries for waiting sessions and the sessions they may wait for, tried on MariaDB 11.4 and MySQL 8.0. */
final class MySqlLockQuery {
    /** How many sessions, and how many waits, are read. */
    static final int LIMIT = 500;

    private static final int IDLE = 20;

    /** The server refuses this without the right to see other sessions. */
    static final String NEEDS_PROCESS = "select 1 from information_schema.innodb_trx limit 1";

    /** Waits for a table's definition, a whole table, a backup, a user's lock. Waits for rows show in no state. */
    private static final String WAITS =
            "p.state like 'Waiting for%lock' or p.state like 'Waiting for%flush' or p.state = 'User lock'";

    /** The name of the user's lock that a statement waits for, between its first two quotes. */
    private static final String USER_LOCK = "substring_index(substring_index(p.info, '''', 2), '''', -1)";

    /** The server asks itself who holds it, for whoever may see the statement. */
    private static final String HOLDER = "case when p.state = 'User lock' and p.info regexp"
            + " '^([/][*][^*]*[*][/])?[[:space:]]*(select|do)[[:space:]]+get_lock[[:space:]]*[(][[:space:]]*''[^'']{1,64}'''"
            + " then is_used_lock(" + USER_LOCK + ") end";

    private MySqlLockQuery() {}

    /**
     * Cheap, and in most runs the only query. Until late in 2024 MySQL stopped InnoDB while it listed blockers, so that
     * list must not be asked for without need.
     */
    static String gate(Server server) {
        String schema = server.isMariaDb() ? "information_schema" : "performance_schema";
        return server.bounded("select (select variable_value from " + schema + ".global_status"
                + " where variable_name = 'Innodb_row_lock_current_waits') as row_waits,"
                + " (select count(*) from information_schema.processlist p where " + WAITS + ") as table_waits");
    }

    /** Every session that waits or is in a transaction: waiting ones first, then the oldest transactions. */
    static String sessions(Server server) {
        return server.bounded(columns(server) + " where (t.trx_id is not null or " + WAITS
                + ") and p.id <> connection_id() order by waits_for is null, t.trx_started limit " + LIMIT);
    }

    /** Some sessions, whatever they do: those that hold what is not a transaction's. */
    static String sessions(Server server, Collection<Long> ids) {
        String list = ids.stream().limit(LIMIT).map(String::valueOf).collect(Collectors.joining(", "));
        return server.bounded(columns(server) + " where p.id in (" + list + ")");
    }

    /**
     * Sessions that have run nothing for so many seconds, the last active ones first. One of them may hold what the server
     * does not show.
     */
    static String idle(Server server, long seconds) {
        return server.bounded(columns(server) + " where p.command = 'Sleep' and t.trx_id is null" + " and p.time >= "
                + seconds + " and p.id <> connection_id() order by age limit " + IDLE);
    }

    private static String columns(Server server) {
        String age = server.isMariaDb() ? "p.time_ms / 1000" : "p.time";
        return "select p.id, p.user, substring_index(p.host, ':', 1) as client, p.command, p.state, "
                + age
                + " as age, left(p.info, 2000) as statement,"
                + " case when t.trx_state = 'LOCK WAIT' then 'row' when " + WAITS + " then p.state end as waits_for, "
                + HOLDER + " as holder, "
                + SessionQuery.age("t.trx_wait_started") + " as row_wait, " + SessionQuery.age("t.trx_started")
                + " as transaction_age"
                + " from information_schema.processlist p"
                + " left join information_schema.innodb_trx t on t.trx_mysql_thread_id = p.id";
    }

    /** Which session waits for a row of which other one. */
    static String rowWaits(Server server) {
        return server.bounded(
                server.isMariaDb()
                        ? "select distinct r.trx_mysql_thread_id as waiter, b.trx_mysql_thread_id as blocker"
                                + " from information_schema.innodb_lock_waits w"
                                + " join information_schema.innodb_trx r on r.trx_id = w.requesting_trx_id"
                                + " join information_schema.innodb_trx b on b.trx_id = w.blocking_trx_id limit "
                                + 4 * LIMIT
                        : "select distinct r.processlist_id as waiter, coalesce(b.processlist_id, 0) as blocker"
                                + " from performance_schema.data_lock_waits w"
                                + " join performance_schema.threads r on r.thread_id = w.requesting_thread_id"
                                + " left join performance_schema.threads b on b.thread_id = w.blocking_thread_id limit "
                                + 4 * LIMIT);
    }

    /** Every lock on a table that keeps readers out, held or waited for. */
    static String exclusive(Server server) {
        String age = server.isMariaDb() ? "p.time_ms / 1000" : "p.time";
        return server.bounded("select m.object_name, m.lock_status, p.id, p.user,"
                + " substring_index(p.host, ':', 1) as client, p.command, p.state, " + age + " as age,"
                + " left(p.info, 2000) as statement, null as waits_for, null as holder, null as row_wait, null as transaction_age"
                + " from performance_schema.metadata_locks m"
                + " join performance_schema.threads t on t.thread_id = m.owner_thread_id"
                + " join information_schema.processlist p on p.id = t.processlist_id"
                + " where m.object_type = 'TABLE' and m.lock_type in ('EXCLUSIVE', 'SHARED_NO_READ_WRITE')"
                + " and p.id <> connection_id() order by m.lock_status limit " + LIMIT);
    }

    /** Every lock on a table that a session waits for. Empty on a MariaDB that does not record them. */
    static String tableLocks(Server server) {
        return server.bounded("select t.processlist_id as id, m.object_type, m.object_schema, m.object_name,"
                + " m.lock_type, m.lock_status from performance_schema.metadata_locks m"
                + " join (select distinct object_type, object_schema, object_name from performance_schema.metadata_locks"
                + " where lock_status = 'PENDING') w on w.object_type = m.object_type"
                + " and w.object_schema <=> m.object_schema and w.object_name <=> m.object_name"
                + " join performance_schema.threads t on t.thread_id = m.owner_thread_id limit " + 4 * LIMIT);
    }
}
