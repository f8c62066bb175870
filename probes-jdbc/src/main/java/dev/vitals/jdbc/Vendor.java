package dev.vitals.jdbc;

import dev.vitals.jdbc.internal.activity.Activity;
import dev.vitals.jdbc.internal.blocking.HolderReader;
import dev.vitals.jdbc.internal.limits.DatabaseLimits;
import dev.vitals.jdbc.internal.mysql.MySqlChecks;
import dev.vitals.jdbc.internal.mysql.server.MySqlDialect;
import dev.vitals.jdbc.internal.postgres.PostgresChecks;
import dev.vitals.jdbc.internal.postgres.server.PostgresDialect;
import dev.vitals.jdbc.internal.session.DedicatedConnection;
import dev.vitals.jdbc.internal.session.Dialect;
import dev.vitals.jdbc.internal.session.Work;
import dev.vitals.jdbc.internal.sqlite.SqliteChecks;
import dev.vitals.jdbc.internal.sqlite.SqliteDialect;
import dev.vitals.jdbc.limits.ArchiverLimits;
import dev.vitals.jdbc.limits.ConnectionLimits;
import dev.vitals.jdbc.limits.DeadlockLimits;
import dev.vitals.jdbc.limits.IntegrityLimits;
import dev.vitals.jdbc.limits.LockLimits;
import dev.vitals.jdbc.limits.LongQueryLimits;
import dev.vitals.jdbc.limits.LongReaderLimits;
import dev.vitals.jdbc.limits.MySqlReplicationLimits;
import dev.vitals.jdbc.limits.MySqlStatementLimits;
import dev.vitals.jdbc.limits.ReplicationLimits;
import dev.vitals.jdbc.limits.SequenceLimits;
import dev.vitals.jdbc.limits.SizeLimits;
import dev.vitals.jdbc.limits.SlotLimits;
import dev.vitals.jdbc.limits.StatementLimits;
import dev.vitals.jdbc.limits.ThreadLimits;
import dev.vitals.jdbc.limits.TransactionLimits;
import dev.vitals.jdbc.limits.WalLimits;
import dev.vitals.jdbc.limits.WraparoundLimits;
import dev.vitals.jdbc.limits.WriterLimits;
import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Probe;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The database products of which we know more than JDBC does. A new product gets a constant here and a package next to
 * {@code internal.postgres}.
 */
