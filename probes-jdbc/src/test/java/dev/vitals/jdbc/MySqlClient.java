package dev.vitals.jdbc;

import dev.vitals.testkit.MySqlFamilyServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.awaitility.Awaitility;

/** Another program's session on MySQL or MariaDB, to hold locks and to wait for them. */
public final class MySqlClient implements AutoCloseable {
    private final Connection connection;
    private final long id;

    private MySqlClient(Connection connection) throws SQLException {
        this.connection = connection;
        this.id = Long.parseLong(ask("select connection_id()"));
    }

    public static MySqlClient of(MySqlFamilyServer server) throws SQLException {
        return of(server, server.user(), server.password());
    }

    public static MySqlClient of(MySqlFamilyServer server, String user, String password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("socketTimeout", "30000");
        return new MySqlClient(DriverManager.getConnection(server.jdbcUrl(), properties));
    }

    /** One that sends LATIN1, as MySQL's driver can on either product. */
    public static MySqlClient inLatin1(MySqlFamilyServer server) throws SQLException {
        String url = "jdbc:mysql://" + server.host() + ":" + server.port()
                + "/test?characterEncoding=ISO-8859-1&allowPublicKeyRetrieval=true&socketTimeout=30000";
        return new MySqlClient(DriverManager.getConnection(url, server.user(), server.password()));
    }

    public long id() {
        return id;
    }

    public MySqlClient run(String... statements) throws SQLException {
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
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        }
    }

    /** The second column. */
    public String second(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows.next() ? String.valueOf(rows.getString(2)) : "";
        }
    }

    /**
     * Ends everybody else's session. A server goes on with what a client began that has closed its socket, and with it
     * holds on to its locks.
     */
    public void endOthers() throws SQLException {
        String others = "select group_concat(id) from information_schema.processlist where id <> " + id
                + " and user not in ('system user', 'event_scheduler', 'unauthenticated user')"
                + " and command not in ('Daemon', 'Killed')";
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> {
            String ids = ask(others);
            for (String one : ids.equals("null") ? new String[0] : ids.split(",")) {
                quietly("kill " + one);
            }
            return ids.equals("null");
        });
    }

    /** Runs a statement that has to wait for a row, and returns once the server says that it does. */
    public MySqlClient waitForRow(String sql, MySqlClient observer) {
        start(sql);
        await(
                observer,
                "select count(*) from information_schema.innodb_trx where trx_state = 'LOCK WAIT'"
                        + " and trx_mysql_thread_id = " + id);
        return this;
    }

    /** Runs a statement that has to wait for a table, and returns once the server says that it does. */
    public MySqlClient waitForTable(String sql, MySqlClient observer) {
        start(sql);
        await(
                observer,
                "select count(*) from information_schema.processlist"
                        + " where (state like 'Waiting for%lock' or state = 'User lock') and id = " + id);
        return this;
    }

    /** Runs a statement that takes long, and returns once the server says that it runs. */
    public void startInBackground(String sql, MySqlClient observer) {
        start(sql);
        await(observer, "select count(*) from information_schema.processlist where command = 'Query' and id = " + id);
    }

    private void start(String sql) {
        Thread thread = new Thread(() -> quietly(sql), "client-" + id);
        thread.setDaemon(true);
        thread.start();
    }

    private static void await(MySqlClient observer, String query) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                // InnoDB shows the same picture again to whoever asks within 100 ms.
                .pollInterval(Duration.ofMillis(150))
                .pollDelay(Duration.ZERO)
                .until(() -> observer.ask(query).equals("1"));
    }

    /** Runs what may well fail. */
    public void quietly(String sql) {
        try {
            run(sql);
        } catch (SQLException e) {
            // The test has ended this session, or does not mind.
        }
    }

    @Override
    public void close() throws SQLException {
        connection.abort(Runnable::run);
    }
}
