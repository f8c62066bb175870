package dev.vitals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.vitals.jdbc.limits.PoolLimits;
import dev.vitals.probe.Result;
import dev.vitals.testkit.MariaDbServer;
import dev.vitals.testkit.ProbeHarness;
import dev.vitals.testkit.ServerExtension;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a server other than PostgreSQL shows of a pool's sessions. */
class MariaDbPoolTest {
    @RegisterExtension
    static final ServerExtension<MariaDbServer> SERVER = ServerExtension.mariaDb();

    @Test
    void connections_that_are_never_given_back_are_suspected_to_be_a_leak() throws Exception {
        try (HikariDataSource pool = pool();
                JdbcProbes probes =
                        JdbcProbes.of("db", pool).limits(PoolLimits.class, p -> p.leakAfter(Duration.ofMillis(10)))) {
            Connection first = pool.getConnection();
            Connection second = pool.getConnection();
            first.createStatement().execute("select 471147114711");
            second.createStatement().execute("select 471147114711");
            Thread waiting = new Thread(() -> borrow(pool));
            waiting.setDaemon(true);
            waiting.start();
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> pool.getHikariPoolMXBean().getThreadsAwaitingConnection() == 1);

            ProbeHarness harness = Checks.harness(probes, "pool");
            Result result = Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .until(harness::check, one -> one.cause().equals("pool.leak-suspected"));

            assertThat(result.summary()).contains("2 of 2 in use");
            assertThat(result.toString())
                    .contains("idle sessions of the pool's user")
                    .doesNotContain("471147114711");
            for (Connection one : List.of(first, second)) {
                one.close();
            }
        }
    }

    @Test
    void a_query_of_the_application_s_own_sees_the_catalogue_and_the_variables_that_the_pool_sets() throws Exception {
        try (HikariDataSource pool = pool()) {
            pool.setCatalog("warehouse");
            pool.setConnectionInitSql("set @tenant = 4");
            try (Connection admin = DriverManager.getConnection(
                            SERVER.server().jdbcUrl(),
                            SERVER.server().user(),
                            SERVER.server().password());
                    Statement statement = admin.createStatement()) {
                statement.execute("create or replace database warehouse");
                statement.execute("create table warehouse.shelves as select 4 as tenant union select 5");
            }
            try (JdbcProbes probes = JdbcProbes.of("db", pool)
                    .query(
                            "shelves",
                            "select count(*) from shelves where tenant = @tenant",
                            q -> q.warnAt(1).noun("shelves"))) {
                Result result = Checks.run(probes, "shelves");

                assertThat(result.cause()).as(result.toString()).isEqualTo("query.high");
                assertThat(result.summary()).startsWith("1 shelves");
            }
        }
    }

    private static HikariDataSource pool() {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(SERVER.server().jdbcUrl());
        pool.setUsername(SERVER.server().user());
        pool.setPassword(SERVER.server().password());
        pool.setMaximumPoolSize(2);
        return pool;
    }

    private static void borrow(HikariDataSource pool) {
        try (Connection connection = pool.getConnection()) {
            connection.isValid(1);
        } catch (SQLException e) {
            // The test has closed the pool.
        }
    }
}
