package dev.vitals.jdbc.internal.session;

import dev.vitals.probe.ProbeContext;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/** One check's turn on the shared connection. Each statement is bounded by the time the check has left. */
public final class Session {
    private static final int ROW_LIMIT = 5_000;
    private static final Executor CALLER = Runnable::run;

    private final Connection connection;
    private final ProbeContext context;
    private final Watchdog.Guard guard;
    private final boolean fresh;

    Session(Connection connection, ProbeContext context, Watchdog.Guard guard, boolean fresh) {
        this.connection = connection;
        this.context = context;
        this.guard = guard;
        this.fresh = fresh;
    }

    /**
     * Runs a query.
     *
     * @param <T> what a row becomes
     * @param sql the query, without anything from outside in it
     * @param reader makes one item of the current row
     * @return the items, at most 5,000
     * @throws SQLException if the driver or the server gives an error
     */
    public <T> List<T> list(String sql, RowReader<T> reader) throws SQLException {
        try (Statement statement = statement()) {
            // Connector/J's executeQuery judges by the first word, which need not be that of the query.
            statement.execute(sql);
            return items(statement, reader);
        }
    }

    /**
     * Runs a query for one row.
     *
     * @param <T> what the row becomes
     * @param sql the query, without anything from outside in it
     * @param reader makes the item
     * @return the first row's item, or empty when there is no row
     * @throws SQLException if the driver or the server gives an error
     */
    public <T> Optional<T> first(String sql, RowReader<T> reader) throws SQLException {
        return list(sql, reader).stream().findFirst();
    }

    /**
     * Runs a statement that gives no rows.
     *
     * @param sql the statement, without anything from outside in it
     * @throws SQLException if the driver or the server gives an error
     */
    public void execute(String sql) throws SQLException {
        try (Statement statement = statement()) {
            statement.execute(sql);
        }
    }

    /**
     * Returns the connection itself, for what JDBC alone can do. Never close it.
     *
     * @return the connection
     */
    public Connection connection() {
        return connection;
    }

    /**
     * Returns the server's product and version as the driver learnt them while connecting. Asks nothing.
     *
     * @return such as {@code PostgreSQL 18.6}
     * @throws SQLException if the driver does not know
     */
    public String product() throws SQLException {
        return connection.getMetaData().getDatabaseProductName() + " "
                + connection.getMetaData().getDatabaseProductVersion();
    }

    static String productName(Connection connection) throws SQLException {
        String name = connection.getMetaData().getDatabaseProductName();
        return name == null ? "" : name;
    }

    /**
     * Returns the server's major version as the driver learnt it while connecting. Asks nothing.
     *
     * @return the major version
     * @throws SQLException if the driver does not know
     */
    public int majorVersion() throws SQLException {
        return connection.getMetaData().getDatabaseMajorVersion();
    }

    /**
     * Returns whether the connection was opened for this turn. An older one may lead to a server that has since lost its
     * role, or carry settings of its role that have since changed.
     *
     * @return false if it was kept from an earlier turn
     */
    public boolean fresh() {
        return fresh;
    }

    /** Lets the next call take as long as the check may still take, and no longer. */
    Timeouts arm() throws SQLException {
        Timeouts timeouts = Timeouts.within(context.remaining());
        guard.extend(timeouts.socketMillis());
        try {
            connection.setNetworkTimeout(CALLER, timeouts.socketMillis());
        } catch (SQLFeatureNotSupportedException e) {
            // Then only the watchdog bounds the call.
        }
        return timeouts;
    }

    private static <T> List<T> items(Statement statement, RowReader<T> reader) throws SQLException {
        try (ResultSet rows = statement.getResultSet()) {
            List<T> items = new ArrayList<>();
            while (rows.next()) {
                items.add(reader.read(rows));
            }
            return items;
        }
    }

    private Statement statement() throws SQLException {
        Timeouts timeouts = arm();
        Statement statement = connection.createStatement();
        statement.setQueryTimeout(timeouts.querySeconds());
        statement.setMaxRows(ROW_LIMIT);
        return statement;
    }

    /**
     * Makes an item of a row.
     *
     * @param <T> the item
     */
    @FunctionalInterface
    public interface RowReader<T> {
        /**
         * Reads the current row; must not move the cursor.
         *
         * @param row the result, standing on a row
         * @return the item
         * @throws SQLException if a column is not as expected
         */
        T read(ResultSet row) throws SQLException;
    }
}
