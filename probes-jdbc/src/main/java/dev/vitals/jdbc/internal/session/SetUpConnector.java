package dev.vitals.jdbc.internal.session;

import dev.vitals.jdbc.internal.url.Secret;
import dev.vitals.jdbc.internal.url.Target;
import java.sql.Connection;
import java.sql.SQLException;

/** Connects as another connector does, and sets each connection up as the application's pool would. */
public final class SetUpConnector implements Connector {
    private final Connector connector;
    private final SetUp setUp;

    /**
     * Makes a connector.
     *
     * @param connector opens connections that are ours to keep
     * @param setUp what the pool does to its own
     */
    public SetUpConnector(Connector connector, SetUp setUp) {
        this.connector = connector;
        this.setUp = setUp;
    }

    @Override
    public Connection open(Dialect dialect, Timeouts timeouts) throws SQLException {
        Connection connection = connector.open(dialect, timeouts);
        try {
            setUp.apply(connection);
            return connection;
        } catch (SQLException e) {
            connection.abort(Runnable::run);
            throw e;
        }
    }

    @Override
    public boolean dedicated() {
        return connector.dedicated();
    }

    @Override
    public Target target() {
        return connector.target();
    }

    @Override
    public Secret secret() {
        return connector.secret();
    }

    @Override
    public boolean changedSinceOpen() {
        return connector.changedSinceOpen();
    }
}
