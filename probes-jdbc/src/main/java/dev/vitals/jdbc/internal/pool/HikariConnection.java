package dev.vitals.jdbc.internal.pool;

import com.zaxxer.hikari.HikariCredentialsProvider;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.Credentials;
import com.zaxxer.hikari.util.PropertyElf;
import dev.vitals.jdbc.internal.session.BorrowingConnector;
import dev.vitals.jdbc.internal.session.Connector;
import dev.vitals.jdbc.internal.session.DataSourceConnector;
import dev.vitals.jdbc.internal.session.DriverConnector;
import dev.vitals.jdbc.internal.url.DataSourceUrl;
import dev.vitals.jdbc.internal.url.Login;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Opens connections beside a HikariCP pool, the way the pool opens its own. */
final class HikariConnection {
    private static final int LOGIN_SECONDS = 3;

    private HikariConnection() {}

    /** The URL the pool connects to, or the one its data source reveals. */
    static Optional<String> url(HikariDataSource pool) {
        DataSource inner = pool.getDataSource();
        if (inner != null) {
            return DataSourceUrl.of(inner);
        }
        Optional<String> made = made(pool).flatMap(DataSourceUrl::of);
        return made.isPresent() ? made : Optional.ofNullable(pool.getJdbcUrl());
    }

    /** Borrows from the pool when the pool's own source is found in JNDI alone. */
    static Connector beside(HikariDataSource pool, UnaryOperator<Login> change) {
        DataSource inner = pool.getDataSource();
        if (inner != null) {
            return new DataSourceConnector(inner, () -> change.apply(login(pool)));
        }
        Optional<DataSource> made = made(pool);
        if (made.isPresent()) {
            return new DataSourceConnector(made.get(), () -> change.apply(login(pool)));
        }
        if (pool.getJdbcUrl() == null) {
            return new BorrowingConnector(pool, Optional.empty());
        }
        return new DriverConnector(() -> change.apply(login(pool)), Optional.ofNullable(pool.getDriverClassName()));
    }

    /** For a pool that was given a class, we make an object of our own, whose login timeout is ours to set. */
    private static Optional<DataSource> made(HikariDataSource pool) {
        String className = pool.getDataSourceClassName();
        if (className == null) {
            return Optional.empty();
        }
        try {
            Class<?> type = Class.forName(className, true, loader(pool));
            DataSource source = (DataSource) type.getDeclaredConstructor().newInstance();
            PropertyElf.setTargetFromProperties(source, pool.getDataSourceProperties());
            source.setLoginTimeout(LOGIN_SECONDS);
            return Optional.of(source);
        } catch (ReflectiveOperationException | SQLException | RuntimeException | LinkageError e) {
            return Optional.empty();
        }
    }

    private static ClassLoader loader(HikariDataSource pool) {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return context == null ? pool.getClass().getClassLoader() : context;
    }

    private static Login login(HikariDataSource pool) {
        String url = pool.getJdbcUrl() == null ? url(pool).orElse("") : pool.getJdbcUrl();
        Properties properties = pool.getDataSourceProperties();
        HikariCredentialsProvider provider = provider(pool);
        if (provider == null) {
            return Login.fixed(url, pool.getUsername(), pool.getPassword(), properties);
        }
        Credentials credentials = provider.getCredentials();
        return Login.generated(url, credentials.getUsername(), credentials.getPassword(), properties);
    }

    private static @Nullable HikariCredentialsProvider provider(HikariDataSource pool) {
        try {
            return pool.getCredentialsProvider();
        } catch (LinkageError e) {
            return null; // Before HikariCP 7 there was no such thing.
        }
    }
}
