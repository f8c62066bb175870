package dev.vitals.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.vitals.jdbc.internal.pool.HikariConnection;
import dev.vitals.jdbc.internal.pool.HikariPool;
import dev.vitals.jdbc.internal.pool.Pool;
import dev.vitals.jdbc.internal.session.Connector;
import dev.vitals.jdbc.internal.session.Login;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/** A HikariCP pool. The one class here that must not be loaded where HikariCP is absent. */
record HikariOrigin(HikariDataSource source, UnaryOperator<Login> login) implements Origin {
    private static final String MARKER = "com.zaxxer.hikari.HikariDataSource";

    /** Finds a HikariCP pool that is, or is wrapped by, a data source; any other data source is used as it is. */
    static Origin of(DataSource source) {
        return isPresent() ? find(source) : new OfDataSource(source);
    }

    @Override
    public Optional<String> url() {
        return HikariConnection.url(source);
    }

    @Override
    public Connector connector() {
        return HikariConnection.beside(source, login);
    }

    @Override
    public Optional<Pool> pool() {
        return Optional.of(new HikariPool(source));
    }

    @Override
    public boolean readOnly() {
        return source.isReadOnly();
    }

    @Override
    public Origin as(String user, String password) {
        return new HikariOrigin(source, before -> before.as(user, password));
    }

    private static Origin find(DataSource source) {
        if (source instanceof HikariDataSource pool) {
            return new HikariOrigin(pool, UnaryOperator.identity());
        }
        try {
            return source.isWrapperFor(HikariDataSource.class)
                    ? new HikariOrigin(source.unwrap(HikariDataSource.class), UnaryOperator.identity())
                    : new OfDataSource(source);
        } catch (SQLException | RuntimeException e) {
            return new OfDataSource(source);
        }
    }

    private static boolean isPresent() {
        try {
            Class.forName(MARKER, false, Origin.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
