package dev.vitals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.Vitals;
import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import dev.vitals.testkit.PostgresServer;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

/** Checks that run every five minutes follow a real server that goes and comes back within seconds. */
class DependantsTest {
    /** A busy machine is far faster than the interval. */
    private static final ConditionFactory SOON = Awaitility.await().atMost(Duration.ofMinutes(2));

    @Test
    void slow_checks_are_renewed_when_the_database_comes_and_do_not_count_when_it_goes() {
        try (PostgresServer server = PostgresServer.start()) {
            server.stop();
            try (JdbcProbes probes = JdbcProbes.of("db", server.jdbcUrl(), server.user(), server.password())
                            .policy("connect", c -> c.every(Duration.ofSeconds(1)));
                    Vitals vitals = Vitals.builder("shop")
                            .startUpGrace(Duration.ZERO)
                            .add(probes)
                            .build()) {
                SOON.untilAsserted(() -> {
                    assertThat(look(vitals, "connect").status()).isEqualTo(Status.DOWN);
                    assertThat(look(vitals, "size").status()).isEqualTo(Status.UNKNOWN);
                    assertThat(look(vitals, "sequences").cause()).startsWith("db.");
                });
                assertThat(look(vitals, "size").policy().interval()).isGreaterThanOrEqualTo(Duration.ofMinutes(5));

                server.restart();
                SOON.untilAsserted(() -> {
                    assertThat(look(vitals, "size").status()).isEqualTo(Status.UP);
                    assertThat(look(vitals, "sequences").status()).isEqualTo(Status.UP);
                });

                server.stop();
                SOON.untilAsserted(() -> {
                    assertThat(look(vitals, "connect").status()).isEqualTo(Status.DOWN);
                    assertThat(look(vitals, "size").status()).isEqualTo(Status.UNKNOWN);
                    assertThat(look(vitals, "sequences").status()).isEqualTo(Status.UNKNOWN);
                });
                assertThat(vitals.report().verdict().rootCauses())
                        .singleElement()
                        .satisfies(root -> assertThat(root.check()).isEqualTo("db.connect"));
            }
        }
    }

    private static CheckReport look(Vitals vitals, String check) {
        return vitals.report().checks().stream()
                .filter(each -> each.name().equals("db." + check))
                .findFirst()
                .orElseThrow();
    }
}
