package dev.vitals.jdbc;

import dev.vitals.jdbc.internal.url.JdbcUrl;
import dev.vitals.jdbc.limits.QuerySettings;
import dev.vitals.probe.Check;
import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.ProbeSet;
import dev.vitals.probe.family.Choices;
import dev.vitals.probe.family.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/**
 * Everything we know how to check about one database and its connection pool.
 *
 * <pre>{@code
 * Vitals.builder("orders")
 *         .add(JdbcProbes.of("orders-db", dataSource)
 *                 .policy("locks", c -> c.impact(Impact.MINOR))
 *                 .without("pool"))
 * }</pre>
 *
 * <h2>Checks</h2>
 *
 * <ul>
 *   <li>{@code orders-db.connect}, critical: the server lets us in, answers {@code SELECT 1} in time and takes writes.
 *   <li>{@code orders-db.locks}, major, on PostgreSQL, MySQL and MariaDB: no session waits long for another one's locks;
 *       when one does, who is at the root of it.
 *   <li>{@code orders-db.connections}, major, on the same: the server, and each role, user and database with a limit of
 *       its own, has connections left for an ordinary user.
 *   <li>{@code orders-db.threads}, major, on MySQL and MariaDB: statements do not pile up.
 *   <li>{@code orders-db.queries}, minor, on PostgreSQL, MySQL and MariaDB: no client's statement runs long.
 *   <li>{@code orders-db.transactions}, major, on the same: no transaction stays open long, be it idle, busy or, on
 *       PostgreSQL, prepared for a two-phase commit.
 *   <li>{@code orders-db.wraparound}, major, on PostgreSQL: the server is far from running out of transaction numbers.
 *   <li>{@code orders-db.deadlocks}, minor, on PostgreSQL, MySQL and MariaDB: deadlocks are rare in this database, or on
 *       this server.
 *   <li>{@code orders-db.replication}, major: on PostgreSQL, a standby keeps up with its primary, and a primary's
 *       standbys with it, and subscriptions receive and apply; on MySQL and MariaDB, a replica follows each of its sources.
 *   <li>{@code orders-db.slots}, major, on PostgreSQL: no replication slot fills the disk or has lost what its reader
 *       needs.
 *   <li>{@code orders-db.archiver}, major, on PostgreSQL: the write-ahead log is archived, if it is to be.
 *   <li>{@code orders-db.sequences}, major, each 5 minutes, on PostgreSQL: no sequence runs out of values, nor the column
 *       that it feeds.
 *   <li>{@code orders-db.size}, minor, each 5 minutes, on PostgreSQL: how large the database is and how much it grows;
 *       held against limits when there are any. Degraded also where autovacuum is off and a table has more dead rows than
 *       live ones, 100,000 at least; down where the server has met pages that are damaged.
 *   <li>{@code orders-db.statements}, minor, each minute, on PostgreSQL where the deadlocks or the archiver check has found
 *       the extension {@code pg_stat_statements} in this database: no slow statement takes much of all time.
 *       On MySQL
 *       and MariaDB, where the server counts them: few statements are slow.
 *   <li>{@code orders-db.galera}, major, on MariaDB in a Galera cluster: this node is a synchronised member of the part
 *       that takes writes.
 *   <li>{@code orders-db.writer}, major, on SQLite on Linux: no writer keeps the lock for long without a commit. Told
 *       from the system's table of locks, which does not show a process in another container.
 *   <li>{@code orders-db.wal}, minor, on SQLite: the write-ahead log does not grow without end.
 *   <li>{@code orders-db.integrity}, major, on SQLite, every six hours and only after {@link #with
 *       with("integrity")}, since it reads the whole file: the database is whole.
 *   <li>{@code orders-db.pool}, major, with a pool that is known: connections are left. It is not critical, so an exhausted pool
 *       does not take this instance out of traffic: every other instance is most likely as badly off, and would follow.
 * </ul>
 *
 * <p>For anything else, {@link #query} runs SQL of your own.
 *
 * <p>All are of the resource {@code orders-db}, and all but connect depend on connect. Those of SQLite, whose file is on
 * this host, are of {@link dev.vitals.probe.Scope#LOCAL}, as that of a pool is. What a role may not see is
 * {@code UNKNOWN}, with what to grant.
 *
 * <p>How the checks work, and which pools are known: see the {@linkplain dev.vitals.jdbc package}.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class JdbcProbes implements ProbeSet<JdbcProbes> {
    private final Origin origin;
    private final Choices choices;
    private final List<UserQuery> own;
    private final DatabaseChecks database;
    private final List<Check> checks;

    private JdbcProbes(Origin origin, Choices choices, List<UserQuery> own) {
        this.origin = origin;
        this.choices = choices;
        this.own = List.copyOf(own);
        this.database = DatabaseChecks.of(choices.name(), origin);
        this.checks = database.build(choices, own);
    }

    /**
     * Returns the checks of the database behind a data source, and of its pool. Makes no connection. When neither the data
     * source's URL nor its class reveals the product, the first successful connection does; what that product
     * alone has is then checked from there on, and is not shown before.
     *
     * @param name what to call the database; the checks' names start with it
     * @param dataSource a known pool, something that wraps one, or any other data source
     * @return the checks
     */
    public static JdbcProbes of(String name, DataSource dataSource) {
        return of(name, Origin.of(Objects.requireNonNull(dataSource, "dataSource")));
    }

    /**
     * Returns the checks of a database, with a login of their own. Makes no connection.
     *
     * @param name what to call the database; the checks' names start with it
     * @param url the JDBC URL, best without user and password. One that no driver can ever connect to is one of the
     *     {@linkplain #faults faults}: it must begin with {@code jdbc:} and a product, and name no user before the host of a
     *     PostgreSQL server, where its driver reads none
     * @param user who logs in; needs no rights but to connect, and sees more with {@code pg_monitor} on PostgreSQL, with
     *     {@code PROCESS}, {@code SELECT} on {@code performance_schema} and {@code REPLICATION CLIENT} on MySQL, with
     *     {@code PROCESS} and {@code SLAVE MONITOR} on MariaDB
     * @param password the password; never shown
     * @return the checks
     */
    public static JdbcProbes of(String name, String url, String user, String password) {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
        Objects.requireNonNull(url, "url");
        JdbcProbes probes = of(name, Origin.OfUrl.of(url, user, password));
        return unreadable(url)
                .map(why -> probes.choosing(probes.choices.refusing("the URL of '" + name + "' " + why)))
                .orElse(probes);
    }

    /** Why no driver can ever connect to it. Shows nothing of the URL, which may hold a password. */
    private static Optional<String> unreadable(String url) {
        if (!url.matches("(?s)jdbc:[\\w+-]+:.*")) {
            return Optional.of("must be one of JDBC, beginning with jdbc: and the product, such as"
                    + " jdbc:postgresql://host:5432/database");
        }
        boolean postgres =
                Vendor.ofUrl(Optional.of(url)).filter(Vendor.POSTGRESQL::equals).isPresent();
        return postgres && new JdbcUrl(url).namesUserBeforeHost()
                ? Optional.of("has a user before the host, where the driver reads none: write"
                        + " jdbc:postgresql://host:5432/database, with user and password beside the URL")
                : Optional.empty();
    }

    private static JdbcProbes of(String name, Origin origin) {
        Objects.requireNonNull(name, "name");
        List<Option> options = DatabaseChecks.of(name, origin).options();
        return new JdbcProbes(origin, Choices.of(name, options), List.of());
    }

    /**
     * Returns these checks with a login of their own instead of the pool's. The pool is still read. Where they were made
     * of a data source that is no known pool and wraps none, that is one of the {@linkplain #faults faults}.
     *
     * @param user who logs in
     * @param password the password; never shown
     * @return a copy
     */
    public JdbcProbes credentials(String user, String password) {
        return origin.as(Objects.requireNonNull(user, "user"), Objects.requireNonNull(password, "password"))
                .map(other -> new JdbcProbes(other, choices, own))
                .orElseGet(() -> choosing(choices.refusing("credentials(…) of '" + choices.name()
                        + "' need a pool that is known or a URL: use JdbcProbes.of(name, url, user, password)")));
    }

    @Override
    public <T extends CheckLimits> JdbcProbes limits(Class<T> type, UnaryOperator<T> change) {
        return choosing(choices.limits(type, change));
    }

    @Override
    public JdbcProbes policy(String check, UnaryOperator<CheckPolicy> change) {
        return choosing(choices.policy(check, change));
    }

    @Override
    public JdbcProbes without(String... checks) {
        return choosing(choices.without(checks));
    }

    @Override
    public JdbcProbes with(String... checks) {
        return choosing(choices.with(checks));
    }

    private JdbcProbes choosing(Choices others) {
        return new JdbcProbes(origin, others, own);
    }

    /**
     * Returns these checks with one more, written in SQL: failed jobs, overdue rows, a backlog, a heartbeat.
     *
     * <pre>{@code
     * JdbcProbes.of("orders-db", dataSource)
     *         .query("failed-jobs", "select count(*) from failed_jobs", q -> q.warnAt(1).failAt(100).noun("jobs"))
     *         .query("overdue", "select id, due from invoices where due < current_date and paid is null order by due",
     *                 q -> q.countingRows().warnAt(1))
     *         .policy("failed-jobs", c -> c.impact(Impact.MINOR).every(Duration.ofMinutes(1)))
     * }</pre>
     *
     * <p>The first column of the first row is the number. No row, or a null in it, is {@code UNKNOWN}: nobody but the
     * author knows whether nothing means zero, so write {@code coalesce(…, 0)} where it does. So are an answer that is
     * no number, a query the database refuses, and one that takes too long; each says what to do about it.
     *
     * <p>The query runs over the connection of the other checks, in their read-only transaction, which is rolled back;
     * where the pool sets its connections up (schema, catalogue, isolation, read-only, first statements), over one more that
     * is set up in the same way.
     * How much that keeps from being written is up to the product: PostgreSQL and SQLite refuse every change to a table,
     * by functions too, as do MariaDB and MySQL but for {@code INTO OUTFILE}; of other products we only know that
     * they get one statement that begins as a query, and that what it changes is rolled back where they can. None keeps
     * a function from reaching outside the database. Session locks it takes on PostgreSQL are released afterwards.
     *
     * <p>A name that is not as described or taken, and SQL that is not one query, are {@linkplain #faults faults}.
     *
     * @param check what to call the check, after the database's name: lower-case letters, digits and {@code -}
     * @param sql one query: beginning with {@code select}, {@code with}, {@code values}, {@code table} or {@code show},
     *     and without a semicolon but at its end; write {@code chr(59)} or {@code char(59)} for one in a string. Never
     *     shown, but trusted: build it of nothing that comes from outside
     * @param change takes the defaults and returns what to hold the answer against
     * @return a copy
     */
    public JdbcProbes query(String check, String sql, UnaryOperator<QuerySettings> change) {
        Objects.requireNonNull(check, "check");
        Objects.requireNonNull(sql, "sql");
        QuerySettings settings = change.apply(QuerySettings.DEFAULT);
        if (choices.options().stream().anyMatch(option -> option.id().equals(check))) {
            return choosing(choices.refusing("'" + choices.name() + "' has a check '" + check + "' already"));
        }
        Choices offering = choices.offering(List.of(Option.of(check)));
        List<UserQuery> more = new ArrayList<>(own);
        try {
            more.add(new UserQuery(check, sql, settings));
        } catch (IllegalArgumentException e) {
            return choosing(offering.refusing(String.valueOf(e.getMessage())));
        }
        return new JdbcProbes(origin, offering, more);
    }

    @Override
    public List<Check> checks() {
        return checks;
    }

    @Override
    public List<String> faults() {
        return choices.faults();
    }

    /** Closes the connection of these checks. The application's pool is left alone. */
    @Override
    public void close() {
        database.connection().close();
        database.queries().close();
    }

    /**
     * Returns the names of the checks there are by now. Holds no secret.
     *
     * @return such as {@code JdbcProbes[orders-db.connect, orders-db.locks]}
     */
    @Override
    public String toString() {
        return "JdbcProbes"
                + checks.stream()
                        .filter(check -> check.probe().applies())
                        .map(Check::name)
                        .toList();
    }
}
