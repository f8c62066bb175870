/**
 * Database and connection pool probes: start at {@link dev.vitals.jdbc.JdbcProbes}. When a check leaves {@code UP} is
 * set with the records in {@link dev.vitals.jdbc.limits}.
 *
 * <h2>How it looks</h2>
 *
 * <p>Over one connection of its own, beside the application's pool, opened at the first check with the pool's URL, user
 * and password, and tagged {@code vitals}. It takes one place on the server. Every look is one read-only transaction
 * with a statement timeout of 1 s on the server, a lock timeout of 50 ms, on MariaDB 1 s, and is over within 3 s,
 * whatever the server does. MySQL bounds no other statement than {@code SELECT}, and no wait for a lock, so that there
 * the connection is given up after 3 s. After a failure the server is left alone for 1 s, then twice as long each time, up to a minute; after a refused
 * login for a minute, unless the password changes. Meanwhile the connect check repeats the last failure and says when
 * the next try is.
 *
 * <h2>Pools</h2>
 *
 * <p>Known are HikariCP, Tomcat JDBC, Commons DBCP 2 and Agroal, and whatever says through
 * {@link java.sql.Wrapper#isWrapperFor} that it wraps one of them. They are read through their own counters, and nothing
 * is borrowed from them. Agroal counts only with {@code metricsEnabled}, and does not show that it was closed. When
 * a pool has been in full use for a while and the server shows most of its sessions doing nothing, the check suspects a
 * leak and says which sessions those are.
 *
 * <p>Any other data source is used as it is: each look borrows a connection and gives it back. The check then measures the pool as much as the database, cannot see past an exhausted pool, and takes
 * as long as the pool makes callers wait. Its results say so. Prefer {@link dev.vitals.jdbc.JdbcProbes#of(String, String, String, String)} there.
 *
 * <p>Of any other product only JDBC is known. Its driver is asked for a read-only transaction and for timeouts; where it
 * keeps none, the connection is aborted, and where it cannot be aborted either, the statement is cancelled, within 4 s.
 * How long connecting takes is up to the driver: only the check's own timeout bounds it.
 *
 * <p>SQLite is a file in this process. It is opened read-only, so a file that is missing is reported and not created;
 * with a log of SQLite's own ({@code journal_mode=wal}) the driver may put empty {@code -wal} and {@code -shm} files
 * beside it. A statement waits at most 1 s for a lock and is cancelled after 1.5 s. A database in memory belongs to the
 * connection that made it: over a connection of our own, its checks show only that the driver works.
 */
@NullMarked
package dev.vitals.jdbc;

import org.jspecify.annotations.NullMarked;
