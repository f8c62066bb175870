package dev.vitals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.orders.OrderService;
import com.zaxxer.hikari.HikariDataSource;
import dev.vitals.Vitals;
import dev.vitals.jdbc.limits.LockLimits;
import dev.vitals.jdbc.limits.PoolLimits;
import dev.vitals.jdbc.limits.TransactionLimits;
import dev.vitals.probe.Threshold;
import dev.vitals.report.Report;
import dev.vitals.report.RootCause;
import dev.vitals.testkit.PostgresServer;
import dev.vitals.testkit.ServerExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A pool in trouble is one root together with what the database shows of it. */
class PoolRootsTest {
    private static final Threshold AT_ONCE = Threshold.above(Duration.ofNanos(1), Duration.ofNanos(1));

    @RegisterExtension
    static final ServerExtension<PostgresServer> POSTGRES = ServerExtension.postgres();

    private final HikariDataSource pool = new HikariDataSource();
    private final List<Thread> threads = new ArrayList<>();

    @BeforeEach
    void make() throws Exception {
        pool.setPoolName("orders-pool");
        pool.setJdbcUrl(POSTGRES.server().jdbcUrl());
        pool.setUsername(POSTGRES.server().user());
        pool.setPassword(POSTGRES.server().password());
        pool.setMaximumPoolSize(2);
        try (Client admin = Client.of(POSTGRES.server(), "admin")) {
            admin.run("drop table if exists orders", "create table orders as select 1 as id, 'new' as state");
        }
    }

    @AfterEach
    void end() {
        pool.close();
        threads.forEach(Thread::interrupt);
    }

    @Test
    void connections_left_in_a_transaction_and_the_pool_they_are_lost_to_are_one_root() throws Exception {
        for (int i = 0; i < 2; i++) {
            Connection lost = pool.getConnection();
            lost.setAutoCommit(false);
            lost.createStatement().execute("select * from orders");
        }
        inBackground(() -> new OrderService(pool).place());
        awaitWaiting(1);

        Report report = awaitReport(seen -> cause(seen, "pool").equals("pool.leak-suspected")
                && cause(seen, "transactions").equals("transactions.idle"));

        RootCause root = onlyRoot(report);
        assertThat(root.check()).isEqualTo("orders-db.pool");
        assertThat(root.symptoms()).extracting(RootCause.Symptom::check).containsExactly("orders-db.transactions");
    }

    @Test
    void a_session_that_blocks_every_connection_of_a_pool_is_the_root() throws Exception {
        try (Client billing = Client.of(POSTGRES.server(), "billing").run("begin", "update orders set state = 'x'")) {
            inBackground(this::update, this::update, this::update);
            awaitWaiting(1);

            Report report = awaitReport(seen -> cause(seen, "pool").equals("pool.exhausted")
                    && cause(seen, "locks").equals("locks.blocked"));

            RootCause root = onlyRoot(report);
            assertThat(root.check()).isEqualTo("orders-db.locks");
            assertThat(root.symptoms()).extracting(RootCause.Symptom::check).contains("orders-db.pool");
            assertThat(billing.ask("select 1")).isEqualTo("1");
        }
    }

    private void update() throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.createStatement().execute("update orders set state = 'y'");
        }
    }

    private void inBackground(Task... tasks) {
        for (Task task : tasks) {
            Thread thread = new Thread(() -> {
                try {
                    task.run();
                } catch (Exception e) {
                    // The test has closed the pool.
                }
            });
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
    }

    private void awaitWaiting(int number) {
        patience().until(() -> pool.getHikariPoolMXBean().getThreadsAwaitingConnection() == number);
    }

    private Report awaitReport(Predicate<Report> wanted) {
        JdbcProbes probes = JdbcProbes.of("orders-db", pool)
                .limits(PoolLimits.class, p -> p.leakAfter(Duration.ofMillis(10)))
                .limits(LockLimits.class, l -> l.longestWait(AT_ONCE))
                .limits(TransactionLimits.class, t -> t.idle(AT_ONCE));
        try (Vitals vitals =
                Vitals.builder("orders").startUpGrace(Duration.ZERO).add(probes).build()) {
            return patience().until(vitals::report, wanted);
        }
    }

    private static ConditionFactory patience() {
        return Awaitility.await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(300));
    }

    private static String cause(Report report, String check) {
        return report.check("orders-db." + check).orElseThrow().cause();
    }

    private static RootCause onlyRoot(Report report) {
        List<RootCause> roots = report.verdict().rootCauses();
        assertThat(roots).as(roots.toString()).hasSize(1);
        return roots.get(0);
    }

    @FunctionalInterface
    private interface Task {
        void run() throws Exception;
    }
}