enum Vendor {
    POSTGRESQL("postgresql", Set.of("PostgreSQL"), PostgresDialect.INSTANCE) {
        @Override
        Optional<Work<Activity>> activity() {
            return Optional.of(PostgresChecks.activity());
        }

        @Override
        Optional<HolderReader> holders() {
            return Optional.of(PostgresChecks.holders());
        }

        @Override
        Map<String, Probe> checks(DedicatedConnection connection, DatabaseLimits limits) {
            return PostgresChecks.of(connection, limits);
        }

        @Override
        Map<Class<? extends CheckLimits>, String> limits() {
            return Map.ofEntries(
                    Map.entry(LockLimits.class, "locks"),
                    Map.entry(ConnectionLimits.class, "connections"),
                    Map.entry(LongQueryLimits.class, "queries"),
                    Map.entry(TransactionLimits.class, "transactions"),
                    Map.entry(LongReaderLimits.class, "transactions"),
                    Map.entry(WraparoundLimits.class, "wraparound"),
                    Map.entry(DeadlockLimits.class, "deadlocks"),
                    Map.entry(ArchiverLimits.class, "archiver"),
                    Map.entry(ReplicationLimits.class, "replication"),
                    Map.entry(SlotLimits.class, "slots"),
                    Map.entry(SequenceLimits.class, "sequences"),
                    Map.entry(SizeLimits.class, "size"),
                    Map.entry(StatementLimits.class, "statements"));
        }
    },
    /** Each one's driver takes the other one's server, and Connector/J calls MariaDB MySQL: the version distinguishes them. */
    MYSQL("mysql|mariadb", Set.of("MySQL", "MariaDB"), MySqlDialect.INSTANCE) {
        @Override
        Optional<Work<Activity>> activity() {
            return Optional.of(MySqlChecks.activity());
        }

        @Override
        Optional<HolderReader> holders() {
            return Optional.of(MySqlChecks.holders());
        }

        @Override
        Map<String, Probe> checks(DedicatedConnection connection, DatabaseLimits limits) {
            return MySqlChecks.of(connection, limits);
        }

        @Override
        Map<Class<? extends CheckLimits>, String> limits() {
            return Map.ofEntries(
                    Map.entry(LockLimits.class, "locks"),
                    Map.entry(ConnectionLimits.class, "connections"),
                    Map.entry(ThreadLimits.class, "threads"),
                    Map.entry(LongQueryLimits.class, "queries"),
                    Map.entry(TransactionLimits.class, "transactions"),
                    Map.entry(LongReaderLimits.class, "transactions"),
                    Map.entry(DeadlockLimits.class, "deadlocks"),
                    Map.entry(MySqlReplicationLimits.class, "replication"),
                    Map.entry(MySqlStatementLimits.class, "statements"));
        }
    },
    SQLITE("sqlite", Set.of("SQLite"), SqliteDialect.INSTANCE) {
        @Override
        Map<String, Probe> checks(DedicatedConnection connection, DatabaseLimits limits) {
            return SqliteChecks.of(connection, limits);
        }

        @Override
        Optional<HolderReader> holders() {
            return Optional.of(SqliteChecks.holders());
        }

        // Its locks keep nobody out over a network, so the file is for the processes of one host.
        @Override
        boolean onThisHost() {
            return true;
        }

        @Override
        Set<String> optional() {
            return SqliteChecks.OPTIONAL;
        }

        @Override
        Map<Class<? extends CheckLimits>, String> limits() {
            return Map.ofEntries(
                    Map.entry(WriterLimits.class, "writer"),
                    Map.entry(WalLimits.class, "wal"),
                    Map.entry(IntegrityLimits.class, "integrity"));
        }
    };

    private final Pattern url;

    @SuppressWarnings("ImmutableEnumChecker") // a copy that takes no change
    private final Set<String> products;

    @SuppressWarnings("ImmutableEnumChecker") // which has no state
    private final Dialect dialect;

    /** Drivers that wrap others put their own name in between: {@code jdbc:aws-wrapper:postgresql://}. */
    Vendor(String urlNames, Set<String> products, Dialect dialect) {
        this.url = Pattern.compile("jdbc:(?:[\\w-]+:)?(?:" + urlNames + "):.*", Pattern.DOTALL);
        this.products = Set.copyOf(products);
        this.dialect = dialect;
    }

    /** How to find out who keeps a query from its tables, where a product shows that. */
    static Optional<HolderReader> holders(Dialect dialect) {
        return Arrays.stream(values())
                .filter(vendor -> vendor.dialect.equals(dialect))
                .findFirst()
                .flatMap(Vendor::holders);
    }

    /** By the URL, before there is a connection. */
    static Optional<Vendor> ofUrl(Optional<String> text) {
        return Arrays.stream(values())
                .filter(vendor -> vendor.url.matcher(text.orElse("")).matches())
                .findFirst();
    }

    /** By what the driver calls the product it is connected to. */
    static Optional<Vendor> ofProduct(String name) {
        return Arrays.stream(values())
                .filter(vendor -> vendor.products.contains(name))
                .findFirst();
    }

    /** What a session has to know of this product. */
    Dialect dialect() {
        return dialect;
    }

    /** Which of its checks are there only for those who ask for them. */
    Set<String> optional() {
        return Set.of();
    }

    /** Whether it is on this host wherever it is: a full disk here is its own. */
    boolean onThisHost() {
        return false;
    }

    /** The checks that this product has beside those of any database, by name; each with its default policy. */
    abstract Map<String, Probe> checks(DedicatedConnection connection, DatabaseLimits limits);

    /** The limits of its checks, each with the check it belongs to. */
    abstract Map<Class<? extends CheckLimits>, String> limits();

    /** Who keeps others from whole tables, where it can be read. */
    Optional<HolderReader> holders() {
        return Optional.empty();
    }

    /** What clients do, where it can be read. */
    Optional<Work<Activity>> activity() {
        return Optional.empty();
    }
}
