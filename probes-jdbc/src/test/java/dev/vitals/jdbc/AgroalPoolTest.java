package dev.vitals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Subject;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.Driver;
import org.postgresql.ds.PGSimpleDataSource;

class AgroalPoolTest extends PoolContract {
    AgroalPoolTest() {
        super("maxSize", "leakTimeout=PT1M");
    }

    @Override
    DataSource pool(String url, String user, String password, Properties driver) throws SQLException {
        return pool(Driver.class, url, user, password, driver);
    }

    /** It has no name of its own. */
    @Override
    Subject subject() {
        return Subject.pool("db");
    }

    @Override
    void close(DataSource pool) {
        ((AgroalDataSource) pool).close();
    }

    @Test
    void a_query_is_set_up_as_the_pool_sets_up() throws Exception {
        close(pool);
        String url = POSTGRES.server().jdbcUrl();
        use(AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(2)
                        .connectionFactoryConfiguration(factory -> factory.jdbcUrl(url)
                                .initialSql("set search_path = shop")
                                .principal(new NamePrincipal("app"))
                                .credential(new SimplePassword(CANARY))))));

        a_query_finds_what_the_pool_s_own_connections_find();
    }

    @Test
    void a_pool_that_does_not_count_is_unknown_until_it_does() throws Exception {
        ((AgroalDataSource) pool).getConfiguration().setMetricsEnabled(false);

        Result result = check();

        assertThat(result.status()).isEqualTo(Status.UNKNOWN);
        assertThat(result.cause()).isEqualTo("pool.not-counting");
        assertThat(result.remedies())
                .singleElement()
                .extracting(Object::toString)
                .asString()
                .contains("setMetricsEnabled(true)");

        // and: the remedy works
        ((AgroalDataSource) pool).getConfiguration().setMetricsEnabled(true);
        assertThat(check().status()).isEqualTo(Status.UP);
    }

    @Test
    void its_own_traces_name_the_holders() throws Exception {
        close(pool);
        String url = POSTGRES.server().jdbcUrl();
        use(AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .metricsEnabled()
                .connectionPoolConfiguration(pool -> pool.maxSize(2)
                        .leakTimeout(Duration.ofMinutes(1))
                        .enhancedLeakReport(true)
                        .connectionFactoryConfiguration(factory -> factory.jdbcUrl(url)
                                .principal(new NamePrincipal("app"))
                                .credential(new SimplePassword(CANARY))))));

        holders_are_named_from_what_the_pool_itself_remembers();
    }

    @Test
    void a_pool_that_was_given_a_data_source_class_is_passed_by_through_its_url() throws Exception {
        close(pool);
        use(pool(PGSimpleDataSource.class, POSTGRES.server().jdbcUrl(), "app", CANARY, new Properties()));
        pool.getConnection().close();

        Result result = Checks.run(probes, "connect");

        assertThat(result.status()).isEqualTo(Status.UP);
        assertThat(result.summary()).doesNotContain("over the application's");
    }

    private static DataSource pool(Class<?> provider, String url, String user, String password, Properties driver)
            throws SQLException {
        return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .metricsEnabled()
                .connectionPoolConfiguration(pool -> pool.maxSize(2)
                        .acquisitionTimeout(Duration.ofSeconds(30))
                        .connectionFactoryConfiguration(factory -> {
                            driver.forEach((name, value) -> factory.jdbcProperty((String) name, (String) value));
                            return factory.connectionProviderClass(provider)
                                    .jdbcUrl(url)
                                    .principal(new NamePrincipal(user))
                                    .credential(new SimplePassword(password));
                        })));
    }
}
