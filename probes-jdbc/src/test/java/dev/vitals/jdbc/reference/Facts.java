package dev.vitals.jdbc.reference;

import java.util.List;

/** What the code does not say about each check, in the order of the reference. */
final class Facts {
    private static final String POSTGRESQL = "PostgreSQL";
    private static final String SQLITE = "SQLite";
    private static final String FILE_RIGHT = "to read the file and to write to its directory";
    private static final String MYSQL = "MySQL, MariaDB";
    private static final String MY_VERSIONS = "run on MySQL 8.0.15 and MariaDB 11.4; written for 5.7–9 and 10–12";
    private static final String PG_VERSIONS = "12–18";
    private static final String MONITOR =
            "any role sees the numbers; to see what other sessions do it needs `pg_monitor`";

    private static final String POOL_READS =
            "the pool's own counters, the stacks of the threads, and what the server shows of its sessions";
    private static final String POOL_RIGHT = "none; to see what its sessions do, the right to see them";

    static final List<Fact> ALL = List.of(
            Fact.of("connect")
                    .on("any", "`SELECT 1`, at most three times", "to connect", "any")
                    .on(
                            POSTGRESQL,
                            "`pg_is_in_recovery()`, `default_transaction_read_only` in `pg_settings`",
                            "to connect",
                            PG_VERSIONS)
                    .on(SQLITE, "`sqlite_master`, the rights of file and directory", FILE_RIGHT, "3")
                    .on(MYSQL, "`@@read_only`, `@@super_read_only`, `@@innodb_read_only`", "to connect", MY_VERSIONS),
            Fact.of("locks")
                    .on(
                            POSTGRESQL,
                            "`pg_locks`, `pg_blocking_pids()`, `pg_stat_activity`, `pg_prepared_xacts`",
                            MONITOR,
                            PG_VERSIONS)
                    .on(
                            MYSQL,
                            "`Innodb_row_lock_current_waits` first; if there are waits, `innodb_lock_waits` and `innodb_trx`, on MySQL 8 `data_lock_waits`; `processlist` and `metadata_locks` for changes of tables",
                            "PROCESS; on MySQL 8, and for the holder of a metadata lock, SELECT on `performance_schema`",
                            MY_VERSIONS),
            Fact.of("connections")
                    .on(
                            POSTGRESQL,
                            "`pg_stat_activity`, `pg_settings`, `pg_roles`, `pg_database`",
                            MONITOR,
                            PG_VERSIONS)
                    .on(
                            MYSQL,
                            "`SHOW GLOBAL STATUS`, `max_connections`, `max_user_connections`, `processlist`",
                            "any account sees the numbers; the sessions need PROCESS",
                            MY_VERSIONS),
            Fact.of("queries")
                    .on(POSTGRESQL, "`pg_stat_activity`", MONITOR, PG_VERSIONS)
                    .on(MYSQL, "`processlist`", "PROCESS", MY_VERSIONS),
            Fact.of("transactions")
                    .on(POSTGRESQL, "`pg_stat_activity`, `pg_prepared_xacts`", MONITOR, PG_VERSIONS)
                    .on(MYSQL, "`innodb_trx`, `processlist`", "PROCESS", MY_VERSIONS),
            Fact.of("wraparound").on(POSTGRESQL, "`pg_database`", "any role", PG_VERSIONS),
            Fact.of("deadlocks")
                    .on(POSTGRESQL, "`pg_stat_database`", "any role", PG_VERSIONS)
                    .on(
                            MYSQL,
                            "MariaDB: `Innodb_deadlocks`; MySQL: error 1213 in `events_errors_summary_global_by_error`",
                            "MariaDB: any account; MySQL: SELECT on `performance_schema`",
                            MY_VERSIONS),
            Fact.of("archiver")
                    .on(
                            POSTGRESQL,
                            "`pg_stat_archiver`, in the statement of `deadlocks`; `pg_ls_archive_statusdir()`",
                            "any role; without `pg_monitor`, what waits is told from the log's position, on a standby not at all",
                            PG_VERSIONS),
            Fact.of("replication")
                    .on(
                            POSTGRESQL,
                            "`pg_stat_replication`, `pg_stat_wal_receiver`, `pg_is_in_recovery()` and the positions in the log",
                            "any role sees how many standbys there are; how far they are behind, and whether a standby still receives from its primary, needs `pg_monitor`",
                            PG_VERSIONS)
                    .on(
                            MYSQL,
                            "`SHOW REPLICA STATUS`, `SHOW ALL SLAVES STATUS` or `SHOW SLAVE STATUS`",
                            "MariaDB from 10.5: SLAVE MONITOR; else REPLICATION CLIENT",
                            MY_VERSIONS),
            Fact.of("slots")
                    .on(
                            POSTGRESQL,
                            "`pg_replication_slots`, in the statement of `replication`",
                            "any role",
                            "12–18; what is lost or about to be, from 13; since when unread, from 17, before that since the first sample"),
            Fact.of("sequences")
                    .on(
                            POSTGRESQL,
                            "`pg_sequence`, `pg_sequence_last_value()`, the types of the columns they feed",
                            "SELECT or USAGE on the sequence, or `pg_read_all_data`; hidden ones are counted",
                            PG_VERSIONS),
            Fact.of("size").on(POSTGRESQL, "`pg_database_size()`", "to connect", PG_VERSIONS),
            Fact.of("statements")
                    .on(
                            POSTGRESQL,
                            "`pg_stat_statements`, where the extension is installed in this database",
                            "`pg_read_all_stats`",
                            PG_VERSIONS)
                    .on(
                            MYSQL,
                            "`Slow_queries`, where the server counts it: on MySQL while its slow log is on",
                            "any account",
                            MY_VERSIONS),
            Fact.of("threads").on(MYSQL, "`Threads_running`", "any account", MY_VERSIONS),
            Fact.of("galera")
                    .on(
                            "MariaDB, in a cluster",
                            "`wsrep_%` of `SHOW GLOBAL STATUS`",
                            "any account",
                            "never run against a real cluster"),
            Fact.of("writer").on(SQLITE, "`/proc/locks`, `PRAGMA data_version`; on Linux", FILE_RIGHT, "3"),
            Fact.of("wal")
                    .on(
                            SQLITE,
                            "the sizes of the files, how much of the log is in use; `PRAGMA database_list`",
                            FILE_RIGHT,
                            "3"),
            Fact.of("integrity").on(SQLITE, "`PRAGMA quick_check(1)`, every page; when switched on", FILE_RIGHT, "3"),
            Fact.of("query").on("any", "what its SQL reads; under a name of its own", "what its SQL needs", "any"),
            Fact.of("pool")
                    .on("HikariCP", POOL_READS, POOL_RIGHT, "5–7")
                    .on("Tomcat JDBC", POOL_READS, POOL_RIGHT, "9–11")
                    .on("Commons DBCP", POOL_READS, POOL_RIGHT, "2")
                    .on("Agroal", POOL_READS + "; its metrics must be on", POOL_RIGHT, "2–3"));

    private Facts() {}
}
