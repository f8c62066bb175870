package dev.vitals.jdbc.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vitals.jdbc.internal.failure.DatabaseException;
import dev.vitals.jdbc.internal.failure.FailureKind;
import dev.vitals.jdbc.internal.postgres.server.PostgresDialect;
import dev.vitals.jdbc.internal.url.Login;
import dev.vitals.jdbc.internal.url.Target;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;
import dev.vitals.testkit.PostgresServer;
import dev.vitals.testkit.ProbeHarness;
import dev.vitals.testkit.ServerExtension;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DedicatedConnectionTest {
    @RegisterExtension
    static final ServerExtension<PostgresServer> POSTGRES = ServerExtension.postgres();

    private DedicatedConnection connection;

    @BeforeEach
    void make() {
        PostgresServer server = POSTGRES.server();
        Login login = Login.fixed(server.jdbcUrl(), server.user(), server.password(), new Properties());
        connection =
                new DedicatedConnection(new DriverConnector(() -> login, Optional.empty()), PostgresDialect.INSTANCE);
    }

    @AfterEach
    void close() {
        connection.close();
    }

    @Test
    void work_runs_read_only_with_timeouts_on_the_server_and_under_our_name() throws Exception {
        String settings = run(
                seconds(5),
                session -> session.first(
                                "select concat_ws(' ', current_setting('transaction_read_only'),"
                                        + " current_setting('statement_timeout'), current_setting('lock_timeout'),"
                                        + " current_setting('idle_in_transaction_session_timeout'),"
                                        + " current_setting('application_name'))",
                                row -> row.getString(1))
                        .orElseThrow());

        assertThat(settings).isEqualTo("on 1s 50ms 10s vitals");
    }

    @Test
    void writing_is_refused_by_the_server() {
        DatabaseException refused = catchThrowableOfType(
                DatabaseException.class,
                () -> run(seconds(5), session -> {
                    session.execute("create table written (id int)");
                    return 1;
                }));

        assertThat(refused.failure().kind()).isEqualTo(FailureKind.READ_ONLY);
    }

    @Test
    void a_statement_that_fails_leaves_the_connection_in_use() throws Exception {
        int before = pid();

        DatabaseException failed = catchThrowableOfType(
                DatabaseException.class,
                () -> run(seconds(5), session -> session.list("select * from nowhere", row -> row)));

        assertThat(failed.failure().kind()).isEqualTo(FailureKind.UNSUPPORTED);
        assertThat(pid()).isEqualTo(before);
    }

    @Test
    void a_statement_that_takes_too_long_is_ended_by_the_server_and_leaves_the_connection_in_use() throws Exception {
        int before = pid();
        long start = System.nanoTime();

        DatabaseException late = catchThrowableOfType(
                DatabaseException.class,
                () -> run(seconds(5), session -> session.list("select pg_sleep(30)", row -> row)));

        assertThat(late.failure().kind()).isEqualTo(FailureKind.TIMEOUT);
        assertThat(since(start)).isBetween(Duration.ofMillis(900), Duration.ofSeconds(25));
        assertThat(pid()).isEqualTo(before);
    }

    @Test
    void work_that_throws_leaves_no_transaction_behind() throws Exception {
        int before = pid();

        assertThatThrownBy(() -> run(seconds(5), session -> {
                    throw new IllegalStateException("bug");
                }))
                .hasMessage("bug");

        assertThat(pid()).isEqualTo(before);
    }

    @Test
    void what_we_connect_with_may_throw_anything_and_is_then_left_alone() {
        Supplier<Login> nobody = () -> {
            throw new IllegalStateException("no tenant");
        };
        DataSource nowhere = proxy(DataSource.class, method -> {
            throw new IllegalStateException("no tenant");
        });
        for (Connector connector : List.of(
                new DriverConnector(nobody, Optional.empty()), new BorrowingConnector(nowhere, Optional.empty()))) {
            try (DedicatedConnection broken = new DedicatedConnection(connector, StandardDialect.INSTANCE)) {
                DatabaseException failed =
                        catchThrowableOfType(DatabaseException.class, () -> run(broken, seconds(5), session -> 1));

                assertThat(failed.failure().kind()).isEqualTo(FailureKind.DATA_SOURCE_FAILED);
                assertThat(failed.failure().message()).contains("no tenant");
                assertThat(failed.failure().retryIn()).isPresent();
                assertThat(broken.target()).isEqualTo(Target.UNKNOWN);
            }
        }
    }

    @Test
    void a_connection_that_is_of_no_use_is_given_back() {
        AtomicInteger closed = new AtomicInteger();
        Connection useless = proxy(Connection.class, method -> {
            switch (method) {
                case "close" -> closed.incrementAndGet();
                case "getAutoCommit" -> throw new SQLException("no", "08003");
                default -> {}
            }
            return null;
        });
        try (DedicatedConnection broken = new DedicatedConnection(
                new BorrowingConnector(proxy(DataSource.class, method -> useless), Optional.empty()),
                StandardDialect.INSTANCE)) {
            assertThatThrownBy(() -> run(broken, seconds(5), session -> 1)).isInstanceOf(DatabaseException.class);

            assertThat(closed).hasValue(1);
        }
    }

    @Test
    void a_driver_that_does_not_support_read_only_connections_may_say_so_as_it_likes() throws Exception {
        AtomicInteger closed = new AtomicInteger();
        Connection writing = proxy(Connection.class, method -> switch (method) {
            case "setReadOnly" -> throw new UnsupportedOperationException("no");
            case "getAutoCommit" -> true;
            case "isReadOnly", "isClosed" -> false;
            case "getNetworkTimeout" -> 0;
            case "close" -> closed.incrementAndGet();
            default -> null;
        });
        try (DedicatedConnection plain = new DedicatedConnection(
                new BorrowingConnector(proxy(DataSource.class, method -> writing), Optional.empty()),
                StandardDialect.INSTANCE)) {
            Integer found = run(plain, seconds(5), session -> 1);

            assertThat(found).isEqualTo(1);
            assertThat(closed).hasValue(1);
        }
    }

    @Test
    void a_check_that_does_not_get_its_turn_says_who_has_it() throws Exception {
        CountDownLatch taken = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Thread holder = new Thread(() -> {
            try {
                run(seconds(30), session -> {
                    taken.countDown();
                    return await(release);
                });
            } catch (Exception e) {
                // Seen by the other thread.
            }
        });
        holder.start();
        assertThat(taken.await(10, TimeUnit.SECONDS)).isTrue();
        long start = System.nanoTime();

        DatabaseException busy = catchThrowableOfType(DatabaseException.class, () -> run(seconds(2), session -> 1));

        assertThat(busy.failure().kind()).isEqualTo(FailureKind.BUSY);
        assertThat(busy.failure().message()).matches("another check, 'harness', has had the connection for [1-9].*");
        assertThat(since(start)).isLessThan(Duration.ofMinutes(2));
        release.countDown();
        holder.join(10_000);
        assertThat(pid()).isPositive();
    }

    @Test
    void a_driver_that_ignores_every_timeout_is_cut_off() {
        StuckDriver stuck = new StuckDriver();
        Login login = Login.fixed("jdbc:stuck:x", null, null, new Properties());
        try (DedicatedConnection other =
                new DedicatedConnection(new DataSourceConnector(stuck, () -> login), StandardDialect.INSTANCE)) {
            long start = System.nanoTime();

            DatabaseException cut = catchThrowableOfType(
                    DatabaseException.class,
                    () -> run(other, Duration.ofSeconds(1), session -> session.list("select 1", row -> row)));

            assertThat(cut.failure().kind()).isEqualTo(FailureKind.LOST);
            assertThat(since(start)).isBetween(Duration.ofMillis(1_200), Duration.ofMinutes(2));
            assertThat(stuck.aborted()).isTrue();
        }
    }

    @Test
    void closing_ends_the_work_under_way() throws Exception {
        CountDownLatch taken = new CountDownLatch(1);
        AtomicReference<Throwable> end = new AtomicReference<>();
        Thread worker = new Thread(() -> {
            try {
                run(seconds(30), session -> {
                    session.execute("set local statement_timeout = 0");
                    taken.countDown();
                    return session.list("select pg_sleep(60)", row -> row);
                });
            } catch (Exception e) {
                end.set(e);
            }
        });
        worker.start();
        assertThat(taken.await(10, TimeUnit.SECONDS)).isTrue();

        connection.close();

        worker.join(2_500);
        assertThat(worker.isAlive()).isFalse();
        assertThat(end.get()).isInstanceOf(DatabaseException.class);
    }

    private int pid() throws Exception {
        return run(
                seconds(5),
                session -> session.first("select pg_backend_pid()", row -> row.getInt(1))
                        .orElseThrow());
    }

    private <T> T run(Duration timeout, Work<T> work) throws Exception {
        return run(connection, timeout, work);
    }

    private static <T> T run(DedicatedConnection connection, Duration timeout, Work<T> work) throws Exception {
        AtomicReference<T> found = new AtomicReference<>();
        ProbeHarness.of((ProbeContext context) -> {
                    found.set(connection.run(context, work));
                    return Result.up();
                })
                .timeout(timeout)
                .check();
        return found.get();
    }

    private static int await(CountDownLatch latch) throws SQLException {
        try {
            return latch.await(20, TimeUnit.SECONDS) ? 1 : 0;
        } catch (InterruptedException e) {
            throw new SQLException(e);
        }
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answer.to(method.getName())));
    }

    private interface Answer {
        @Nullable
        Object to(String method) throws Exception;
    }
}
