package dev.vitals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.orders.OrderService;
import dev.vitals.jdbc.internal.pool.KnownPools;
import dev.vitals.jdbc.internal.pool.Pool;
import dev.vitals.jdbc.internal.pool.PoolAdvice;
import dev.vitals.jdbc.internal.pool.PoolProbe;
import dev.vitals.jdbc.internal.pool.PoolReading;
import dev.vitals.jdbc.limits.PoolLimits;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Subject;
import dev.vitals.testkit.PostgresServer;
import dev.vitals.testkit.ProbeHarness;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.Driver;

class DbcpPoolTest extends PoolContract {
    DbcpPoolTest() {
        super("maxTotal", "logAbandoned=true, removeAbandonedOnBorrow=true and removeAbandonedTimeout=60");
    }

    @Override
    DataSource pool(String url, String user, String password, Properties driver) {
        BasicDataSource pool = new BasicDataSource();
        pool.setDriver(new Driver());
        pool.setUrl(url);
        pool.setUsername(user);
        pool.setPassword(password);
        driver.forEach((name, value) -> pool.addConnectionProperty((String) name, (String) value));
        pool.setMaxTotal(2);
        pool.setMaxWait(Duration.ofSeconds(30));
        pool.setTestOnBorrow(true);
        return pool;
    }

    /** It has no name of its own. */
    @Override
    Subject subject() {
        return Subject.pool("db");
    }

    @Override
    void close(DataSource pool) throws SQLException {
        ((BasicDataSource) pool).close();
    }

    @Test
    void a_query_is_set_up_as_the_pool_sets_up() throws Exception {
        BasicDataSource shop = (BasicDataSource) pool;
        shop.setConnectionInitSqls(List.of("set search_path = public"));
        shop.setDefaultSchema("shop");
        use(pool);

        a_query_finds_what_the_pool_s_own_connections_find();
    }

    @Test
    void a_pool_that_has_not_been_used_yet_is_up_and_not_started_by_reading_it() throws Exception {
        ((BasicDataSource) pool).setInitialSize(2);

        assertThat(check()).isEqualTo(Result.up("not used yet"));
        awaitCount(0, "usename = 'app'");
    }

    @Test
    void a_pool_that_cannot_start_does_not_keep_the_database_from_being_checked() throws Exception {
        PostgresServer server = POSTGRES.server();
        server.freeze();
        try {
            run(() -> pool.getConnection());
            patience().until(() -> stack("http-0").contains("createPoolableConnectionFactory"));

            assertThat(Checks.run(probes, "connect").cause()).isEqualTo("db.timeout");
        } finally {
            server.thaw();
        }
    }

    @Test
    void reading_does_not_wait_for_a_pool_that_cannot_start() throws Exception {
        Pool read = KnownPools.in(pool).orElseThrow();
        PostgresServer server = POSTGRES.server();
        server.freeze();
        try {
            run(() -> pool.getConnection());
            patience().until(() -> stack("http-0").contains("createPoolableConnectionFactory"));

            assertThat(CompletableFuture.supplyAsync(() -> read.read().state()))
                    .succeedsWithin(Duration.ofSeconds(2))
                    .isEqualTo(PoolReading.State.NOT_STARTED);
        } finally {
            server.thaw();
        }
    }

    private static String stack(String name) {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getName().equals(name))
                .map(thread -> List.of(thread.getValue()).toString())
                .collect(Collectors.joining());
    }

    @Test
    void its_own_traces_name_the_holders() throws Exception {
        BasicDataSource traced = (BasicDataSource) pool;
        traced.setLogAbandoned(true);
        traced.setRemoveAbandonedOnBorrow(true);
        traced.setRemoveAbandonedTimeout(Duration.ofSeconds(60));

        holders_are_named_from_what_the_pool_itself_remembers();
    }

    @Test
    void a_closed_pool_is_down() throws Exception {
        pool.getConnection().close();
        close(pool);

        assertThat(check().cause()).isEqualTo("pool.closed");
    }

    @Test
    void threads_that_an_old_version_does_not_count_are_counted_by_their_stacks() throws Exception {
        Pool old = new Pool() {
            private final Pool now = KnownPools.in(pool).orElseThrow();

            @Override
            public String name() {
                return now.name();
            }

            @Override
            public PoolReading read() {
                PoolReading read = now.read();
                return new PoolReading(
                        read.state(),
                        read.active(),
                        read.idle(),
                        read.total(),
                        OptionalInt.empty(),
                        2,
                        read.patience());
            }

            @Override
            public PoolAdvice advice() {
                return now.advice();
            }
        };
        ProbeHarness harness = ProbeHarness.of(
                new PoolProbe(old, PoolLimits.DEFAULT, (reading, idle, context) -> Optional.empty(), List::of));
        OrderService orders = new OrderService(pool);
        run(() -> orders.callRemoteService(answer), () -> orders.callRemoteService(answer));
        awaitInUse(2);
        assertThat(harness.check().status()).isEqualTo(Status.UP);

        run(orders::place, orders::place);
        awaitWaiting(2);

        assertThat(harness.check().summary()).startsWith("2 of 2 in use, 2 threads waiting");
    }

    @Test
    void a_pool_without_a_limit_is_never_full() throws Exception {
        ((BasicDataSource) pool).setMaxTotal(-1);
        pool.getConnection().close();

        Result result = check();

        assertThat(result.summary()).isEqualTo("0 in use, without limit");
        assertThat(result.observations())
                .extracting(Observation::name)
                .contains("pool.active")
                .doesNotContain("pool.max", "pool.used.ratio");
    }
}
