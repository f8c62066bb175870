package dev.vitals.jdbc.internal.session;

import java.sql.Connection;
import java.sql.SQLException;

/** A connection in use, and how to part from it: ours is kept or killed, a borrowed one goes back as it came. */
final class Held {
    private static final int AS_BEFORE = -1;

    private final Connection connection;
    private final boolean borrowed;
    private final boolean autoCommit;
    private final int networkTimeout;

    private Held(Connection connection, boolean borrowed, boolean autoCommit, int networkTimeout) {
        this.connection = connection;
        this.borrowed = borrowed;
        this.autoCommit = autoCommit;
        this.networkTimeout = networkTimeout;
    }

    static Held of(Connection connection, boolean borrowed) throws SQLException {
        Held held =
                new Held(connection, borrowed, connection.getAutoCommit(), borrowed ? timeout(connection) : AS_BEFORE);
        connection.setAutoCommit(true);
        return held;
    }

    Connection connection() {
        return connection;
    }

    boolean borrowed() {
        return borrowed;
    }

    boolean isClosed() {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    /** Gives a borrowed connection back, after a use that left nothing behind. */
    void giveBack() {
        try {
            connection.setAutoCommit(autoCommit);
            if (networkTimeout != AS_BEFORE) {
                connection.setNetworkTimeout(Runnable::run, networkTimeout);
            }
        } catch (SQLException e) {
            abort();
        }
        close();
    }

    /** Ends the connection without asking the server, which may not answer. */
    void drop() {
        abort();
        if (borrowed) {
            close();
        }
    }

    /** Ends the connection in good order. */
    void close() {
        try {
            connection.close();
        } catch (SQLException | RuntimeException e) {
            abort();
        }
    }

    private void abort() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException | RuntimeException e) {
            // A connection that cannot even be aborted holds nothing we could free.
        }
    }

    private static int timeout(Connection connection) {
        try {
            return connection.getNetworkTimeout();
        } catch (SQLException | RuntimeException e) {
            return AS_BEFORE;
        }
    }
}
