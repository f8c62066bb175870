package dev.vitals.jdbc.internal.postgres.locks;

import dev.vitals.jdbc.internal.postgres.server.RawText;

/**
 * The one query for all sessions that wait and all that they wait for, tried on PostgreSQL 12 to 18.
 *
 * <p>{@code pg_blocking_pids} also names those ahead in the queue, which a join of {@code pg_locks} with itself cannot
 * show; it briefly stops the lock manager and is therefore called for waiters alone. Our own sessions do not count as
 * waiters.
 */
final class LockQuery {
    /** How many waiters are read. */
    static final int LIMIT = 500;

    private LockQuery() {}

    /** With names of roles, tables and programs. */
    static String full(int version) {
        return waiting(version)
                + " select n.pid, array_to_string(w.blockers, ',') as blockers, w.locktype, w.mode,"
                + " "
                + RawText.of(
                        "case when w.relation is null then null"
                                + " when w.database in (0, (select oid from pg_database where datname = current_database()))"
                                + " then regexp_replace(w.relation::regclass::text, '^public[.]', '')"
                                + " else 'relation ' || w.relation || ' of database '"
                                + " || coalesce((select datname from pg_database where oid = w.database), w.database::text) end")
                + " as object,"
                + " extract(epoch from clock_timestamp() - coalesce(w.since, a.state_change)) as waited,"
                + " a.pid is not null as present, a.backend_type, a.application_name, "
                + RawText.of("a.usename") + " as role,"
                + " host(a.client_addr) as client, a.state,"
                + " extract(epoch from clock_timestamp() - a.state_change) as state_age,"
                + " " + RawText.of("a.query")
                + " as query, case when not pg_has_role('pg_read_all_stats', 'usage') then current_user::text end as blind_role,"
                + " pg_is_in_recovery() as in_recovery"
                + " from nodes n left join waiting w on w.pid = n.pid left join pg_stat_activity a on a.pid = n.pid";
    }

    /** From shared memory alone: works while {@code pg_authid} or {@code pg_database} is locked. */
    static String bare(int version) {
        return waiting(version)
                + " select n.pid, array_to_string(w.blockers, ',') as blockers, w.locktype, w.mode,"
                + " 'relation ' || w.relation as object,"
                + " extract(epoch from clock_timestamp() - coalesce(w.since, a.state_change)) as waited,"
                + " a.pid is not null as present, a.backend_type, a.application_name, null::text as role,"
                + " host(a.client_addr) as client, a.state,"
                + " extract(epoch from clock_timestamp() - a.state_change) as state_age,"
                + " " + RawText.of("a.query")
                + " as query, null::text as blind_role, pg_is_in_recovery() as in_recovery"
                + " from nodes n left join waiting w on w.pid = n.pid left join pg_stat_get_activity(null) a on a.pid = n.pid";
    }

    private static String waiting(int version) {
        String since = version >= 14 ? "l.waitstart" : "null::timestamptz";
        return "with waiting as (select l.pid, l.locktype, l.mode, l.database, l.relation, " + since + " as since,"
                + " pg_blocking_pids(l.pid) as blockers from pg_locks l"
                + " where not l.granted and l.pid <> pg_backend_pid() limit " + LIMIT + "),"
                + " nodes as (select pid from waiting union select unnest(blockers) from waiting)";
    }
}
