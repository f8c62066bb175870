package dev.vitals.jdbc;

import dev.vitals.testkit.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.awaitility.Awaitility;

/** Another program's session, to hold locks and to wait for them. */
public final class Client implements AutoCloseable {
    private final Connection connection;
    private final int pid;

    private Client(Connection connection) throws SQLException {
        this.connection = connection;
        this.pid = Integer.parseInt(ask("select pg_backend_pid()"));
    }

    public static Client of(PostgresServer server, String application) throws SQLException {
        return of(server, application, server.user(), server.password());
    }

    public static Client of(PostgresServer server, String application, String user, String password)
            throws SQLException {
        return of(server.jdbcUrl(), application, user, password);
    }

    static Client inside(PostgresServer server, String database) throws SQLException {
        return of(server.jdbcUrl(database), "admin", server.user(), server.password());
    }

    private static Client of(String url, String application, String user, String password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("ApplicationName", application);
        properties.setProperty("socketTimeout", "30");
        return new Client(DriverManager.getConnection(url, properties));
    }

    public int pid() {
        return pid;
    }

    public Client run(String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
        return this;
    }

    public String ask(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getString(1) : "";
        }
    }

    /** Runs a statement that has to wait, and returns once the server says that it does. */
    public Client waitFor(String sql, Client observer) {
        start(sql);
        await(observer, "select count(*) from pg_locks where not granted and pid = " + pid);
        return this;
    }

    /** Runs a statement that takes long, and returns once the server says that it runs. */
    public void startInBackground(String sql, Client observer) {
        start(sql);
        await(observer, "select count(*) from pg_stat_activity where state = 'active' and pid = " + pid);
    }

    private void start(String sql) {
        Thread thread = new Thread(() -> quietly(sql), "client-" + pid);
        thread.setDaemon(true);
        thread.start();
    }

    private static void await(Client observer, String query) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> observer.ask(query).equals("1"));
    }

    private void quietly(String sql) {
        try {
            run(sql);
        } catch (SQLException e) {
            // The test has ended this session.
        }
    }

    @Override
    public void close() throws SQLException {
        connection.abort(Runnable::run);
    }
}
