package dev.vitals.jdbc;

import dev.vitals.jdbc.internal.session.DedicatedConnection;
import dev.vitals.jdbc.internal.session.StandardDialect;
import dev.vitals.jdbc.limits.DatabaseLimits;
import dev.vitals.probe.Check;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.CheckSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/**
 * Everything we know how to check about one database and its connection pool.
 *
 * <pre>{@code
 * Vitals.builder("orders")
 *         .checks(JdbcProbes.of("orders-db", dataSource)
 *                 .with("locks", c -> c.impact(Impact.MINOR))
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
 *   <li>{@code orders-db.statements}, minor, on MySQL and MariaDB: the server counts few statements as slow.
 *   <li>{@code orders-db.replication}, major, on MySQL and MariaDB: a replica follows each of its sources.
 *   <li>{@code orders-db.galera}, major, on MariaDB in a Galera cluster: this node is a synchronised member of the part
 *       that takes writes.
 *   <li>{@code orders-db.pool}, major, with HikariCP: connections are left. It is not critical, so an exhausted pool
 *       does not take this instance out of traffic: every other instance is most likely as badly off, and would follow.
 * </ul>
 *
 * <p>All are of the resource {@code orders-db}, and all but connect depend on connect. What a role may not see is
 * {@code UNKNOWN}, with what to grant.
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
 * <p>A data source that is not HikariCP, and does not wrap it, is used as it is: each look borrows a connection and
 * gives it back. The check then measures the pool as much as the database, cannot see past an exhausted pool, and takes
 * as long as the pool makes callers wait. Its results say so. Prefer {@link #of(String, String, String, String)} there.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class JdbcProbes implements CheckSet {
    private final String name;
    private final Origin origin;
    private final DatabaseLimits limits;
    private final Map<String, UnaryOperator<CheckPolicy>> changes;
    private final Set<String> removed;
    private final DedicatedConnection connection;
    private final List<Check> checks;

    private JdbcProbes(
            String name,
            Origin origin,
            DatabaseLimits limits,
            Map<String, UnaryOperator<CheckPolicy>> changes,
            Set<String> removed) {
        this.name = name;
        this.origin = origin;
        this.limits = limits;
        this.changes = Map.copyOf(changes);
        this.removed = Set.copyOf(removed);
        Optional<Vendor> vendor = Vendor.ofUrl(origin.url());
        this.connection = new DedicatedConnection(
                origin.connector(),
                vendor.map(Vendor::dialect).orElse(StandardDialect.INSTANCE),
                product -> vendor.or(() -> Vendor.ofProduct(product)).map(Vendor::dialect));
        this.checks = new DatabaseChecks(name, origin, vendor, connection).build(limits, this.changes, this.removed);
    }

    /**
     * Returns the checks of the database behind a data source, and of its pool. Contacts nobody. When neither the data
     * source's URL nor its class tells which product it is, the first successful connection does; what that product
     * alone has is then checked from there on, and is not shown before.
     *
     * @param name what to call the database; the checks' names start with it
     * @param dataSource HikariCP, something that wraps it, or any other data source
     * @return the checks
     * @since 0.1.0
     */
    public static JdbcProbes of(String name, DataSource dataSource) {
        return of(name, HikariOrigin.of(Objects.requireNonNull(dataSource, "dataSource")));
    }

    /**
     * Returns the checks of a database, with a login of their own. Contacts nobody.
     *
     * @param name what to call the database; the checks' names start with it
     * @param url the JDBC URL, best without user and password
     * @param user who logs in; needs no rights but to connect, and sees more with {@code pg_monitor} on PostgreSQL, with
     *     {@code PROCESS}, {@code SELECT} on {@code performance_schema} and {@code REPLICATION CLIENT} on MySQL, with
     *     {@code PROCESS} and {@code SLAVE MONITOR} on MariaDB
     * @param password the password; never shown
     * @return the checks
     * @since 0.1.0
     */
    public static JdbcProbes of(String name, String url, String user, String password) {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
        return of(name, Origin.OfUrl.of(Objects.requireNonNull(url, "url"), user, password));
    }

    private static JdbcProbes of(String name, Origin origin) {
        Objects.requireNonNull(name, "name");
        boolean readOnly = origin.readOnly()
                || Vendor.ofUrl(origin.url())
                        .filter(vendor ->
                                vendor.dialect().readsOnly(origin.url().orElse("")))
                        .isPresent();
        DatabaseLimits limits = DatabaseLimits.DEFAULT.connect(c -> c.writable(!readOnly));
        return new JdbcProbes(name, origin, limits, Map.of(), Set.of());
    }

    /**
     * Returns these checks with a login of their own instead of the pool's. The pool is still read.
     *
     * @param user who logs in
     * @param password the password; never shown
     * @return a copy
     * @throws IllegalStateException if they were made of a data source that is not HikariCP and does not wrap it
     * @since 0.1.0
     */
    public JdbcProbes credentials(String user, String password) {
        Origin other = origin.as(Objects.requireNonNull(user, "user"), Objects.requireNonNull(password, "password"));
        return new JdbcProbes(name, other, limits, changes, removed);
    }

    /**
     * Returns these checks with other limits.
     *
     * @param change takes the limits, {@link DatabaseLimits#DEFAULT} at first, and returns the changed ones
     * @return a copy
     * @since 0.1.0
     */
    public JdbcProbes limits(UnaryOperator<DatabaseLimits> change) {
        return new JdbcProbes(name, origin, change.apply(limits), changes, removed);
    }

    /**
     * Returns these checks with one of them under another policy.
     *
     * @param check which one, without the database's name, such as {@code connect} or {@code locks}
     * @param change takes the policy and returns the changed one; applied after earlier changes of the same check
     * @return a copy
     * @throws IllegalArgumentException if there is no such check here
     * @since 0.1.0
     */
    public JdbcProbes with(String check, UnaryOperator<CheckPolicy> change) {
        requireCheck(check);
        Map<String, UnaryOperator<CheckPolicy>> more = new HashMap<>(changes);
        more.merge(check, change, (first, second) -> policy -> second.apply(first.apply(policy)));
        return new JdbcProbes(name, origin, limits, more, removed);
    }

    /**
     * Returns these checks without some of them.
     *
     * @param names which ones, without the database's name
     * @return a copy
     * @throws IllegalArgumentException if there is no such check here
     * @since 0.1.0
     */
    public JdbcProbes without(String... names) {
        List.of(names).forEach(this::requireCheck);
        Set<String> more = new HashSet<>(removed);
        more.addAll(List.of(names));
        return new JdbcProbes(name, origin, limits, changes, more);
    }

    @Override
    public List<Check> checks() {
        return checks;
    }

    /** Closes the connection of these checks. The application's pool is left alone. */
    @Override
    public void close() {
        connection.close();
    }

    /**
     * Returns the database's name and the checks' names. Holds no secret.
     *
     * @return such as {@code JdbcProbes[orders-db.connect, orders-db.locks]}
     */
    @Override
    public String toString() {
        return "JdbcProbes" + checks.stream().map(Check::name).toList();
    }

    private void requireCheck(String check) {
        List<String> known = new ArrayList<>();
        checks.forEach(one -> known.add(one.name().substring(name.length() + 1)));
        if (!known.contains(check)) {
            throw new IllegalArgumentException("'" + name + "' has no check '" + check + "'; it has " + known);
        }
    }
}
