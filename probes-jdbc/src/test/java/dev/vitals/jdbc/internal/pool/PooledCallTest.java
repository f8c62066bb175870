package dev.vitals.jdbc.internal.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PooledCallTest {
    @Test
    void a_pool_that_tests_a_connection_for_its_borrower_lets_it_wait() {
        PooledCall call = PooledCall.of(stack(
                        "org.postgresql.jdbc.PgConnection#isValid",
                        "org.apache.commons.dbcp2.DelegatingConnection#isValid",
                        "org.apache.commons.dbcp2.PoolableConnection#validate",
                        "org.apache.commons.pool2.impl.GenericObjectPool#borrowObject",
                        "org.apache.commons.dbcp2.PoolingDataSource#getConnection",
                        "org.apache.commons.dbcp2.BasicDataSource#getConnection",
                        "com.example.OrderService#place"))
                .orElseThrow();

        assertThat(call.borrowing()).isTrue();
        assertThat(ApplicationFrame.shortName(ApplicationFrame.of(call.callers())))
                .isEqualTo("OrderService.place");
    }

    @Test
    void a_call_through_a_dynamic_proxy_has_the_proxy_s_name() {
        PooledCall call = PooledCall.of(stack(
                        "org.postgresql.jdbc.PgConnection#commit",
                        "java.lang.reflect.Method#invoke",
                        "org.apache.tomcat.jdbc.pool.ProxyConnection#invoke",
                        "org.apache.tomcat.jdbc.pool.JdbcInterceptor#invoke",
                        "org.apache.tomcat.jdbc.pool.DisposableConnectionFacade#invoke",
                        "jdk.proxy2.$Proxy7#commit",
                        "com.example.OrderService#place"))
                .orElseThrow();

        assertThat(call.borrowing()).isFalse();
        assertThat(call.call()).isEqualTo("commit");
    }

    @Test
    void a_thread_of_the_pool_itself_or_of_anybody_else_wants_nothing() {
        assertThat(PooledCall.of(stack(
                        "com.zaxxer.hikari.pool.PoolBase#newConnection",
                        "com.zaxxer.hikari.pool.HikariPool$PoolEntryCreator#call",
                        "java.lang.Thread#run")))
                .isEmpty();
        assertThat(PooledCall.of(stack("com.example.OrderService#getConnection")))
                .isEmpty();
        assertThat(PooledCall.of(List.of())).isEmpty();
    }

    private static List<StackTraceElement> stack(String... frames) {
        return Stream.of(frames)
                .map(frame -> frame.split("#"))
                .map(parts -> new StackTraceElement(parts[0], parts[1], "X.java", 1))
                .toList();
    }
}
