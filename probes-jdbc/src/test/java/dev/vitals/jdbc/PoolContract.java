package dev.vitals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.example.orders.OrderService;
import com.example.orders.ReportJob;
import dev.vitals.jdbc.internal.pool.KnownPools;
import dev.vitals.jdbc.internal.pool.PoolReading;
import dev.vitals.jdbc.limits.PoolLimits;
import dev.vitals.probe.Check;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Subject;
import dev.vitals.probe.Threshold;
import dev.vitals.testkit.PostgresServer;
import dev.vitals.testkit.ProbeHarness;
import dev.vitals.testkit.ServerExtension;
import dev.vitals.testkit.options.ServerOptions;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntSupplier;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What we know of every pool. Each kind of pool has a test of its own that adds what is special. */
abstract class PoolContract {
    static final String CANARY = "canary-0815";

    @RegisterExtension
    static final ServerExtension<PostgresServer> POSTGRES =
            ServerExtension.postgres(ServerOptions.defaults().withUser("app", CANARY));

    /** The product's setting for the number of connections. */
    final String size;

    /** A setting that helps to find leaks. */
    final String leak;

    private final List<Thread> threads = new ArrayList<>();
    final CountDownLatch answer = new CountDownLatch(1);
    DataSource pool;
    JdbcProbes probes;

    PoolContract(String size, String leak) {
        this.size = size;
        this.leak = leak;
    }

    /** Makes a pool of at most two connections that has not been used yet. */
    abstract DataSource pool(String url, String user, String password, Properties driver) throws Exception;

    abstract void close(DataSource pool) throws Exception;

    @BeforeEach
    void start() throws Exception {
        use(pool(POSTGRES.server().jdbcUrl(), "app", CANARY, new Properties()));
    }

    @AfterEach
    void end() throws Exception {
        answer.countDown();
        probes.close();
        threads.forEach(Thread::interrupt);
        patience().until(() -> {
            // A thread that has waited may have got the connection of one that was ended before.
            admin("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'app'");
            return threads.stream().noneMatch(Thread::isAlive);
        });
        close(pool);
    }

    @Test
    void a_pool_with_connections_left_is_up() throws Exception {
        try (Connection used = pool.getConnection()) {
            Result result = check();

            assertThat(used.isClosed()).isFalse();
            assertThat(result.status()).isEqualTo(Status.UP);
            assertThat(result.summary()).isEqualTo("1 of 2 in use");
            assertThat(result.observations())
                    .extracting(seen -> seen.name() + " " + seen.shown())
                    .contains("pool.active 1", "pool.max 2", "pool.waiting 0", "pool.used.ratio 50 %");
            assertThat(result.subjects()).isEmpty();
        }
    }

    @Test
    void an_exhausted_pool_is_diagnosed_while_it_is_exhausted() throws Exception {
        // given: two threads hold both connections, four more wait
        OrderService orders = new OrderService(pool);
        ReportJob report = new ReportJob(pool);
        run(orders::place);
        run(() -> orders.callRemoteService(answer));
        awaitInUse(2);
        awaitActive(1);
        run(orders::place, orders::place, orders::place, report::run);
        awaitWaiting(4);

        // when
        Result first = check();

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
                .contains("set " + leak, "raise " + size);
        assertThat(first.subjects()).containsExactly(subject());

        // and: the database itself is seen past the exhausted pool
        assertThat(Checks.run(probes, "connect").status()).isEqualTo(Status.UP);
        assertThat(Checks.run(probes, "locks").status()).isEqualTo(Status.UP);
        assertThat(reading().waiting()).hasValue(4);
    }

    @Test
    void a_pool_that_stays_exhausted_is_down() throws Exception {
        probes = probes.limits(PoolLimits.class, p -> p.waiting(Threshold.above(Duration.ZERO, Duration.ofMillis(1))));
        exhaust(() -> new OrderService(pool).callRemoteService(answer));
        ProbeHarness harness = Checks.harness(probes, "pool");

        assertThat(harness.check().status()).isEqualTo(Status.DEGRADED);
        Result result = harness.check();

        assertThat(result.status()).isEqualTo(Status.DOWN);
        assertThat(result.summary()).contains("1 thread waiting for", "(fail 1 ms)");
    }

    @Test
    void connections_that_are_never_given_back_are_suspected_to_be_a_leak() throws Exception {
        exhaust(this::leak);
        awaitCount(2, "state = 'idle in transaction'");

        Result result = lasting();

        assertThat(result.cause()).isEqualTo("pool.leak-suspected");
        assertThat(result.summary()).contains("2 of 2 in use, 1 thread waiting", "at least 2 in use but idle");
        assertThat(table(result, "idle sessions of the pool's user from this host"))
                .hasSize(2)
                .allSatisfy(row -> {
                    assertThat(row.get(1)).contains("user=app");
                    assertThat(row.get(3)).isEqualTo("idle in transaction");
                    assertThat(row.get(5)).isEqualTo("select ?");
                });
        assertThat(result.toString()).contains("restart this instance", "set " + leak, "pg_terminate_backend(");
        assertThat(result.subjects())
                .startsWith(subject())
                .extracting(Subject::kind)
                .containsExactly(Subject.Kind.POOL, Subject.Kind.SESSION, Subject.Kind.SESSION);
    }

