package dev.vitals.jdbc.internal.session;

import java.io.PrintWriter;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A driver of the worst kind: it keeps no timeout, and lets go only when it is aborted. */
final class StuckDriver implements DataSource {
    private final CountDownLatch abort = new CountDownLatch(1);

    boolean aborted() {
        return abort.getCount() == 0;
    }

    @Override
    public Connection getConnection() {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> answer(method.getName()));
    }

    private @Nullable Object answer(String method) throws Exception {
        return switch (method) {
            case "getAutoCommit" -> true;
            case "isReadOnly" -> true;
            case "isClosed" -> aborted();
            case "abort" -> {
                abort.countDown();
                yield null;
            }
            case "createStatement" -> {
                abort.await();
                throw new SQLException("aborted", "08006");
            }
            case "rollback" -> throw new SQLException("closed", "08003");
            default -> null;
        };
    }

    @Override
    public Connection getConnection(String username, String password) {
        return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

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
        throw new SQLException("not a wrapper");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
