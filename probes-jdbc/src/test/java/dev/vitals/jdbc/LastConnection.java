package dev.vitals.jdbc;

import java.io.PrintWriter;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** Lends the same connection to MySQL or MariaDB again and again, as a pool of one would. */
final class LastConnection implements DataSource, AutoCloseable {
    private static final String STATE = "show session variables where variable_name in ('autocommit', 'sql_mode',"
            + " 'lock_wait_timeout', 'max_statement_time', 'max_execution_time', 'time_zone', 'transaction_read_only')";

    private final String url;
    private final Connection only;

    LastConnection(String url, String user, String password) throws SQLException {
        this.url = url;
        this.only = DriverManager.getConnection(url, user, password);
        only.setAutoCommit(false);
    }

    /** What somebody could have left changed. */
    String state() throws SQLException {
        try (Statement statement = only.createStatement();
                ResultSet row = statement.executeQuery(STATE)) {
            StringBuilder state = new StringBuilder();
            while (row.next()) {
                state.append(row.getString(1))
                        .append('=')
                        .append(row.getString(2))
                        .append(' ');
            }
            return state.toString() + only.getAutoCommit() + " " + only.getNetworkTimeout();
        }
    }

    @Override
    public Connection getConnection() {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> method.getName().equals("close") ? null : method.invoke(only, arguments));
    }

    @Override
    public Connection getConnection(String user, String password) {
        return getConnection();
    }

    public String getUrl() {
        return url;
    }

    @Override
    public void close() throws SQLException {
        only.abort(Runnable::run);
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("nothing inside");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
