package dev.vitals.jdbc.internal.session;

import dev.vitals.jdbc.internal.failure.NoDriverException;
import dev.vitals.jdbc.internal.url.Login;
import dev.vitals.jdbc.internal.url.Logins;
import dev.vitals.jdbc.internal.url.Secret;
import dev.vitals.jdbc.internal.url.Target;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Connects through a driver, past any pool, with the limits of our own. */
public final class DriverConnector implements Connector {
    private final Logins logins;
    private final Optional<String> driverClass;

    /**
     * Makes a connector.
     *
     * @param logins asked at each connect
     * @param driverClass the driver's class, if the application names it
     */
    public DriverConnector(Supplier<Login> logins, Optional<String> driverClass) {
        this.logins = new Logins(logins);
        this.driverClass = driverClass;
    }

    @Override
    public Connection open(Dialect dialect, Timeouts timeouts) throws SQLException {
        Login login = Borrowing.next(logins);
        Map<String, String> ours = dialect.connectionProperties(timeouts);
        String url = dialect.prepare(login.url().without(ours.keySet()));
        Connection connection = driver(login, url).connect(url, login.with(ours));
        if (connection == null) {
            throw new NoDriverException(login.url().scheme());
        }
        return connection;
    }

    @Override
    public boolean dedicated() {
        return true;
    }

    @Override
    public Target target() {
        return logins.target();
    }

    @Override
    public Secret secret() {
        return logins.secret();
    }

    @Override
    public boolean changedSinceOpen() {
        return logins.changed();
    }

    private Driver driver(Login login, String url) throws NoDriverException {
        Optional<Driver> named = driverClass.flatMap(DriverConnector::named);
        if (named.isPresent()) {
            return named.get();
        }
        try {
            return DriverManager.getDriver(url);
        } catch (SQLException e) {
            throw new NoDriverException(login.url().scheme());
        }
    }

    private static Optional<Driver> named(String className) {
        Optional<Driver> registered = DriverManager.drivers()
                .filter(driver -> driver.getClass().getName().equals(className))
                .findFirst();
        return registered.isPresent() ? registered : made(className);
    }

    private static Optional<Driver> made(String className) {
        ClassLoader ours = DriverConnector.class.getClassLoader();
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        try {
            Class<?> type = Class.forName(className, true, context == null ? ours : context);
            return Optional.of((Driver) type.getDeclaredConstructor().newInstance());
        } catch (ReflectiveOperationException | ClassCastException | LinkageError e) {
            return Optional.empty();
        }
    }
}
