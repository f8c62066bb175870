package dev.vitals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.Vitals;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A driver that keeps none of its timeouts, as when it resolves a name. */
class HungDatabaseTest {
    @Test
    void a_check_that_hangs_in_the_driver_says_in_what() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        try (Vitals vitals = Vitals.builder("shop")
                .startUpGrace(Duration.ZERO)
                .add(JdbcProbes.of("db", hung(released)).policy("connect", c -> c.timeout(Duration.ofMillis(200))))
                .build()) {
            CheckReport connect = Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> vitals.check("db.connect").orElseThrow(), check -> check.status() == Status.DOWN);

            assertThat(connect.cause()).isEqualTo("db.timeout");
            assertThat(connect.result().summary())
                    .startsWith("no answer in time; running for ")
                    .contains("limit 200 ms");
            assertThat(connect.result().remedies()).isNotEmpty();
            assertThat(connect.result().evidence())
                    .map(Evidence::title)
                    .anyMatch(title -> title.startsWith("where the probe is stuck"));
        } finally {
            released.countDown();
        }
    }

    private static DataSource hung(CountDownLatch released) {
        return (DataSource) Proxy.newProxyInstance(
                HungDatabaseTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("getConnection")) {
                        released.await();
                    }
                    return method.getReturnType() == boolean.class ? Boolean.FALSE : null;
                });
    }
}
