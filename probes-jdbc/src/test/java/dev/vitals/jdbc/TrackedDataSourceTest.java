package dev.vitals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.example.orders.OrderService;
import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import javax.sql.DataSource;
import org.h2.jdbc.JdbcConnection;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TrackedDataSourceTest {
    private final HikariDataSource pool = pool();
    private final TrackedDataSource tracked = TrackedDataSource.of(pool);

    @AfterEach
    void close() throws Exception {
        tracked.close();
    }

    @Test
    void a_connection_is_known_by_thread_and_code_until_it_is_closed() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        Thread thread = new Thread(() -> hold(new OrderService(tracked), answer), "http-7");
        thread.start();
        PoolContract.patience().until(() -> tracked.borrows().holders().size() == 1);

        assertThat(tracked.borrows().holders()).singleElement().satisfies(holder -> {
            assertThat(holder.thread()).isEqualTo("http-7");
            assertThat(holder.frame().getClassName()).isEqualTo(OrderService.class.getName());
            assertThat(holder.frame().getMethodName()).isEqualTo("callRemoteService");
            assertThat(holder.held()).isPositive();
        });

        answer.countDown();
        thread.join();
        assertThat(tracked.borrows().holders()).isEmpty();
    }

    @Test
    void the_application_is_known_from_under_however_many_frames_of_a_library() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        OrderService orders = new OrderService(deep(tracked, 150));
        Thread thread = new Thread(() -> hold(orders, answer), "http-7");
        thread.start();
        PoolContract.patience().until(() -> tracked.borrows().holders().size() == 1);

        assertThat(tracked.borrows().holders())
                .singleElement()
                .satisfies(holder -> assertThat(holder.frame().getClassName()).isEqualTo(OrderService.class.getName()));

        answer.countDown();
        thread.join();
    }

    /** A data source that is asked from under frames of the Java library. */
    private static DataSource deep(DataSource source, int frames) {
        Callable<Connection> borrowing = source::getConnection;
        return (DataSource) Proxy.newProxyInstance(
                TrackedDataSourceTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> {
                    FutureTask<Connection> innermost = new FutureTask<>(borrowing);
                    Runnable outermost = innermost;
                    for (int i = 0; i < frames; i += 2) {
                        outermost = new FutureTask<>(Executors.callable(outermost));
                    }
                    outermost.run();
                    return innermost.get();
                });
    }

    @Test
    void nothing_is_kept_of_what_was_given_back_in_whichever_way() throws Exception {
        tracked.getConnection().close();
        Connection aborted = tracked.getConnection();
        aborted.abort(Runnable::run);
        Connection past = tracked.getConnection();
        past.createStatement().getConnection().close();

        assertThat(tracked.borrows().holders()).isEmpty();
    }

    @Test
    void what_was_closed_past_the_wrapper_is_forgotten_without_a_check() throws Exception {
        for (int i = 0; i < 3_000; i++) {
            tracked.getConnection().createStatement().getConnection().close();
        }

        assertThat(tracked.borrows().kept()).isLessThanOrEqualTo(1_024);
    }

    @Test
    void the_connection_is_the_pool_s_in_all_but_its_wrapper() throws Exception {
        try (Connection one = tracked.getConnection();
                Connection other = tracked.getConnection()) {
            Object same = one;
            assertThat(one.equals(same)).isTrue();
            assertThat(one).isNotEqualTo(other).hasSameHashCodeAs(same);
            assertThat(one.unwrap(JdbcConnection.class)).isNotNull();
            assertThat(one.isValid(1)).isTrue();
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> one.createStatement().execute("no sql"))
                    .withMessageContaining("Syntax error");
        }
    }

    @Test
    void the_pool_is_found_inside() throws Exception {
        assertThat(tracked.unwrap(HikariDataSource.class)).isSameAs(pool);
        assertThat(tracked.isWrapperFor(HikariDataSource.class)).isTrue();
        assertThat(TrackedDataSource.of(tracked)).isSameAs(tracked);
        assertThat(tracked).hasToString("TrackedDataSource[HikariDataSource]");
    }

    private static void hold(OrderService orders, CountDownLatch answer) {
        try {
            orders.callRemoteService(answer);
        } catch (SQLException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HikariDataSource pool() {
        JdbcDataSource database = new JdbcDataSource();
        database.setUrl("jdbc:h2:mem:tracked");
        HikariDataSource pool = new HikariDataSource();
        pool.setDataSource(database);
        pool.setMaximumPoolSize(2);
        return pool;
    }
}
