package dev.vitals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.p6spy.engine.spy.P6DataSource;
import com.zaxxer.hikari.HikariDataSource;
import dev.vitals.jdbc.internal.pool.KnownPools;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import org.apache.commons.dbcp2.BasicDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

/** What stands between an application and its pool, with real wrappers. */
class SpringDataSourcesTest {
    static Stream<Arguments> every_pool_behind_every_wrapper() throws SQLException {
        Map<String, DataSource> pools = Map.of(
                "HikariPool", new HikariDataSource(),
                "TomcatPool", new org.apache.tomcat.jdbc.pool.DataSource(),
                "DbcpPool", new BasicDataSource(),
                "AgroalPool", agroal());
        Map<String, UnaryOperator<DataSource>> wrappers = Map.ofEntries(
                entry("lazy", LazyConnectionDataSourceProxy::new),
                entry("lazy with a replica", SpringDataSourcesTest::withReplica),
                entry("transaction-aware", TransactionAwareDataSourceProxy::new),
                entry("delegating twice", pool -> new DelegatingDataSource(new DelegatingDataSource(pool))),
                entry("routing with a default", pool -> routing(pool, Map.of("eu", new HikariDataSource()))),
                entry("routing to one", pool -> routing(null, Map.of("eu", pool, "us", pool))),
                entry(
                        "datasource-proxy",
                        pool -> ProxyDataSourceBuilder.create(pool).build()),
                entry("p6spy", P6DataSource::new),
                entry("dynamic proxy", SpringDataSourcesTest::proxied),
                entry("advised", SpringDataSourcesTest::advised));
        return pools.entrySet().stream()
                .flatMap(pool -> wrappers.entrySet().stream()
                        .map(wrapper -> Arguments.of(
                                pool.getKey(),
                                wrapper.getKey(),
                                wrapper.getValue().apply(pool.getValue()))));
    }

    @ParameterizedTest(name = "{0} behind {1}")
    @MethodSource
    void every_pool_behind_every_wrapper(String pool, String wrapper, DataSource source) {
        assertThat(KnownPools.in(source))
                .hasValueSatisfying(
                        found -> assertThat(found.getClass().getSimpleName()).isEqualTo(pool));
    }

    @Test
    void of_several_targets_without_a_default_none_is_taken_for_the_application_s() {
        DataSource routing = routing(null, Map.of("eu", new HikariDataSource(), "us", new HikariDataSource()));

        assertThat(KnownPools.in(routing)).isEmpty();
    }

    @Test
    void wrappers_that_lead_in_circles_are_left() {
        DelegatingDataSource one = new DelegatingDataSource();
        one.setTargetDataSource(new DelegatingDataSource(one));

        assertThat(KnownPools.in(one)).isEmpty();
    }

    private static Map.Entry<String, UnaryOperator<DataSource>> entry(String name, UnaryOperator<DataSource> wrapper) {
        return Map.entry(name, wrapper);
    }

    private static DataSource proxied(DataSource pool) {
        return (DataSource) Proxy.newProxyInstance(
                SpringDataSourcesTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> {
                    Object never = false;
                    return method.getName().equals("isWrapperFor") ? never : method.invoke(pool, arguments);
                });
    }

    private static DataSource advised(DataSource pool) {
        ProxyFactory factory = new ProxyFactory();
        factory.addInterface(DataSource.class);
        factory.setTarget(pool);
        return (DataSource) factory.getProxy();
    }

    private static DataSource withReplica(DataSource pool) {
        LazyConnectionDataSourceProxy lazy = new LazyConnectionDataSourceProxy(pool);
        lazy.setReadOnlyDataSource(new BasicDataSource());
        return lazy;
    }

    private static DataSource routing(DataSource byDefault, Map<Object, Object> targets) {
        AbstractRoutingDataSource routing = new Routing();
        routing.setTargetDataSources(targets);
        Optional.ofNullable(byDefault).ifPresent(routing::setDefaultTargetDataSource);
        routing.initialize();
        return routing;
    }

    private static DataSource agroal() throws SQLException {
        return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(1)
                        .connectionFactoryConfiguration(
                                factory -> factory.jdbcUrl("jdbc:postgresql://localhost:1/none"))));
    }

    /** Routes by tenant, and there is none outside of a request. */
    static final class Routing extends AbstractRoutingDataSource {
        @Override
        protected Object determineCurrentLookupKey() {
            return null;
        }
    }
}
