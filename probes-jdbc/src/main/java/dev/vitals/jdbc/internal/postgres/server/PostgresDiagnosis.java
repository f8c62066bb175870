package dev.vitals.jdbc.internal.postgres.server;

import dev.vitals.jdbc.internal.findings.Tabulated;
import dev.vitals.jdbc.internal.session.Session;
import dev.vitals.probe.Evidence;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What an engineer asks a server to find out more, tried on PostgreSQL 12 and 18. Nothing here waits for a table's lock:
 * sizes are the planner's estimates, because asking for the real ones would.
 */
public final class PostgresDiagnosis {
    private static final String SERVER = "select version() as server,"
            + " date_trunc('second', clock_timestamp() - pg_postmaster_start_time())::text as \"up for\","
            + " date_trunc('second', pg_conf_load_time())::text as \"settings read at\","
            + " case when pg_is_in_recovery() then 'standby' else 'primary' end as role,"
            + " current_database() as database, current_user as \"our role\"";

    /** Of the time limits, those for others: our own transaction has set its own. */
    private static final String SETTINGS = "select name, case when unit in ('B', 'kB', '8kB', 'MB')"
            + " then case when reset_val::bigint > 0 then pg_size_pretty(reset_val::bigint"
            + " * pg_size_bytes(regexp_replace('1' || unit, '^1([0-9])', '\\1'))) else reset_val end"
            + " else concat_ws(' ', reset_val, unit) end as value, source"
            + " from pg_settings where name in ('max_connections', 'superuser_reserved_connections',"
            + " 'reserved_connections', 'max_prepared_transactions', 'max_worker_processes', 'shared_buffers',"
            + " 'work_mem', 'maintenance_work_mem', 'effective_cache_size', 'temp_file_limit', 'huge_pages',"
            + " 'statement_timeout', 'lock_timeout', 'deadlock_timeout', 'idle_in_transaction_session_timeout',"
            + " 'idle_session_timeout', 'transaction_timeout', 'tcp_keepalives_idle', 'autovacuum',"
            + " 'autovacuum_max_workers', 'autovacuum_naptime', 'autovacuum_freeze_max_age', 'synchronous_commit',"
            + " 'synchronous_standby_names', 'fsync', 'full_page_writes', 'wal_level', 'max_wal_size',"
            + " 'max_slot_wal_keep_size', 'checkpoint_timeout', 'archive_mode', 'hot_standby_feedback',"
            + " 'max_standby_streaming_delay', 'default_transaction_isolation', 'default_transaction_read_only',"
            + " 'track_activities', 'track_io_timing', 'log_min_duration_statement', 'shared_preload_libraries',"
            + " 'random_page_cost', 'jit') order by name limit 60";

    private static final String SESSIONS = "select count(*) as sessions, coalesce(state, 'hidden') as state, "
            + RawText.of("usename") + " as role, application_name as application, " + RawText.of("datname")
            + " as database, count(distinct client_addr)"
            + " as hosts, date_trunc('second', max(clock_timestamp() - state_change))::text as \"longest in state\""
            + " from pg_stat_activity where datid is not null group by 2, 3, 4, 5 order by 1 desc limit 200";

    private static final String BUSY =
            "select pid, " + RawText.of("usename") + " as role, application_name as application,"
                    + " host(client_addr) as client, state, concat_ws(': ', wait_event_type, wait_event) as \"waits for\","
                    + " date_trunc('milliseconds', clock_timestamp() - query_start)::text as \"statement for\","
                    + " date_trunc('milliseconds', clock_timestamp() - xact_start)::text as \"transaction for\","
                    + " " + RawText.of("query")
                    + " as statement from pg_stat_activity where state <> 'idle' and pid <> pg_backend_pid()"
                    + " order by xact_start nulls last limit 50";

    private static final String TABLES = "select " + RawText.of("s.schemaname") + " as schema, "
            + RawText.of("s.relname") + " as table,"
            + " pg_size_pretty(c.relpages::bigint * current_setting('block_size')::int) as \"size, about\","
            + " s.n_live_tup as \"live rows\", s.n_dead_tup as \"dead rows\", s.seq_scan as \"whole scans\","
            + " s.seq_tup_read as \"rows by them\", s.idx_scan as \"index scans\","
            + " date_trunc('second', greatest(s.last_vacuum, s.last_autovacuum))::text as \"last vacuum\","
            + " date_trunc('second', greatest(s.last_analyze, s.last_autoanalyze))::text as \"last analyze\""
            + " from pg_stat_user_tables s join pg_class c on c.oid = s.relid order by ";

    private static final String INDEXES = "select " + RawText.of("s.schemaname") + " as schema, "
            + RawText.of("s.relname") + " as table,"
            + " " + RawText.of("s.indexrelname")
            + " as index, pg_size_pretty(c.relpages::bigint * current_setting('block_size')::int)"
            + " as \"size, about\", s.idx_scan as scans, case when not i.indisvalid then 'invalid' else '' end as note"
            + " from pg_stat_user_indexes s join pg_class c on c.oid = s.indexrelid"
            + " join pg_index i on i.indexrelid = s.indexrelid"
            + " where not i.indisvalid or s.idx_scan = 0 and not i.indisunique"
            + " order by i.indisvalid, c.relpages desc limit 30";

    private static final String VACUUMS = "select p.pid, " + RawText.of("p.datname") + " as database, "
            + RawText.of("coalesce(c.relname, p.relid::text)")
            + " as table, p.phase, p.heap_blks_scanned || ' of ' || p.heap_blks_total as \"pages scanned\""
            + " from pg_stat_progress_vacuum p left join pg_class c on c.oid = p.relid"
            + " and p.datname = current_database() limit 20";

    private PostgresDiagnosis() {}

    static List<Evidence> server(Session session) throws SQLException {
        return join(Tabulated.of(session, "server", SERVER), Tabulated.of(session, "settings", SETTINGS));
    }

    public static List<Evidence> sessions(Session session) throws SQLException {
        return Tabulated.of(session, "sessions", SESSIONS);
    }

    public static List<Evidence> busy(Session session) throws SQLException {
        return Tabulated.of(session, "busy sessions", BUSY);
    }

    /** What vacuum has still to do, and how far it is. */
    public static List<Evidence> vacuum(Session session) throws SQLException {
        return join(
                Tabulated.of(session, "tables with most dead rows", TABLES + "s.n_dead_tup desc limit 10"),
                Tabulated.of(session, "vacuums under way", VACUUMS));
    }

    /** Open transactions keep dead rows, so both are shown together. */
    public static List<Evidence> transactions(Session session) throws SQLException {
        return join(busy(session), vacuum(session));
    }

    public static List<Evidence> tables(Session session) throws SQLException {
        return join(
                Tabulated.of(session, "largest tables", TABLES + "c.relpages desc limit 30"),
                Tabulated.of(session, "indexes that are not used or not valid", INDEXES));
    }

    private static List<Evidence> join(List<Evidence> first, List<Evidence> second) {
        List<Evidence> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
