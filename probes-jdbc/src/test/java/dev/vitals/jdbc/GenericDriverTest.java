package dev.vitals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.vitals.Vitals;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.testkit.PostgresServer;
import dev.vitals.testkit.ServerExtension;
import dev.vitals.testkit.network.ClosedPort;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** H2 stands for every product of which we know no more than JDBC tells. */
class GenericDriverTest {
    private static final String CANARY = "canary-31";
    private static final String MEMORY = "jdbc:h2:mem:orders;DB_CLOSE_DELAY=-1";

    @RegisterExtension
    static final ServerExtension<PostgresServer> POSTGRES = ServerExtension.postgres();

    private final List<AutoCloseable> open = new ArrayList<>();
    private final List<Result> results = new ArrayList<>();

    @AfterEach
    void no_result_holds_the_password() throws Exception {
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
        assertThat(results).noneMatch(result -> result.toString().contains(CANARY));
    }

    @Test
    void one_that_answers_is_up_with_pool_and_queries() throws Exception {
        HikariDataSource pool = pool(MEMORY);
        pool.setUsername("sa");
        pool.getConnection().close();
        JdbcProbes probes = JdbcProbes.of("db", pool).query("one", "select 1", q -> q.warnAt(2));
        try (Vitals vitals = Vitals.builder("test")
                .schedule(false)
                .deadline(Duration.ofSeconds(20))
                .add(probes)
                .build()) {
            assertThat(vitals.report().status()).isEqualTo(Status.UP);
            assertThat(vitals.names()).containsExactly("db.connect", "db.pool", "db.one");
            assertThat(vitals.report().toString()).contains("H2 2.");
        }
    }

    @Test
    void its_data_source_is_borrowed_from_and_gets_its_connections_back() throws Exception {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(MEMORY);
        source.setUser("sa");

        Result result = check(JdbcProbes.of("db", source));

        assertThat(result.status()).as(result.summary()).isEqualTo(Status.UP);
        assertThat(result.summary())
                .endsWith("over the application's data source")
                .doesNotContain("the database");
    }

    @Test
    void a_borrowed_connection_can_be_written_over_afterwards() throws Exception {
        HikariDataSource pool = pool(MEMORY);
        pool.setUsername("sa");
        pool.setMaximumPoolSize(1);

        check(JdbcProbes.of("db", Hidden.behind(pool)));

        try (Connection only = pool.getConnection()) {
            assertThat(only.isReadOnly()).isFalse();
            assertThat(only.getAutoCommit()).isTrue();
        }
    }

    @Test
    void a_wrong_password_is_auth(@TempDir Path directory) throws Exception {
        String url = "jdbc:h2:" + directory.resolve("orders");
        try (Connection connection = DriverManager.getConnection(url, "sa", "right")) {
            assertThat(connection.isClosed()).isFalse();
            Result result = check(JdbcProbes.of("db", url, "sa", CANARY));

            assertDown(result, "db.auth");
        }
    }

    @Test
    void a_missing_database_is_down(@TempDir Path directory) throws Exception {
        Result result =
                check(JdbcProbes.of("db", "jdbc:h2:" + directory.resolve("x") + ";IFEXISTS=TRUE", "sa", CANARY));

        assertThat(result.status()).isEqualTo(Status.DOWN);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void a_url_that_no_driver_takes_is_no_driver() throws Exception {
        Result result = check(JdbcProbes.of("db", "jdbc:nobody://h/d?password=" + CANARY, "sa", CANARY));

        assertDown(result, "db.no-driver");
    }

    @Test
    void nothing_listening_is_refused() throws Exception {
        try (ClosedPort closed = ClosedPort.reserve()) {
            int port = closed.port();

            Result result = check(JdbcProbes.of("db", "jdbc:h2:tcp://127.0.0.1:" + port + "/orders", "sa", CANARY));

            assertDown(result, "db.refused");
        }
    }

    @Test
    void a_port_of_another_product_is_down_within_the_bound() throws Exception {
        JdbcProbes probes = JdbcProbes.of(
                "db", "jdbc:h2:tcp://127.0.0.1:" + POSTGRES.server().port() + "/orders", "sa", CANARY);
        long start = System.nanoTime();

        Result result = check(probes);

        assertThat(result.status()).as(result.toString()).isEqualTo(Status.DOWN);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMinutes(2));
    }

    @Test
    void a_pool_that_is_closed_is_not_needed_to_connect() throws Exception {
        HikariDataSource pool = pool(MEMORY);
        pool.setUsername("sa");
        try (Connection connection = pool.getConnection()) {
            assertThat(connection.isClosed()).isFalse();
        }
        pool.close();

        assertThat(check(JdbcProbes.of("db", pool)).status()).isEqualTo(Status.UP);
        assertThat(check(JdbcProbes.of("db", Hidden.behind(pool))).cause()).isEqualTo("datasource.no-connection");
    }

    @Test
    void the_login_timeout_of_everybody_else_is_left_alone() throws Exception {
        int before = DriverManager.getLoginTimeout();

        check(JdbcProbes.of("db", MEMORY, "sa", ""));

        assertThat(DriverManager.getLoginTimeout()).isEqualTo(before);
    }

    private HikariDataSource pool(String url) {
        HikariDataSource pool = new HikariDataSource();
        open.add(pool);
        pool.setJdbcUrl(url);
        return pool;
    }

    private Result check(JdbcProbes probes) throws Exception {
        open.add(0, probes);
        Result result = Checks.run(probes, "connect");
        results.add(result);
        return result;
    }

    private static void assertDown(Result result, String cause) {
        assertThat(result.status()).as(result.toString()).isEqualTo(Status.DOWN);
        assertThat(result.cause()).as(result.toString()).isEqualTo(cause);
    }
}
