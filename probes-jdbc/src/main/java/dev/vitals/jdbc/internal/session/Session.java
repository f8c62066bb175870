package dev.vitals.jdbc.internal.session;

import dev.vitals.probe.ProbeContext;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/** One check's turn on the shared connection. Each statement is bounded by the time the check has left. */
public final class Session {
    private static final int ROW_LIMIT = 5_000;
    private static final Executor CALLER = Runnable::run;

    private final Connection connection;
    private final Dialect dialect;
    private final ProbeContext context;
    private final Duration longest;
    private final Watchdog.Guard guard;
    private final boolean fresh;
    private final List<String> undo = new ArrayList<>();

    Session(
            Connection connection,
            Dialect dialect,
            ProbeContext context,
            Duration longest,
            Watchdog.Guard guard,
            boolean fresh) {
        this.connection = connection;
        this.dialect = dialect;
        this.context = context;
        this.longest = longest;
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
        List<T> items = new ArrayList<>();
        try (Statement statement = statement()) {
            guard.running(statement);
            // Connector/J's executeQuery judges by the first word, which need not be that of the query.
            statement.execute(sql);
            try (ResultSet rows = statement.getResultSet()) {
                while (rows.next()) {
                    items.add(reader.read(rows));
                }
            }
        } finally {
            guard.running(null);
        }
        return items;
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
     * Runs a query that the user wrote, under the settings of its login, and undoes whatever it leaves behind.
     *
     * @param <T> what is read
     * @param sql the query
     * @param most how many rows it may give; at least 1
     * @param reader reads the result, which stands before the first row
     * @return what was read
     * @throws SQLException if the driver or the server gives an error
     */
    public <T> T foreign(String sql, int most, RowReader<T> reader) throws SQLException {
        dialect.handOver(this, arm());
        try (Statement statement = statement()) {
            statement.setMaxRows(Math.min(most, ROW_LIMIT));
            guard.running(statement);
            try (ResultSet rows = statement.executeQuery(sql)) {
                return reader.read(rows);
            }
        } finally {
            guard.running(null);
            if (!connection.isClosed()) {
                dialect.takeBack(this, arm());
            }
        }
    }

    /**
     * Runs a statement that gives no rows.
     *
     * @param sql the statement, without anything from outside in it
     * @throws SQLException if the driver or the server gives an error
     */
    public void execute(String sql) throws SQLException {
        try (Statement statement = statement()) {
            guard.running(statement);
            statement.execute(sql);
        } finally {
            guard.running(null);
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
        String name = connection.getMetaData().getDatabaseProductName();
        String version = connection.getMetaData().getDatabaseProductVersion();
        // MariaDB calls itself 11.4.5-MariaDB, and on Debian goes on with the name of the package.
        int again = version == null ? -1 : version.indexOf("-" + name);
        return name + " " + (again > 0 ? version.substring(0, again) : version);
    }

    /** What the driver calls the product, which some ask the server for; empty when it does not know. */
    String productName() throws SQLException {
        arm();
        DatabaseMetaData about = connection.getMetaData();
        String name = about == null ? null : about.getDatabaseProductName();
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

    /**
     * Notes a statement to run after the transaction, so that a connection that is not ours goes back as it came.
     *
     * @param sql the statement, without anything from outside in it
     */
    public void afterwards(String sql) {
        undo.add(sql);
    }

    /**
     * Notes what the connection leads to, for a product whose connections outlive that.
     *
     * @param where what it leads to now
     * @return false when that is not what it was when the connection was new
     */
    public boolean leadsTo(Object where) {
        return guard.leadsTo(where);
    }

    void undo() throws SQLException {
        for (String sql : undo) {
            execute(sql);
        }
    }

    /** Lets the next call take as long as the check may still take, and no longer. */
    Timeouts arm() throws SQLException {
        Timeouts timeouts = Timeouts.within(context.remaining(), longest);
        guard.extend(dialect.inProcess() ? timeouts.statementMillis() : timeouts.socketMillis());
        try {
            connection.setNetworkTimeout(CALLER, timeouts.socketMillis());
        } catch (SQLFeatureNotSupportedException | UnsupportedOperationException | LinkageError e) {
            // Then only the watchdog bounds the call.
        }
        return timeouts;
    }

    private Statement statement() throws SQLException {
        Timeouts timeouts = arm();
        Statement statement = connection.createStatement();
        statement.setQueryTimeout(dialect.inProcess() ? 0 : timeouts.querySeconds());
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
