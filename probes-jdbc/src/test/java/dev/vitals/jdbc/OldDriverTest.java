package dev.vitals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** A driver from before JDBC 4.1, around a real database: it can neither abort nor bound a connection. */
class OldDriverTest {
    private static final Set<String> NEW = Set.of("abort", "setNetworkTimeout", "getNetworkTimeout");
    private static final String ENDLESS = "select count(*) from system_range(1, 1000000) a, system_range(1, 1000000) b";

    @Test
    void it_is_up_when_it_answers() throws Exception {
        try (JdbcProbes probes = JdbcProbes.of("db", old())) {
            assertThat(Checks.run(probes, "connect").status()).isEqualTo(Status.UP);
        }
    }

    @Test
    void its_statement_is_cancelled_in_time_and_that_is_told() throws Exception {
        JdbcProbes probes = JdbcProbes.of("db", old()).query("mine", ENDLESS, q -> q.timeout(Duration.ofMillis(500)));
        try (probes) {
            long start = System.nanoTime();

            Result result = Checks.run(probes, "mine");

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMinutes(2));
            assertThat(result.status()).as(result.toString()).isEqualTo(Status.UNKNOWN);
            assertThat(result.cause()).as(result.toString()).isEqualTo("query.timeout");
            assertThat(Checks.run(probes, "connect").status()).isEqualTo(Status.UP);
        }
    }

    private static DataSource old() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:old;DB_CLOSE_DELAY=-1");
        source.setUser("sa");
        return proxy(DataSource.class, source);
    }

    private static <T> T proxy(Class<T> type, Object target) {
        return type.cast(Proxy.newProxyInstance(
                OldDriverTest.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    String name = method.getName();
                    if (NEW.contains(name)) {
                        throw new AbstractMethodError(name);
                    }
                    if (name.equals("setQueryTimeout")) {
                        return null; // It takes the timeout and does nothing with it.
                    }
                    try {
                        Object answer = method.invoke(target, arguments);
                        return switch (name) {
                            case "getConnection" -> proxy(Connection.class, answer);
                            case "createStatement" -> proxy(Statement.class, answer);
                            case "isWrapperFor" -> false;
                            default -> answer;
                        };
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
