package dev.vitals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.orders.OrderService;
import com.example.orders.ReportJob;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.vitals.probe.Check;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.testkit.PostgresServer;
import dev.vitals.testkit.ProbeHarness;
import dev.vitals.testkit.ServerExtension;
import dev.vitals.testkit.ServerOptions;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;

class HikariPoolTest {
    private static final String CANARY = "canary-0815";

    @RegisterExtension
    static final ServerExtension<PostgresServer> POSTGRES =
            ServerExtension.postgres(ServerOptions.defaults().withUser("app", CANARY));

    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch answer = new CountDownLatch(1);
    private final HikariConfig config = config();
    private HikariDataSource pool = new HikariDataSource();
    private JdbcProbes probes = JdbcProbes.of("db", pool);

    @AfterEach
    void close() throws Exception {
        answer.countDown();
        probes.close();
        admin("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'app'");
        pool.close();
        for (Thread thread : threads) {
            thread.interrupt();
            thread.join(10_000);
        }
    }

    @Test
    void a_pool_with_connections_left_is_up() throws Exception {
        start();
        try (Connection used = pool.getConnection()) {
            Result result = check();

            assertThat(used.isClosed()).isFalse();
            assertThat(result.status()).isEqualTo(Status.UP);
            assertThat(result.summary()).isEqualTo("1 of 2 in use");
            assertThat(result.observations())
                    .extracting(seen -> seen.name() + " " + (int) seen.value())
                    .contains("pool.active 1", "pool.max 2", "pool.waiting 0");
        }
    }

    @Test
    void an_exhausted_pool_is_diagnosed_while_it_is_exhausted() throws Exception {
        // given: two threads hold both connections, four more wait
        start();
        OrderService orders = new OrderService(pool);
        ReportJob report = new ReportJob(pool);
        run(orders::place);
        run(() -> orders.callRemoteService(answer));
        awaitInUse(2);
        run(orders::place, orders::place, orders::place, report::run);
        awaitWaiting(4);

        // when
        ProbeHarness harness = Checks.harness(probes, "pool");
        Result first = harness.check();
        Result later = Checks.harness(probes.limits(l -> l.pool(p -> p.exhausted(Duration.ofNanos(1)))), "pool")
                .check();

        // then
        assertThat(first.status()).isEqualTo(Status.DEGRADED);
        assertThat(first.cause()).isEqualTo("pool.exhausted");
        assertThat(first.summary())
                .isEqualTo("2 of 2 in use, 4 threads waiting; waiting: OrderService.place ×3, ReportJob.run ×1;"
                        + " holding: OrderService.place ×1");
        assertThat(table(first, "threads waiting for a connection"))
                .hasSize(2)
                .first()
                .satisfies(row -> {
                    assertThat(row.get(0)).isEqualTo("3");
                    assertThat(row.get(1)).startsWith("com.example.orders.OrderService.place(OrderService.java:");
                    assertThat(row.get(2)).isEqualTo("getConnection");
                });
        assertThat(table(first, "threads using a connection")).singleElement().satisfies(row -> {
            assertThat(row.get(0)).isEqualTo("1");
            assertThat(row.get(1)).startsWith("com.example.orders.OrderService.place(");
            assertThat(row.get(2)).isEqualTo("execute");
        });
        assertThat(first.toString())
                .contains("1 of 2 connections in use are in no call right now")
                .contains("leakDetectionThreshold");
        assertThat(later.cause()).isEqualTo("pool.exhausted");

        // and: the database itself is seen past the exhausted pool
        assertThat(Checks.run(probes, "connect").status()).isEqualTo(Status.UP);
        assertThat(Checks.run(probes, "locks").status()).isEqualTo(Status.UP);
        assertThat(pool.getHikariPoolMXBean().getThreadsAwaitingConnection()).isEqualTo(4);
    }

    @Test
    void a_pool_that_stays_exhausted_is_down() throws Exception {
        start();
        probes = JdbcProbes.of("db", pool).limits(l -> l.pool(p -> p.exhausted(Duration.ofMillis(1))));
        run(
                () -> new OrderService(pool).callRemoteService(answer),
                () -> new OrderService(pool).callRemoteService(answer));
        awaitInUse(2);
        run(new OrderService(pool)::place);
        awaitWaiting(1);
        ProbeHarness harness = Checks.harness(probes, "pool");

        assertThat(harness.check().status()).isEqualTo(Status.DEGRADED);
        Result result = harness.check();

        assertThat(result.status()).isEqualTo(Status.DOWN);
        assertThat(result.summary()).contains("1 thread waiting for", "(limit 1 ms)");
    }

    @Test
    void a_pool_that_cannot_grow_is_not_called_exhausted() throws Exception {
        admin("alter role app connection limit 1");
        try {
            start();
            run(() -> new OrderService(pool).callRemoteService(answer));
            awaitInUse(1);
            run(new OrderService(pool)::place);
            awaitWaiting(1);

            Result result = check();

            assertThat(result.cause()).isEqualTo("pool.cannot-grow");
            assertThat(result.summary()).startsWith("only 1 of 2 connections could be opened, 1 thread waiting");
        } finally {
            admin("alter role app connection limit -1");
        }
    }

    @Test
    void a_pool_nobody_has_used_yet_is_unknown() throws Exception {
        Result result = check();

        assertThat(result.status()).isEqualTo(Status.UNKNOWN);
        assertThat(result.cause()).isEqualTo("pool.not-started");
    }

