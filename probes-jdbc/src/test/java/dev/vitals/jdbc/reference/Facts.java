package dev.vitals.jdbc.reference;

import java.util.List;

/** The facts of each check, in the order of the reference. */
final class Facts {
    private static final String POSTGRESQL = "PostgreSQL";
    private static final String SQLITE = "SQLite";
    private static final String FILE_RIGHT = "to read the file and to write to its directory";
    private static final String MYSQL = "MySQL, MariaDB";
    private static final String MY_VERSIONS = "run on MySQL 8.0.15 and MariaDB 11.4; written for 5.7–9 and 10–12";
    private static final String PG_VERSIONS = "12–18";
    private static final String MONITOR = "any role sees the numbers; what others' sessions do needs `pg_monitor`";

    private static final String POOL_READS =
            "the pool's own counters, the stacks of the threads, and what the server says of its sessions";
    private static final String POOL_RIGHT = "none; what its sessions do needs the right to see them";

    static final List<Fact> ALL = List.of(
            Fact.of("connect")
                    .on("any", "`SELECT 1`, at most three times", "to connect", "any")
                    .on(POSTGRESQL, "`pg_is_in_recovery()`, `default_transaction_read_only`", "to connect", PG_VERSIONS)
                    .on(SQLITE, "`sqlite_master`, the rights of file and directory", FILE_RIGHT, "3")
                    .on(MYSQL, "`@@read_only`, `@@super_read_only`, `@@innodb_read_only`", "to connect", MY_VERSIONS)
                    .cause("db.slow", "the smallest question takes longer than the limit"),
            Fact.of("locks")
                    .on(
                            POSTGRESQL,
                            "`pg_locks`, `pg_blocking_pids()`, `pg_stat_activity`, `pg_prepared_xacts`",
                            MONITOR,
                            PG_VERSIONS)
                    .on(
                            MYSQL,
                            "the gate `Innodb_row_lock_current_waits`; `innodb_lock_waits` and `innodb_trx`, on MySQL 8 `data_lock_waits`; `processlist` and `metadata_locks` for changes of tables",
                            "PROCESS; on MySQL 8, and for who holds a metadata lock, SELECT on `performance_schema`",
                            MY_VERSIONS)
                    .cause("locks.blocked", "sessions wait for another one's locks, long or many")
                    .cause("locks.ddl-queued", "a change of a table waits, and holds up everybody behind it")
                    .cause("locks.waits-hidden", "sessions wait, but since when cannot be seen"),
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
                            MY_VERSIONS)
                    .cause(
                            "db.connections.high",
                            "few connections are left for an ordinary user, of the server, a role or a database"),
            Fact.of("queries")
                    .on(POSTGRESQL, "`pg_stat_activity`", MONITOR, PG_VERSIONS)
                    .on(MYSQL, "`processlist`", "PROCESS", MY_VERSIONS)
                    .cause("queries.long", "a client's statement runs long; waiting for a lock is not running"),
            Fact.of("transactions")
                    .on(POSTGRESQL, "`pg_stat_activity`, `pg_prepared_xacts`", MONITOR, PG_VERSIONS)
                    .on(MYSQL, "`innodb_trx`, `processlist`", "PROCESS", MY_VERSIONS)
                    .cause("transactions.idle", "a transaction is open and nobody works in it")
                    .cause("transactions.long", "a transaction is open for long")
                    .cause("transactions.prepared", "a transaction prepared for a two-phase commit was left behind"),
            Fact.of("wraparound")
                    .on(POSTGRESQL, "`pg_database`", "any role", PG_VERSIONS)
                    .cause(
                            "wraparound.near",
                            "the server is on its way to refusing writes for want of transaction numbers"),
            Fact.of("deadlocks")
                    .on(POSTGRESQL, "`pg_stat_database`", "any role", PG_VERSIONS)
                    .on(
                            MYSQL,
                            "MariaDB: `Innodb_deadlocks`; MySQL: error 1213 in `events_errors_summary_global_by_error`",
                            "MariaDB: any account; MySQL: SELECT on `performance_schema`",
                            MY_VERSIONS)
                    .cause("deadlocks.frequent", "deadlocks are frequent in this database")
                    .cause("rollbacks.frequent", "transactions are rolled back more often than the limit that was set"),
            Fact.of("archiver")
                    .on(POSTGRESQL, "`pg_stat_archiver`, in the statement of `deadlocks`", "any role", PG_VERSIONS)
                    .cause("archiver.failing", "the write-ahead log is not archived, and piles up"),
            Fact.of("replication")
                    .on(
                            POSTGRESQL,
                            "`pg_stat_replication`, `pg_stat_wal_receiver`, `pg_is_in_recovery()` and the positions in the log",
                            "any role sees how many standbys there are; how far they are behind, and whether a standby still hears from its primary, needs `pg_monitor`",
                            PG_VERSIONS)
                    .on(
                            MYSQL,
                            "`SHOW REPLICA STATUS`, `SHOW ALL SLAVES STATUS` or `SHOW SLAVE STATUS`",
                            "MariaDB from 10.5: SLAVE MONITOR; else REPLICATION CLIENT",
                            MY_VERSIONS)
                    .cause("replication.lag", "a standby is behind")
                    .cause("replication.paused", "a standby is behind because somebody has paused its replay")
                    .cause("replication.broken", "a standby hears nothing from its primary")
                    .cause("replication.standby-missing", "fewer standbys stream than there must be")
                    .cause("replication.sync-missing", "a synchronous standby is missing, and commits may wait for it")
                    .cause("replication.stopped", "a replica has stopped to receive or to apply"),
            Fact.of("slots")
                    .on(
                            POSTGRESQL,
                            "`pg_replication_slots`, in the statement of `replication`",
                            "any role",
                            "12–18; what is lost or about to be, from 13; since when unread, from 17, before that since the first look")
                    .cause("slots.inactive", "a slot has no reader, and the log is kept for it")
                    .cause("slots.extended", "a slot keeps more log than planned")
                    .cause("slots.unreserved", "a slot is about to lose log that its reader needs")
                    .cause("slots.lost", "a slot has lost log that its reader needs"),
            Fact.of("sequences")
                    .on(
                            POSTGRESQL,
                            "`pg_sequence`, `pg_sequence_last_value()`, the types of the columns they feed",
                            "SELECT or USAGE on the sequence, or `pg_read_all_data`; hidden ones are counted",
                            PG_VERSIONS)
                    .cause("sequences.near-end", "a sequence, or the column it feeds, is running out of values"),
            Fact.of("size")
                    .on(POSTGRESQL, "`pg_database_size()`", "to connect", PG_VERSIONS)
                    .cause("size.large", "the database is larger than the limit that was set")
                    .cause("size.growing", "the database grows faster than the limit that was set"),
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
                            MY_VERSIONS)
                    .cause("statements.slow", "a slow statement takes much of the server's time")
                    .cause(
                            "statements.not-counted",
                            "the server has stopped to count slow statements: its slow log was switched off"),
            Fact.of("threads")
                    .on(MYSQL, "`Threads_running`", "any account", MY_VERSIONS)
                    .cause("threads.piling-up", "many statements run at the same time, look after look"),
            Fact.of("galera")
                    .on(
                            "MariaDB, in a cluster",
                            "`wsrep_%` of `SHOW GLOBAL STATUS`",
                            "any account",
                            "never run against a real cluster")
                    .cause("galera.non-primary", "this node is cut off from the majority")
                    .cause("galera.not-ready", "this node takes no statements")
                    .cause("galera.not-synced", "this node is not synchronised")
                    .cause("galera.queue", "this node does not keep up with what it receives"),
            Fact.of("writer")
                    .on(SQLITE, "`/proc/locks`, `PRAGMA data_version`; on Linux", FILE_RIGHT, "3")
                    .cause("writer.stuck", "one process holds the write lock for long and commits nothing"),
            Fact.of("wal")
                    .on(
                            SQLITE,
                            "the sizes of the files, what of the log is in use; `PRAGMA database_list`",
                            FILE_RIGHT,
                            "3")
                    .cause("wal.large", "the write-ahead log has outgrown what is brought back into the database"),
            Fact.of("integrity")
                    .on(SQLITE, "`PRAGMA quick_check(1)`, every page; when included", FILE_RIGHT, "3")
                    .cause("integrity.too-large", "the database is larger than the check may read"),
            Fact.of("query")
                    .on("any", "what its SQL says; under a name of its own", "what its SQL needs", "any")
                    .cause("query.high", "the number is at or above its limit")
                    .cause("query.low", "the number is below its limit")
                    .cause("query.no-value", "there is no row, or a null in it, where a number was expected")
                    .cause("query.not-a-number", "the answer is no number")
                    .cause("query.timeout", "the query takes longer than it may")
                    .cause("query.locked", "somebody has locked what the query reads")
                    .cause("query.permission", "the role may not read what the query reads")
                    .cause("query.writes", "the query tries to write, and was refused")
                    .cause("query.failed", "the database refuses the query"),
            Fact.of("pool")
                    .on("HikariCP", POOL_READS, POOL_RIGHT, "5–7")
                    .on("Tomcat JDBC", POOL_READS, POOL_RIGHT, "9–11")
                    .on("Commons DBCP", POOL_READS, POOL_RIGHT, "2")
                    .on("Agroal", POOL_READS + "; its metrics must be on", POOL_RIGHT, "2–3")
                    .cause("pool.exhausted", "every connection is in use and threads wait for one")
                    .cause(
                            "pool.leak-suspected",
                            "nearly every connection is given out, and most of them do nothing on the server")
                    .cause("pool.not-counting", "the pool does not count, so nothing can be read")
                    .cause("pool.cannot-grow", "threads wait, and the pool is not full: the database lets no more in")
                    .cause("pool.saturated", "nearly every connection has been in use for long")
                    .cause("pool.suspended", "the pool was suspended: whoever asks waits without limit")
                    .cause("pool.closed", "the pool was closed")
                    .cause("pool.not-started", "nobody has asked the pool for a connection yet"));

    private Facts() {}
}