    @Test
    void who_holds_every_connection_outside_of_any_call_is_named_where_borrowing_is_tracked() throws Exception {
        TrackedDataSource tracked = TrackedDataSource.of(pool);
        probes.close();
        probes = JdbcProbes.of("db", tracked);
        exhaust(() -> new OrderService(tracked).callRemoteService(answer));

        Result result = check();

        assertThat(result.cause()).isEqualTo("pool.exhausted");
        assertThat(result.summary())
                .contains("the database is idle: no session of the pool's user runs a statement")
                .contains("held by: OrderService.callRemoteService ×2 for up to ");
        assertThat(table(result, "code that holds connections")).singleElement().satisfies(row -> {
            assertThat(row.get(0)).isEqualTo("2");
            assertThat(row.get(1)).startsWith("com.example.orders.OrderService.callRemoteService(OrderService.java:");
            assertThat(row.get(3)).startsWith("http-");
        });
        assertThat(result.evidence().toString())
                .contains("ruled out", "a blocking session: none of 2 sessions of the pool's user waits for a lock")
                .contains("a pool that is too small for its work: 0 of 2 connections in use run a statement")
                .containsPattern("a server without connections left: \\d+ of \\d+ connections in use");
        assertThat(result.remedies().toString())
                .contains("look at OrderService.callRemoteService")
                .doesNotContain("check the database first");
    }

    @Test
    void without_tracking_the_finding_says_how_to_have_the_holders_named() throws Exception {
        exhaust(() -> new OrderService(pool).callRemoteService(answer));

        Result result = check();

        assertThat(result.summary()).contains("the database is idle").doesNotContain("held by");
        assertThat(result.remedies().toString()).contains("TrackedDataSource.of(dataSource)", "set " + leak);
    }

    /** With the settings that the remedy names. */
    void holders_are_named_from_what_the_pool_itself_remembers() throws Exception {
        exhaust(() -> new OrderService(pool).callRemoteService(answer));

        Result result = check();

        assertThat(result.summary()).contains("held by: OrderService.callRemoteService ×2 for up to ");
        assertThat(KnownPools.in(pool).orElseThrow().holders()).hasSize(2);
    }

    /** With a pool that has its connections look into the schema {@code shop}. */
    void a_query_finds_what_the_pool_s_own_connections_find() throws Exception {
        admin("create schema if not exists shop");
        admin("create table if not exists shop.jobs (id int)");
        admin("grant usage on schema shop to app");
        admin("grant select on shop.jobs to app");
        try (Connection own = pool.getConnection()) {
            assertThat(own.getSchema()).isEqualTo("shop");
        }
        probes = probes.query("jobs", "select count(*) from jobs", q -> q.warnAt(1))
                .query("gone", "select count(*) from gone where state = 'gone'", q -> q.warnAt(1));

        assertThat(Checks.run(probes, "jobs").status()).isEqualTo(Status.UP);
        assertThat(Checks.run(probes, "connections").status()).isNotEqualTo(Status.UNKNOWN);
        Result gone = Checks.run(probes, "gone");
        assertThat(gone.cause()).isEqualTo("query.no-relation");
        assertThat(gone.summary()).isEqualTo("the query of gone reads 'gone', which does not exist (42P01)");
    }

    @Test
    void connections_that_are_busy_are_no_leak() throws Exception {
        exhaust(new OrderService(pool)::place);
        awaitActive(2);

        Result result = lasting();

        assertThat(result.cause()).isEqualTo("pool.exhausted");
        assertThat(result.summary()).doesNotContain("idle");
    }

    @Test
    void a_pool_is_found_behind_a_data_source_that_wraps_it() {
        JdbcProbes wrapped = JdbcProbes.of("db", new WrappingDataSource(pool));

        assertThat(wrapped.checks()).extracting(Check::name).contains("db.connect", "db.locks", "db.pool");
    }

    @Test
    void the_driver_s_properties_are_those_of_the_pool() throws Exception {
        Properties driver = new Properties();
        driver.setProperty("PGDBNAME", "template1");
        String withoutDatabase = POSTGRES.server().jdbcUrl().replaceFirst("/postgres.*", "/");
        close(pool);
        use(pool(withoutDatabase, "app", CANARY, driver));
        try (Connection used = pool.getConnection()) {
            assertThat(used.getCatalog()).isEqualTo("template1");
        }

        Result result = Checks.run(probes, "connect");

        assertThat(result.status()).isEqualTo(Status.UP);
        awaitCount(1, "application_name = 'vitals' and usename = 'app' and datname = 'template1'");
    }

