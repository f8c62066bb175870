package dev.vitals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.orders.OrderService;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.vitals.jdbc.limits.PoolLimits;
import dev.vitals.probe.Check;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.testkit.ProbeHarness;
import java.sql.Connection;
import java.time.Duration;
import java.util.Properties;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class HikariPoolTest extends PoolContract {
    private final HikariConfig config = config();

    HikariPoolTest() {
        super("maximumPoolSize", "leakDetectionThreshold=60000");
    }

    @Override
    DataSource pool(String url, String user, String password, Properties driver) {
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setDataSourceProperties(driver);
        return new HikariDataSource(config);
    }

    @Override
    void close(DataSource pool) {
        ((HikariDataSource) pool).close();
    }

    @Test
    void a_query_is_set_up_as_the_pool_sets_up() throws Exception {
        config.setSchema("shop");
        config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
        config.setReadOnly(true);
        restart();

        a_query_finds_what_the_pool_s_own_connections_find();
    }

    @Test
    void a_first_statement_that_is_refused_is_said_to_be_and_concerns_queries_alone() throws Exception {
        config.setConnectionInitSql("set role nobody_here");
        config.setInitializationFailTimeout(-1);
        restart();
        probes = probes.query("jobs", "select 1", q -> q.failAt(2));

        Result result = Checks.run(probes, "jobs");

        assertThat(result.status()).isEqualTo(Status.UNKNOWN);
        assertThat(result.cause()).isEqualTo("datasource.set-up");
        assertThat(result.summary()).contains("the pool's first statement, 22023");
        assertThat(Checks.run(probes, "connect").status()).isEqualTo(Status.UP);
    }

    @Test
    void a_pool_that_cannot_grow_is_not_called_exhausted() throws Exception {
        admin("alter role app connection limit 1");
        try {
            restart();
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
    void a_leak_without_a_transaction_is_distinguished_from_the_idle_sessions_of_another_pool() throws Exception {
        try (HikariDataSource other = new HikariDataSource(config)) {
            other.getConnection().close();
            exhaust(() -> assertThat(pool.getConnection().isValid(1)).isTrue());

            Result result = lasting();

            assertThat(result.cause()).isEqualTo("pool.leak-suspected");
            assertThat(table(result, "idle sessions of the pool's user from this host"))
                    .hasSize(3)
                    .allSatisfy(row -> assertThat(row.get(3)).isEqualTo("idle"));
            assertThat(result.toString()).doesNotContain("pg_terminate_backend");
        }
    }

    @Test
    void sessions_from_another_host_are_not_shown_as_the_pool_s() throws Exception {
        try (Client admin = Client.of(POSTGRES.server(), "admin")) {
            String rules = admin.ask("show hba_file");
            admin.run("copy (select 'host all all 127.0.0.0/8 scram-sha-256') to '" + rules + "'");
            admin.run("select pg_reload_conf()");
        }
        HikariConfig elsewhere = config();
        elsewhere.setJdbcUrl(config.getJdbcUrl());
        elsewhere.setUsername(config.getUsername());
        elsewhere.setPassword(CANARY);
        elsewhere.addDataSourceProperty("localSocketAddress", "127.0.0.2");
        try (HikariDataSource other = new HikariDataSource(elsewhere)) {
            other.getConnection().close();
            awaitCount(1, "client_addr = '127.0.0.2'");
            exhaust(() -> assertThat(pool.getConnection().isValid(1)).isTrue());

            Result result = lasting();

            assertThat(result.cause()).isEqualTo("pool.leak-suspected");
            assertThat(table(result, "idle sessions of the pool's user from this host"))
                    .hasSize(2);
        }
    }

    @Test
    void a_leak_that_the_checks_own_login_may_not_see_is_not_claimed() throws Exception {
        admin("create role blind login password '" + CANARY + "'");
        try {
            probes = probes.credentials("blind", CANARY);
            exhaust(() -> assertThat(pool.getConnection().isValid(1)).isTrue());

            Result result = lasting();

            assertThat(result.cause()).isEqualTo("pool.exhausted");
            assertThat(result.toString())
                    .contains("what 2 of 2 sessions of the pool's user do is hidden")
                    .contains("GRANT pg_monitor TO \"blind\"");
        } finally {
            probes.close();
            admin("drop role blind");
        }
    }

    @Test
    void a_server_that_has_stopped_answering_does_not_hide_the_state_of_the_pool() throws Exception {
        exhaust(new OrderService(pool)::place);
        probes = probes.limits(PoolLimits.class, p -> p.leakAfter(Duration.ofMillis(10)));
        ProbeHarness harness = Checks.harness(probes, "pool");
        harness.check();
        POSTGRES.server().freeze();
        try {
            Result result = harness.check();

            assertThat(result.cause()).isEqualTo("pool.exhausted");
            assertThat(result.toString()).contains("the server was not asked what the pool's sessions do: no answer");
        } finally {
            POSTGRES.server().thaw();
        }
    }

    @Test
    void a_pool_that_has_not_been_used_yet_is_up_and_stays_so() throws Exception {
        HikariDataSource unused = new HikariDataSource();
        config.copyStateTo(unused);
        use(unused);

        assertThat(check()).isEqualTo(Result.up("not used yet"));
        assertThat(unused.getHikariPoolMXBean()).isNull();

        unused.getConnection().close();
        assertThat(check().summary()).isEqualTo("0 of 2 in use");
        unused.close();
    }

    @Test
    void a_pool_that_logs_leaks_says_what_to_search_the_log_for() throws Exception {
        config.setLeakDetectionThreshold(60_000);
        restart();
        exhaust(() -> new OrderService(pool).callRemoteService(answer));

        assertThat(check().remedies().toString()).contains("Connection leak detection triggered for");
    }

    @Test
    void a_closed_pool_is_down() throws Exception {
        close(pool);

        assertThat(check().cause()).isEqualTo("pool.closed");
    }

    @Test
    void a_suspended_pool_is_down_until_it_is_resumed() throws Exception {
        config.setAllowPoolSuspension(true);
        restart();
        hikari().getHikariPoolMXBean().suspendPool();
        assertThat(check().cause()).isEqualTo("pool.suspended");
        assertThat(check().toString()).contains("HikariPoolMXBean.resumePool()");
        assertThat(Checks.run(probes, "connect").status()).isEqualTo(Status.UP);

        hikari().getHikariPoolMXBean().resumePool();
        assertThat(check().status()).isEqualTo(Status.UP);
    }

    @Test
    void the_connection_is_opened_with_what_the_pool_was_given() throws Exception {
        config.setJdbcUrl(null);
        config.setDataSourceClassName("org.postgresql.ds.PGSimpleDataSource");
        config.addDataSourceProperty("url", POSTGRES.server().jdbcUrl());
        restart();

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
        restart();
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
        config.setPassword("wrong");
        restart();
        assertThat(Checks.run(probes, "connect").cause()).isEqualTo("db.auth");

        hikari().getHikariConfigMXBean().setPassword(CANARY);

        assertThat(Checks.run(probes, "connect").status()).isEqualTo(Status.UP);
    }

    private static HikariConfig config() {
        HikariConfig config = new HikariConfig();
        config.setMaximumPoolSize(2);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        config.setPoolName("orders-pool");
        return config;
    }

    private HikariDataSource hikari() {
        return (HikariDataSource) pool;
    }

    /** Recreates the pool from a configuration that was changed. */
    private void restart() {
        hikari().close();
        use(new HikariDataSource(config));
    }
}
