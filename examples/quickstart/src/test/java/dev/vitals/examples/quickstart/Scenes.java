package dev.vitals.examples.quickstart;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.vitals.Vitals;
import dev.vitals.VitalsBuilder;
import dev.vitals.examples.faults.Daemon;
import dev.vitals.format.Access;
import dev.vitals.format.TextFormat;
import dev.vitals.http.HttpCall;
import dev.vitals.http.HttpProbe;
import dev.vitals.jdbc.JdbcProbes;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Scope;
import dev.vitals.probe.Status;
import dev.vitals.probe.Threshold;
import dev.vitals.report.Report;
import dev.vitals.report.RootCause;
import dev.vitals.testkit.PostgresServer;
import dev.vitals.testkit.RedisServer;
import dev.vitals.testkit.options.ServerOptions;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;

/** Real servers, a shop before them, and a report that is awaited and told. */
abstract class Scenes {
    private static final Duration SOON = Duration.ofSeconds(60);
    static final int POOL = 3;
    static PostgresServer postgres;
    static RedisServer redis;

    final List<AutoCloseable> open = new ArrayList<>();
    final ExecutorService workers = Executors.newCachedThreadPool(Daemon::thread);
    ShopDouble shop;
    private String story = "";
    private Vitals watching;

    @BeforeAll
    static void startServers() throws SQLException {
        postgres = PostgresServer.start(ServerOptions.defaults().withSetting("work_mem", "64kB"));
        redis = RedisServer.start();
        try (Connection connection = session();
                Statement statement = connection.createStatement()) {
            statement.execute("create table orders (id int primary key, state text)");
            statement.execute("insert into orders values (1, 'new'), (2, 'new')");
        }
    }

    @AfterAll
    static void stopServers() {
        postgres.close();
        redis.close();
    }

    @BeforeEach
    void openShop(TestInfo test) throws IOException {
        shop = new ShopDouble();
        story = test.getTestMethod().orElseThrow().getName();
    }

    @AfterEach
    void closeAll() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
        workers.shutdownNow();
        shop.close();
        if (!postgres.isRunning()) {
            postgres.restart();
        }
        if (!redis.isRunning()) {
            redis.restart();
        }
    }

    VitalsBuilder watch() {
        return Vitals.builder("shop").startUpGrace(Duration.ZERO);
    }

    CheckPolicy often(CheckPolicy policy) {
        return policy.every(Duration.ofSeconds(5))
                .timeout(Duration.ofSeconds(5))
                .maxAge(Duration.ofSeconds(30))
                .impact(Impact.CRITICAL);
    }

    CheckPolicy oftenHere(CheckPolicy policy) {
        return often(policy).scope(Scope.LOCAL).timeout(Duration.ofMillis(900)).every(Duration.ofSeconds(1));
    }

    JdbcProbes database(DataSource source) {
        return JdbcProbes.of("orders-db", source)
                .policy("connect", this::often)
                .policy("locks", this::often)
                .policy("pool", this::often);
    }

    static HttpProbe slowAbove(URI page) {
        return HttpProbe.of(HttpCall.get(page.toString()))
                .limits(l -> l.answer(Threshold.above(Duration.ofMillis(200), Duration.ofSeconds(4))
                        .warnOnly()));
    }

    Report await(VitalsBuilder watch, String... red) {
        return await(watch, 1, red);
    }

    Report await(VitalsBuilder watch, int roots, String... red) {
        watching = watch.build();
        open.add(watching);
        return awaitNext(roots, red);
    }

    /** Waits until these checks are not up and as many roots are named as are expected, and tells the story. */
    Report awaitNext(int roots, String... red) {
        return awaitReport(report -> grave(report).size() == roots
                && List.of(red).stream()
                        .allMatch(name -> report.check(name)
                                .filter(check -> !check.cause().equals("ok")
                                        && !check.cause().startsWith("result.")
                                        && check.status() != Status.UP)
                                .isPresent()));
    }

    Report awaitRoot(String check) {
        return awaitReport(
                report -> grave(report).size() == 1 && root(report).check().equals(check));
    }

    private Report awaitReport(Predicate<Report> wanted) {
        Report[] last = new Report[1];
        try {
            Awaitility.await().atMost(SOON).until(() -> {
                last[0] = watching.report();
                return wanted.test(last[0]);
            });
        } finally {
            System.out.println(
                    "== " + story.replace('_', ' ') + "\n\n" + TextFormat.DEFAULT.render(last[0], Access.DETAIL));
        }
        return last[0];
    }

    static List<RootCause> grave(Report report) {
        return report.verdict().rootCauses().stream()
                .filter(root -> report.check(root.check()).orElseThrow().status() != Status.UNKNOWN)
                .toList();
    }

    static RootCause root(Report report) {
        return grave(report).get(0);
    }

    HikariDataSource pool() {
        HikariConfig config = new HikariConfig();
        config.setPoolName("orders");
        config.setJdbcUrl(postgres.jdbcUrl());
        config.setUsername(postgres.user());
        config.setPassword(postgres.password());
        config.setMaximumPoolSize(POOL);
        config.setConnectionTimeout(1_000);
        config.setInitializationFailTimeout(-1);
        HikariDataSource pool = new HikariDataSource(config);
        open.add(pool);
        return pool;
    }

    static Connection session() throws SQLException {
        return postgres.dataSource().getConnection();
    }

    Connection kept(Connection session) {
        open.add(session);
        return session;
    }

    static void execute(Connection session, String sql) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }

    /** One session holds a row, another waits for it. */
    void block() throws SQLException {
        Connection holder = kept(session());
        holder.setAutoCommit(false);
        execute(holder, "update orders set state = 'paid' where id = 1");
        Connection waiter = session();
        workers.execute(() -> {
            try (waiter) {
                execute(waiter, "update orders set state = 'sent' where id = 1");
            } catch (SQLException expected) {
                // Ends with the holder.
            }
        });
    }

    static void place(DataSource pool) {
        while (!Thread.currentThread().isInterrupted()) {
            try (Connection connection = pool.getConnection()) {
                execute(connection, "update orders set state = 'placed' where id = 1");
            } catch (SQLException expected) {
                // What it suffers from is for Vitals to say.
            }
        }
    }

    static void ask(DataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            execute(connection, "select 1");
        }
    }

    static void askOrGiveUp(DataSource pool) {
        try {
            ask(pool);
        } catch (SQLException noConnection) {
            // The page is shown without what it would have asked for.
        }
    }
}