    @Test
    void a_closed_pool_is_down() throws Exception {
        start();
        pool.close();

        assertThat(check().cause()).isEqualTo("pool.closed");
    }

    @Test
    void a_suspended_pool_is_down_until_it_is_resumed() throws Exception {
        config.setAllowPoolSuspension(true);
        start();
        pool.getHikariPoolMXBean().suspendPool();
        assertThat(check().cause()).isEqualTo("pool.suspended");

        pool.getHikariPoolMXBean().resumePool();
        assertThat(check().status()).isEqualTo(Status.UP);
    }

    @Test
    void a_pool_is_found_behind_a_data_source_that_wraps_it() throws Exception {
        start();
        JdbcProbes wrapped = JdbcProbes.of("db", new WrappingDataSource(pool));

        assertThat(wrapped.toString()).contains("db.connect, db.locks", "db.pool");
    }

    @Test
    void the_connection_is_opened_with_what_the_pool_was_given() throws Exception {
        config.setJdbcUrl(null);
        config.setDataSourceClassName("org.postgresql.ds.PGSimpleDataSource");
        config.addDataSourceProperty("url", POSTGRES.server().jdbcUrl());
        start();

        Result result = Checks.run(probes, "connect");

        assertThat(result.status()).isEqualTo(Status.UP);
        assertThat(result.summary()).contains("/postgres answered").doesNotContain("over the application's");
        assertThat(probes.checks())
                .extracting(Check::name)
                .endsWith("db.pool")
                .anyMatch(name -> name.equals("db.locks"));
    }

    @Test
    void a_data_source_given_to_the_pool_is_used_past_the_pool() throws Exception {
        PGSimpleDataSource inner = new PGSimpleDataSource();
        inner.setUrl(POSTGRES.server().jdbcUrl());
        config.setDataSource(inner);
        start();
        try (Connection one = pool.getConnection();
                Connection other = pool.getConnection()) {
            assertThat(one).isNotSameAs(other);

            Result result = Checks.run(probes, "connect");

            assertThat(result.status()).isEqualTo(Status.UP);
            assertThat(result.summary()).contains("/postgres answered").doesNotContain("over the application's");
        }
    }

    @Test
    void a_password_changed_in_the_pool_is_tried_at_once() throws Exception {
        config.setInitializationFailTimeout(-1);
        config.setPassword("wrong");
        start();
        assertThat(Checks.run(probes, "connect").cause()).isEqualTo("db.auth");

        pool.getHikariConfigMXBean().setPassword(CANARY);

        assertThat(Checks.run(probes, "connect").status()).isEqualTo(Status.UP);
    }

    @Test
    void checks_may_log_in_as_somebody_else_and_still_read_the_pool() throws Exception {
        start();
        PostgresServer server = POSTGRES.server();
        probes = JdbcProbes.of("db", pool).credentials(server.user(), server.password());

        assertThat(Checks.run(probes, "connect").status()).isEqualTo(Status.UP);
        assertThat(check().status()).isEqualTo(Status.UP);
        assertThat(new HikariOrigin(pool, login -> login.as("x", CANARY)).toString())
                .doesNotContain(CANARY);
    }

    @Test
    void looking_borrows_nothing_and_takes_one_session() throws Exception {
        start();
        for (int i = 0; i < 3; i++) {
            Checks.run(probes, "connect");
            Checks.run(probes, "locks");
            check();
        }

        assertThat(pool.getHikariPoolMXBean().getTotalConnections()).isLessThanOrEqualTo(2);
        try (Client admin = Client.of(POSTGRES.server(), "admin")) {
            assertThat(admin.ask("select count(*) from pg_stat_activity where application_name = 'vitals'"
                            + " and usename = 'app'"))
                    .isEqualTo("1");
        }
    }

    private static HikariConfig config() {
        HikariConfig config = new HikariConfig();
        config.setMaximumPoolSize(2);
        config.setMinimumIdle(0);
        config.setUsername("app");
        config.setPassword(CANARY);
        config.setPoolName("orders-pool");
        return config;
    }

    private void start() throws Exception {
        if (config.getDataSourceClassName() == null && config.getDataSource() == null) {
            config.setJdbcUrl(POSTGRES.server().jdbcUrl());
        }
        pool.close();
        pool = new HikariDataSource(config);
        probes.close();
        probes = JdbcProbes.of("db", pool);
    }

    private Result check() throws Exception {
        Result result = Checks.run(probes, "pool");
        assertThat(result.toString()).doesNotContain(CANARY);
        return result;
    }

    private void run(Task... tasks) {
        for (Task task : tasks) {
            Thread thread = new Thread(
                    () -> {
                        try {
                            task.run();
                        } catch (Exception e) {
                            // The test has closed the pool.
                        }
                    },
                    "http-" + threads.size());
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
    }

    private void awaitInUse(int connections) {
        Awaitility.await().until(() -> pool.getHikariPoolMXBean().getActiveConnections() == connections);
    }

    private void awaitWaiting(int number) {
        Awaitility.await().until(() -> pool.getHikariPoolMXBean().getThreadsAwaitingConnection() == number);
    }

    private static List<List<String>> table(Result result, String title) {
        return result.evidence().stream()
                .filter(evidence -> evidence.title().equals(title))
                .flatMap(evidence -> ((Evidence.Table) evidence).rows().stream())
                .toList();
    }

    private static void admin(String sql) throws Exception {
        try (Client admin = Client.of(POSTGRES.server(), "admin")) {
            admin.run(sql);
        }
    }

    @FunctionalInterface
    private interface Task {
        void run() throws Exception;
    }
}
