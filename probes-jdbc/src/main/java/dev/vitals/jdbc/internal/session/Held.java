package dev.vitals.jdbc.internal.session;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A connection in use, and how to part from it: ours is kept or killed, a borrowed one goes back as it came. */
final class Held {
    private static final int AS_BEFORE = -1;

    private final Connection connection;
    private final boolean borrowed;
    private final boolean autoCommit;
    private final boolean readOnly;
    private final int networkTimeout;

    private volatile @Nullable Statement running;
    private @Nullable Object origin;

    private Held(Connection connection, boolean borrowed, boolean autoCommit, boolean readOnly, int networkTimeout) {
        this.connection = connection;
        this.borrowed = borrowed;
        this.autoCommit = autoCommit;
        this.readOnly = readOnly;
        this.networkTimeout = networkTimeout;
    }

    /** Parts at once from a connection that is of no use. */
    static Held of(Connection connection, boolean borrowed) throws SQLException {
        try {
            return taken(connection, borrowed);
        } catch (SQLException | RuntimeException e) {
            new Held(connection, borrowed, true, false, AS_BEFORE).drop();
            throw e;
        }
    }

    private static Held taken(Connection connection, boolean borrowed) throws SQLException {
        Held held = new Held(
                connection,
                borrowed,
                connection.getAutoCommit(),
                connection.isReadOnly(),
                borrowed ? timeout(connection) : AS_BEFORE);
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
            if (connection.isReadOnly() != readOnly) {
                connection.setReadOnly(readOnly);
            }
            connection.setAutoCommit(autoCommit);
            if (networkTimeout != AS_BEFORE) {
                connection.setNetworkTimeout(Runnable::run, networkTimeout);
            }
        } catch (SQLException | RuntimeException e) {
            abort();
        }
        close();
    }

    /** Notes what the connection leads to; false when that is not what it was the first time. */
    boolean leadsTo(Object where) {
        if (origin == null) {
            origin = where;
        }
        return where.equals(origin);
    }

    /** Notes the statement whose turn it is, for the case that nothing else can stop it. */
    void running(@Nullable Statement statement) {
        running = statement;
    }

    /** Stops whatever goes on over the connection, from any thread. Where aborting does nothing, cancelling has to do. */
    void kill() {
        abort();
        Statement statement = running;
        if (statement != null && !isClosed()) {
            cancel(statement);
        }
    }

    /** Ends the connection without asking the server, which may not answer. */
    void drop() {
        abort();
        if (borrowed || !isClosed()) {
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
        } catch (SQLException | RuntimeException | LinkageError e) {
            // A connection that cannot even be aborted holds nothing we could free.
        }
    }

    private static void cancel(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException | RuntimeException | LinkageError e) {
            // The statement has just ended, or the driver cannot: the engine will report the stuck call.
        }
    }

    private static int timeout(Connection connection) {
        try {
            return connection.getNetworkTimeout();
        } catch (SQLException | RuntimeException | LinkageError e) {
            return AS_BEFORE;
        }
    }
}
