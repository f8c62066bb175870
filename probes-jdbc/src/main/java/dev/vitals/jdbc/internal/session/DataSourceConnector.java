package dev.vitals.jdbc.internal.session;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Connects through a data source. How long that may take is up to the data source: only the check's own timeout bounds
 * it.
 */
public final class DataSourceConnector implements Connector {
    private final DataSource source;
    private final @Nullable Login login;
    private final Target target;

    private DataSourceConnector(DataSource source, @Nullable Login login, Target target) {
        this.source = source;
        this.login = login;
        this.target = target;
    }

    /**
     * Borrows from the application, and gives back after each use.
     *
     * @param source the application's data source
     * @param url its URL for display, if it is known
     * @return the connector
     */
    public static DataSourceConnector borrowing(DataSource source, @Nullable String url) {
        Target target = url == null ? Target.UNKNOWN : Target.of(new JdbcUrl(url), Optional.empty());
        return new DataSourceConnector(source, null, target);
    }

    /**
     * Opens connections of our own through a data source that makes rather than pools them.
     *
     * @param source a data source without a pool
     * @param login with which user and password, and the URL for display
     * @return the connector
     */
    public static DataSourceConnector opening(DataSource source, Login login) {
        return new DataSourceConnector(source, login, login.target());
    }

    @Override
    public Connection open(Dialect dialect, Timeouts timeouts) throws SQLException {
        if (login == null || login.user() == null) {
            return source.getConnection();
        }
        return source.getConnection(login.user(), login.secret().reveal());
    }

    @Override
    public boolean dedicated() {
        return login != null;
    }

    @Override
    public Target target() {
        return target;
    }

    @Override
    public Secret secret() {
        return login == null ? Secret.NONE : login.secret();
    }

    @Override
    public boolean changedSinceOpen() {
        return false;
    }
}
