package dev.vitals.jdbc.internal.session;

import dev.vitals.jdbc.internal.url.JdbcUrl;
import dev.vitals.jdbc.internal.url.Secret;
import dev.vitals.jdbc.internal.url.Target;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Borrows from the application's own data source, whatever it is. How long that may take is up to the data source: only
 * the check's own timeout bounds it.
 */
public final class BorrowingConnector implements Connector {
    private final DataSource source;
    private final Optional<String> url;
    private final Target target;

    /**
     * Makes a connector.
     *
     * @param source the application's data source
     * @param url its URL for display, if it is known
     */
    public BorrowingConnector(DataSource source, Optional<String> url) {
        this.source = source;
        this.url = url;
        this.target =
                url.map(text -> Target.of(new JdbcUrl(text), Optional.empty())).orElse(Target.UNKNOWN);
    }

    @Override
    public Connection open(Dialect dialect, Timeouts timeouts) throws SQLException {
        if (url.isPresent()) {
            dialect.prepare(url.get());
        }
        return borrow(dialect);
    }

    private Connection borrow(Dialect dialect) throws SQLException {
        long start = System.nanoTime();
        Connection borrowed;
        try {
            borrowed = source.getConnection();
        } catch (RuntimeException | LinkageError e) {
            throw Borrowing.thrown(e);
        } catch (SQLException e) {
            throw Borrowing.failed(source, e, Duration.ofNanos(System.nanoTime() - start), dialect);
        }
        if (borrowed == null) {
            throw Borrowing.nothing(source);
        }
        return borrowed;
    }

    @Override
    public boolean mayPool() {
        return !Borrowing.isDirect(source);
    }

    @Override
    public boolean dedicated() {
        return false;
    }

    @Override
    public Target target() {
        return target;
    }

    @Override
    public Secret secret() {
        return Secret.NONE;
    }

    @Override
    public boolean changedSinceOpen() {
        return false;
    }
}
