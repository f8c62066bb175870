package dev.vitals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import java.sql.Connection;
import java.util.Properties;
import javax.sql.DataSource;
import org.apache.tomcat.jdbc.pool.PoolProperties;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class TomcatPoolTest extends PoolContract {
    private static final Result NOT_OPEN =
            Result.up("not open: not used yet, or closed; it opens when next asked for a connection");

    TomcatPoolTest() {
        super("maxActive", "logAbandoned=true and suspectTimeout=60");
    }

    @Override
    DataSource pool(String url, String user, String password, Properties driver) {
        PoolProperties settings = new PoolProperties();
        settings.setName("orders-pool");
        settings.setMaxActive(2);
        settings.setMaxIdle(2);
        settings.setInitialSize(0);
        settings.setMinIdle(0);
        settings.setMaxWait(30_000);
        settings.setDriverClassName("org.postgresql.Driver");
        settings.setUrl(url);
        settings.setUsername(user);
        settings.setPassword(password);
        settings.setDbProperties(driver);
        return new org.apache.tomcat.jdbc.pool.DataSource(settings);
    }

    @Override
    void close(DataSource pool) {
        tomcat(pool).close(true);
    }

    @Test
    void a_query_is_set_up_as_the_pool_sets_up() throws Exception {
        tomcat(pool).setInitSQL("set search_path = shop");
        use(pool);

        a_query_finds_what_the_pool_s_own_connections_find();
    }

    @Test
    void a_pool_that_has_not_been_used_yet_is_up_and_not_started_by_reading_it() throws Exception {
        tomcat(pool).setInitialSize(2);

        assertThat(check()).isEqualTo(NOT_OPEN);
        awaitCount(0, "usename = 'app'");
    }

    @Test
    void its_own_traces_name_the_holders() throws Exception {
        tomcat(pool).setLogAbandoned(true);
        tomcat(pool).setSuspectTimeout(60);

        holders_are_named_from_what_the_pool_itself_remembers();
    }

    @Test
    void a_closed_pool_starts_again_when_it_is_asked() throws Exception {
        pool.getConnection().close();
        close(pool);
        assertThat(check()).isEqualTo(NOT_OPEN);

        pool.getConnection().close();

        assertThat(check().status()).isEqualTo(Status.UP);
    }

    @Test
    void a_data_source_given_to_the_pool_is_used_past_the_pool() throws Exception {
        PGSimpleDataSource inner = new PGSimpleDataSource();
        inner.setUrl(POSTGRES.server().jdbcUrl());
        tomcat(pool).setUrl(null);
        tomcat(pool).setDataSource(inner);
        use(pool);
        try (Connection one = pool.getConnection();
                Connection other = pool.getConnection()) {
            assertThat(one).isNotSameAs(other);

            Result result = Checks.run(probes, "connect");

            assertThat(result.status()).isEqualTo(Status.UP);
            assertThat(result.summary()).contains("/postgres answered").doesNotContain("over the application's");
        }
    }

    @Test
    void a_pool_that_hides_how_it_connects_is_borrowed_from() throws Exception {
        tomcat(pool).setDataSourceJNDI("java:comp/env/jdbc/orders");
        use(pool);

        assertThat(Checks.run(probes, "connect").summary()).contains("over the application's data source");
    }

    private static org.apache.tomcat.jdbc.pool.DataSource tomcat(DataSource pool) {
        return (org.apache.tomcat.jdbc.pool.DataSource) pool;
    }
}
