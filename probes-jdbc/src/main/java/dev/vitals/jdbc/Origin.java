package dev.vitals.jdbc;

import dev.vitals.jdbc.internal.pool.Borrows;
import dev.vitals.jdbc.internal.pool.Holder;
import dev.vitals.jdbc.internal.pool.KnownPool;
import dev.vitals.jdbc.internal.pool.KnownPools;
import dev.vitals.jdbc.internal.session.BorrowingConnector;
import dev.vitals.jdbc.internal.session.Connector;
import dev.vitals.jdbc.internal.session.DriverConnector;
import dev.vitals.jdbc.internal.session.SetUp;
import dev.vitals.jdbc.internal.url.DataSourceUrl;
import dev.vitals.jdbc.internal.url.Delegates;
import dev.vitals.jdbc.internal.url.Login;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** What an application handed us to find its database by. Makes no connection. */
interface Origin {
    /** Finds a pool that we know in a data source; any other data source is used as it is. */
    static Origin of(DataSource source) {
        Optional<Origin> pool =
                KnownPools.in(source).map(found -> new OfPool(found, UnaryOperator.identity(), borrows(source)));
        return pool.orElseGet(() -> new OfDataSource(source));
    }

    private static Optional<Borrows> borrows(DataSource source) {
        return Delegates.of(source).stream()
                .flatMap(
                        one -> one instanceof TrackedDataSource tracked ? Stream.of(tracked.borrows()) : Stream.empty())
                .findFirst();
    }

    /** The URL, which may reveal the product; may hold a password. */
    Optional<String> url();

    /** What opens the connection for the checks. */
    Connector connector();

    /** What the application's pool does to its connections. */
    default SetUp setUp() {
        return SetUp.NONE;
    }

    /** The pool, where there is one we can read. */
    Optional<KnownPool> pool();

    /** Who holds the pool's connections, as far as anything keeps track of that. */
    default List<Holder> holders() {
        return List.of();
    }

    /** Whether the application has said that it only reads. */
    boolean readOnly();

    /**
     * The same database with another login; empty if that cannot be had from what the application handed us.
     */
    Optional<Origin> as(String user, String password);

    /** A URL and a login. */
    record OfUrl(String text, Login login) implements Origin {
        static OfUrl of(String url, String user, String password) {
            return new OfUrl(url, Login.fixed(url, user, password, new Properties()));
        }

        @Override
        public Optional<String> url() {
            return Optional.of(text);
        }

        @Override
        public Connector connector() {
            return new DriverConnector(() -> login, Optional.empty());
        }

        @Override
        public Optional<KnownPool> pool() {
            return Optional.empty();
        }

        @Override
        public boolean readOnly() {
            return false;
        }

        @Override
        public Optional<Origin> as(String user, String password) {
            return Optional.of(new OfUrl(text, login.as(user, password)));
        }

        @Override
        public String toString() {
            return login.toString();
        }
    }

    /** A pool, who logs in instead of it, and who has borrowed from it where that is tracked. */
    record OfPool(KnownPool source, UnaryOperator<Login> login, Optional<Borrows> borrows) implements Origin {
        @Override
        public SetUp setUp() {
            return source.setUp();
        }

        @Override
        public List<Holder> holders() {
            return borrows.map(Borrows::holders).orElseGet(source::holders);
        }

        @Override
        public Optional<String> url() {
            return source.url();
        }

        @Override
        public Connector connector() {
            return source.beside(login);
        }

        @Override
        public Optional<KnownPool> pool() {
            return Optional.of(source);
        }

        @Override
        public boolean readOnly() {
            return source.readOnly();
        }

        @Override
        public Optional<Origin> as(String user, String password) {
            return Optional.of(new OfPool(source, before -> before.as(user, password), borrows));
        }
    }

    /** A data source we know nothing of: all we can do is use it. */
    record OfDataSource(DataSource source) implements Origin {
        @Override
        public Optional<String> url() {
            return DataSourceUrl.of(source);
        }

        @Override
        public Connector connector() {
            return new BorrowingConnector(source, url());
        }

        @Override
        public Optional<KnownPool> pool() {
            return Optional.empty();
        }

        @Override
        public boolean readOnly() {
            return false;
        }

        @Override
        public Optional<Origin> as(String user, String password) {
            return Optional.empty();
        }
    }
}