    @Test
    void a_login_that_is_refused_is_shown_without_its_password() throws Exception {
        close(pool);
        use(pool(POSTGRES.server().jdbcUrl(), "app", "wrong-" + CANARY, new Properties()));

        Result result = Checks.run(probes, "connect");

        assertThat(result.cause()).isEqualTo("db.auth");
        assertThat(result + probes.toString()).doesNotContain(CANARY);
    }

    @Test
    void checks_may_log_in_as_another_user_and_still_read_the_pool() throws Exception {
        pool.getConnection().close();
        PostgresServer server = POSTGRES.server();
        probes = probes.credentials(server.user(), server.password());

        assertThat(Checks.run(probes, "connect").status()).isEqualTo(Status.UP);
        assertThat(check().status()).isEqualTo(Status.UP);
        awaitCount(1, "application_name = 'vitals' and usename <> 'app'");
        assertThat(Origin.of(pool).as("x", CANARY).toString()).doesNotContain(CANARY);
    }

    @Test
    void reading_borrows_nothing_and_takes_one_session() throws Exception {
        for (int i = 0; i < 3; i++) {
            Checks.run(probes, "connect");
            Checks.run(probes, "locks");
            check();
        }

        assertThat(reading().total()).isLessThanOrEqualTo(1);
        awaitCount(1, "application_name = 'vitals' and usename = 'app'");
        // Read anew each time: a pool's cleaner may close an idle connection meanwhile.
        awaitCount(() -> reading().total(), "application_name <> 'vitals' and usename = 'app'");
    }

    void use(DataSource other) {
        if (probes != null) {
            probes.close();
        }
        pool = other;
        probes = JdbcProbes.of("db", other);
    }

    Result check() throws Exception {
        Result result = Checks.run(probes, "pool");
        assertThat(result.toString()).doesNotContain(CANARY);
        return result;
    }

    PoolReading reading() {
        return KnownPools.in(pool).orElseThrow().read();
    }

    /** Both connections are taken, by threads that do this, and a third thread waits. */
    void exhaust(Task task) throws Exception {
        run(task, task);
        awaitInUse(2);
        run(new OrderService(pool)::place);
        awaitWaiting(1);
    }

    /** Borrows a connection, never closes it, and ends. */
    private void leak() throws Exception {
        Connection connection = pool.getConnection();
        connection.setAutoCommit(false);
        connection.createStatement().execute("select 471147114711");
    }

    /** The pool by its own name, or by that of the set of checks. */
    Subject subject() {
        return Subject.pool("orders-pool");
    }

    /** The second run, long after the first one. */
    Result lasting() throws Exception {
        probes = probes.limits(PoolLimits.class, p -> p.leakAfter(Duration.ofMillis(10)));
        ProbeHarness harness = Checks.harness(probes, "pool");
        assertThat(harness.check().cause()).isEqualTo("pool.exhausted");
        Result result = harness.check();
        assertThat(result.toString()).doesNotContain(CANARY).doesNotContain("471147114711");
        return result;
    }

    static ConditionFactory patience() {
        return Awaitility.await().atMost(Duration.ofMinutes(1));
    }

    void run(Task... tasks) {
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

    void awaitInUse(int connections) {
        patience().until(() -> reading().active() == connections);
    }

    void awaitWaiting(int number) {
        patience().until(() -> reading().waiting().orElse(-1) == number);
    }

    private static void awaitActive(int sessions) {
        awaitCount(sessions, "state = 'active' and usename = 'app'");
    }

    /** Sessions of the test before may take a moment to go. */
    static void awaitCount(int number, String condition) {
        awaitCount(() -> number, condition);
    }

    private static void awaitCount(IntSupplier number, String condition) {
        String query = "select count(*) from pg_stat_activity where " + condition;
        patience().until(() -> {
            try (Client admin = Client.of(POSTGRES.server(), "admin")) {
                return admin.ask(query).equals(Integer.toString(number.getAsInt()));
            }
        });
    }

    static List<List<String>> table(Result result, String title) {
        return result.evidence().stream()
                .filter(evidence -> evidence.title().equals(title))
                .flatMap(evidence -> ((Evidence.Table) evidence).rows().stream())
                .toList();
    }

    static void admin(String sql) throws Exception {
        try (Client admin = Client.of(POSTGRES.server(), "admin")) {
            admin.run(sql);
        }
    }

    @FunctionalInterface
    interface Task {
        void run() throws Exception;
    }
}
