package dev.vitals.benchmarks;

import dev.vitals.testkit.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A bad night on a database: one session idle in a transaction, writers queued behind its row, a change of the table
 * queued behind them, readers queued behind that, and everybody else idle.
 */
final class Crowd implements AutoCloseable {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    private final PostgresServer server;
    private final List<Connection> connections = new ArrayList<>();

    private Crowd(PostgresServer server) {
        this.server = server;
    }

    static Crowd of(PostgresServer server, int sessions, int waiters) throws Exception {
        Crowd crowd = new Crowd(server);
        Connection holder = crowd.connect();
        run(holder, "create table accounts (id int primary key, balance int)");
        run(holder, "insert into accounts select n, 0 from generate_series(1, 1000) n");
        run(holder, "begin");
        run(holder, "update accounts set balance = 1 where id = 1");
        int writers = waiters / 3;
        crowd.queue("update accounts set balance = 2 where id = 1", writers);
        crowd.queue("alter table accounts add column note text", writers + 1);
        crowd.queue("select count(*) from accounts", waiters);
        while (crowd.connections.size() < sessions) {
            run(crowd.connect(), "select 1");
        }
        return crowd;
    }

    Connection connect() throws SQLException {
        Connection connection = server.dataSource().getConnection();
        connections.add(connection);
        return connection;
    }

    /** Lets sessions wait with the same statement until that many wait in all. */
    private void queue(String sql, int inAll) throws Exception {
        int already = waiting();
        for (int i = already; i < inAll; i++) {
            Connection connection = connect();
            Thread thread = new Thread(null, () -> runUntilClosed(connection, sql), "waiter", 256 * 1024);
            thread.setDaemon(true);
            thread.start();
        }
        long end = System.nanoTime() + PATIENCE;
        while (waiting() < inAll) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("only " + waiting() + " of " + inAll + " sessions wait");
            }
            Thread.sleep(20);
        }
    }

    private int waiting() throws SQLException {
        try (Statement statement = connections.get(0).createStatement();
                ResultSet rows = statement.executeQuery("select count(distinct pid) from pg_locks where not granted")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void runUntilClosed(Connection connection, String sql) {
        try {
            run(connection, sql);
        } catch (SQLException e) {
            // The benchmark is over.
        }
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : connections) {
            connection.abort(Runnable::run);
        }
    }
}
