package dev.vitals.jdbc.internal.postgres.activity;

import dev.vitals.jdbc.internal.postgres.server.PostgresDialect;
import dev.vitals.jdbc.internal.postgres.server.RawText;

/** The queries for what clients do and how many there may be, tried on PostgreSQL 12 and 18. */
final class ActivityQuery {
    /** How many sessions are read one by one; all are counted. */
    private static final int LIMIT = 1_000;

    /** What an idle session of this host did last, which shows where in the code a leak is. */
    private static final int IDLE_QUERY = 200;

    /** The address is hidden from a role without rights, and a socket has none. */
    private static final String ELSEWHERE = "a.client_addr <> inet_client_addr()";

    /**
     * Clients, and none of the server's own processes, which take no client's place. A role without rights sees no kinds; then every process with a database and a user counts, which may include parallel workers.
     */
    private static final String CLIENTS = " from pg_stat_activity a"
            + " where (a.backend_type = 'client backend'"
            + " or a.backend_type is null and a.datid is not null and a.usesysid is not null)";

    /** Those of other instances, too. */
    private static final String OURS =
            "(a.pid = pg_backend_pid() or a.application_name = '" + PostgresDialect.APPLICATION + "')";

    /** One that failed and was not rolled back has no start any more, but keeps its client's connection as before. */
    private static final String BEGUN =
            "coalesce(a.xact_start," + " case when a.state = 'idle in transaction (aborted)' then a.state_change end)";

    /** {@code pg_blocking_pids} briefly stops the lock manager, so it is called for a few waiters alone. */
    static final String SESSIONS = "with blocking as (select b.pid, count(*) as waiters"
            + " from (select distinct pid from pg_locks where not granted limit 200) w,"
            + " unnest(pg_blocking_pids(w.pid)) as b(pid) group by b.pid)"
            + " select a.pid, " + OURS + " as ours, count(*) over () as total, a.application_name, "
            + RawText.of("a.usename") + " as role,"
            + " " + RawText.of("a.datname") + " as database, host(a.client_addr) as client,"
            + " a.backend_type is not null as visible, coalesce(a.state, 'starting') as state,"
            + age("a.state_change", "state_change") + age("a.query_start", "query_start") + age(BEGUN, "xact_start")
            + " coalesce(a.wait_event_type = 'Lock', false) as waits_for_lock,"
            + " coalesce((select waiters from blocking b where b.pid = a.pid), 0) as blocks,"
            + " a.backend_xid is not null as writes, a.backend_xmin is not null as snapshot,"
            + " coalesce(" + ELSEWHERE + ", false) as elsewhere,"
            + " case when a.state = 'idle' then case when " + ELSEWHERE + " then null else "
            + RawText.of("a.query", IDLE_QUERY)
            + " end else " + RawText.of("a.query") + " end as query,"
            + " case when not pg_has_role('pg_read_all_stats', 'usage') then current_user::text end as blind_role"
            + CLIENTS + " order by ours, a.xact_start nulls last, a.state_change nulls last limit " + LIMIT;

    /** Up to 17, a sender of the log counts against the limits of its role and its database, but not the server's. */
    private static final String SENDERS =
            " or a.backend_type = 'walsender'" + " and current_setting('server_version_num')::int < 180000";

    /** The server's own limit first; settings that this version or provider does not have count as 0. */
    static final String LIMITS = "with used as (select a.datid, a.usesysid, count(*) as number,"
            + " count(*) filter (where a.backend_type is distinct from 'walsender') as clients" + CLIENTS + SENDERS
            + " group by a.datid, a.usesysid)"
            + " select kind, used, allowed, two_phase, " + RawText.of("name")
            + " as name from (select 'server' as kind, null::text as name,"
            + " (select coalesce(sum(clients), 0) from used) as used,"
            + " current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int"
            + reserved("reserved_connections") + reserved("rds.rds_superuser_reserved_connections") + " as allowed,"
            + " current_setting('max_prepared_transactions')::int > 0 as two_phase"
            + " union all select 'role', r.rolname, coalesce(sum(u.number), 0), r.rolconnlimit, false from pg_roles r"
            + " left join used u on u.usesysid = r.oid where r.rolconnlimit > 0 and not r.rolsuper"
            + " group by r.rolname, r.rolconnlimit"
            + " union all select 'database', d.datname, coalesce(sum(u.number), 0), d.datconnlimit, false"
            + " from pg_database d left join used u on u.datid = d.oid where d.datconnlimit > 0"
            + " group by d.datname, d.datconnlimit) l"
            + " order by l.kind = 'server' desc, l.used / greatest(l.allowed, 1) desc limit 200";

    static final String PREPARED = "select " + RawText.of("gid") + " as gid, " + RawText.of("owner") + " as owner, "
            + RawText.of("database") + " as database, extract(epoch from clock_timestamp() - prepared) as age"
            + " from pg_prepared_xacts order by prepared limit 50";

    private ActivityQuery() {}

    private static String age(String time, String column) {
        return " extract(epoch from clock_timestamp() - " + time + ") as " + column + ",";
    }

    private static String reserved(String setting) {
        return " - coalesce(nullif(current_setting('" + setting + "', true), '')::int, 0)";
    }
}
