package dev.vitals.jdbc;

import dev.vitals.jdbc.internal.pool.Pool;
import dev.vitals.jdbc.internal.session.BorrowingConnector;
import dev.vitals.jdbc.internal.session.Connector;
import dev.vitals.jdbc.internal.session.DataSourceUrl;
import dev.vitals.jdbc.internal.session.DriverConnector;
import dev.vitals.jdbc.internal.session.Login;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;

/** What an application handed us to find its database by. Contacts nobody. */
interface Origin {
    /** The URL, to tell the product by; may hold a password. */
    Optional<String> url();

    /** What opens the connection for the checks. */
    Connector connector();

    /** The pool, where there is one we can read. */
    Optional<Pool> pool();

    /** Whether the application has said that it only reads. */
    boolean readOnly();

    /**
     * The same database as somebody else.
     *
     * @throws IllegalStateException if that cannot be had from what the application handed us
     */
    Origin as(String user, String password);

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
        public Optional<Pool> pool() {
            return Optional.empty();
        }

        @Override
        public boolean readOnly() {
            return false;
        }

        @Override
        public Origin as(String user, String password) {
            return new OfUrl(text, login.as(user, password));
        }

        @Override
        public String toString() {
            return login.toString();
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
        public Optional<Pool> pool() {
            return Optional.empty();
        }

        @Override
        public boolean readOnly() {
            return false;
        }

        @Override
        public Origin as(String user, String password) {
            throw new IllegalStateException("'credentials' need a HikariCP data source or a URL: "
                    + "use JdbcProbes.of(name, url, user, password)");
        }
    }
}
