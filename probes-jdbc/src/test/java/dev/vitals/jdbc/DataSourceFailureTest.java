package dev.vitals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.mchange.v2.c3p0.ComboPooledDataSource;
import com.zaxxer.hikari.HikariCredentialsProvider;
import com.zaxxer.hikari.HikariDataSource;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.testkit.PostgresServer;
import dev.vitals.testkit.ServerExtension;
import dev.vitals.testkit.network.ClosedPort;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A data source that gives no connection is not a database that is down. */
class DataSourceFailureTest {
    @RegisterExtension
    static final ServerExtension<PostgresServer> POSTGRES = ServerExtension.postgres();

    static {
        // Before its classes load: it logs each refusal with its stack.
        System.setProperty("com.mchange.v2.log.MLog", "fallback");
        System.setProperty("com.mchange.v2.log.FallbackMLog.DEFAULT_CUTOFF_LEVEL", "OFF");
    }

    @Test
    void a_routing_without_a_tenant_leaves_the_database_unknown_and_names_what_threw() throws Exception {
        SpringDataSourcesTest.Routing routing = new SpringDataSourcesTest.Routing();
        routing.setTargetDataSources(Map.of("eu", new PGSimpleDataSource(), "us", new PGSimpleDataSource()));
        routing.initialize();

        Result result = connect(new DelegatingDataSource(routing));

        assertThat(result.status()).isEqualTo(Status.UNKNOWN);
        assertThat(result.cause()).isEqualTo("datasource.failed");
        assertThat(result.summary())
                .contains("IllegalStateException in AbstractRoutingDataSource.determineTargetDataSource");
        assertThat(result.toString()).contains("Cannot determine target DataSource", "JdbcProbes.of(name, target)");
    }

    @Test
    void a_source_of_passwords_that_throws_leaves_the_database_unknown() throws Exception {
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl(POSTGRES.server().jdbcUrl());
            HikariCredentialsProvider provider = () -> {
                throw new IllegalStateException("the vault is sealed");
            };
            pool.setCredentialsProvider(provider);

            Result result = connect(pool);

            assertThat(result.status()).isEqualTo(Status.UNKNOWN);
            assertThat(result.cause()).isEqualTo("datasource.failed");
            assertThat(result.toString()).contains("the vault is sealed");
        }
    }

    @Test
    void a_data_source_that_gives_and_unwraps_null_is_named() throws Exception {
        DataSource empty = (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> method.getName().equals("isWrapperFor") ? Boolean.TRUE : null);

        Result result = connect(empty);

        assertThat(result.status()).isEqualTo(Status.UNKNOWN);
        assertThat(result.cause()).isEqualTo("datasource.failed");
        assertThat(result.summary()).contains("returned null");
    }

    @Test
    void an_unknown_pool_without_a_free_connection_is_not_a_database_that_is_down() throws Exception {
        try (ComboPooledDataSource pool = c3p0(POSTGRES.server().jdbcUrl(), c -> c.setMaxPoolSize(1));
                Connection held = pool.getConnection()) {
            assertThat(held.isClosed()).isFalse();

            Result result = connect(pool);

            assertThat(result.status()).isEqualTo(Status.UNKNOWN);
            assertThat(result.cause()).isEqualTo("datasource.no-connection");
            assertThat(result.summary())
                    .startsWith("no connection could be borrowed")
                    .contains("ComboPooledDataSource after", "1 of 1 in use");
            assertThat(result.toString()).contains("JdbcProbes.of(name, url, user, password)");
        }
    }

    @Test
    void a_database_that_refuses_an_unknown_pool_is_down() throws Exception {
        try (ClosedPort port = ClosedPort.reserve();
                ComboPooledDataSource pool = c3p0(
                        "jdbc:postgresql://127.0.0.1:" + port.port() + "/none", c -> c.setAcquireRetryAttempts(1))) {
            Result result = connect(pool);

            assertThat(result.status()).isEqualTo(Status.DOWN);
            assertThat(result.cause()).isEqualTo("db.refused");
        }
    }

    @Test
    void a_data_source_that_pools_nothing_says_what_the_driver_says() throws Exception {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(POSTGRES.server().jdbcUrl());
        source.setLoginTimeout(1);
        POSTGRES.server().freeze();
        try {
            Result result = connect(source);

            assertThat(result.status()).isEqualTo(Status.DOWN);
            assertThat(result.cause()).isEqualTo("db.timeout");
        } finally {
            POSTGRES.server().thaw();
        }
    }

    private static ComboPooledDataSource c3p0(String url, Consumer<ComboPooledDataSource> change) {
        ComboPooledDataSource pool = new ComboPooledDataSource();
        pool.setJdbcUrl(url);
        pool.setUser(POSTGRES.server().user());
        pool.setPassword(POSTGRES.server().password());
        pool.setInitialPoolSize(1);
        pool.setMinPoolSize(1);
        pool.setAcquireRetryDelay(1);
        pool.setCheckoutTimeout(1_500);
        change.accept(pool);
        return pool;
    }

    private static Result connect(DataSource source) throws Exception {
        try (JdbcProbes probes = JdbcProbes.of("db", source)) {
            return Checks.run(probes, "connect");
        }
    }
}
