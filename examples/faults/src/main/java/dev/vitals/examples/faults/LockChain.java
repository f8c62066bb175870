package dev.vitals.examples.faults;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Three sessions that wait for one another's rows, an {@code ALTER TABLE} queued behind them, and a reader queued behind
 * that. The shop's own threads soon join the queue.
 */
final class LockChain implements Fault {
    private final Servers servers;
    private final List<Connection> sessions = new ArrayList<>();
    private ExecutorService waiters = Executors.newCachedThreadPool();

    LockChain(Servers servers) {
        this.servers = servers;
    }

    @Override
    public String name() {
        return "lock-chain";
    }

    @Override
    public String description() {
        return "a forgotten transaction, sessions queued behind it, and an ALTER TABLE";
    }

    @Override
    public synchronized void inject() throws SQLException {
        waiters = Executors.newCachedThreadPool(Daemon::thread);
        Connection billing = begin("billing");
        Connection web = begin("web");
        Connection batch = begin("batch");
        execute(billing, "update orders set state = 'paid' where id = 1");
        execute(web, "update orders set state = 'packed' where id = 2");
        waitIn(web, "update orders set state = 'packed' where id = 1");
        waitIn(batch, "update orders set state = 'archived' where id = 2");
        awaitWaiters(2);
        waitIn(begin("migrate"), "alter table orders add column if not exists note text");
        awaitWaiters(3);
        waitIn(begin("reader"), "select count(*) from orders");
    }

    private Connection begin(String applicationName) throws SQLException {
        Connection session = servers.session(applicationName);
        sessions.add(session);
        session.setAutoCommit(false);
        return session;
    }

    private static void execute(Connection session, String sql) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }

    private void waitIn(Connection session, String sql) {
        waiters.execute(() -> {
            try {
                execute(session, sql);
            } catch (SQLException expected) {
                // Healing ends the wait from outside.
            }
        });
    }

    /** The order in the queue is the story, so each waiter must be there before the next comes. */
    private void awaitWaiters(int count) throws SQLException {
        String ours = "select count(*) from pg_locks l join pg_stat_activity a using (pid)"
                + " where not l.granted and a.application_name in ('web', 'batch', 'migrate')";
        try (Connection observer = servers.session("setup");
                Statement statement = observer.createStatement()) {
            for (int tries = 0; tries < 200; tries++) {
                try (var rows = statement.executeQuery(ours)) {
                    if (rows.next() && rows.getInt(1) >= count) {
                        return;
                    }
                }
                statement.execute("select pg_sleep(0.02)");
            }
        }
        throw new IllegalStateException("the sessions did not queue up");
    }

    @Override
    public synchronized void heal() {
        sessions.forEach(Daemon::abort);
        sessions.clear();
        waiters.shutdownNow();
    }
}
