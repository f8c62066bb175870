package dev.vitals.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.Vitals;
import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import dev.vitals.testkit.RedisServer;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

/** Checks that run every five minutes follow a real server that goes and comes back within seconds. */
class DependantsTest {
    /** A busy machine is far faster than the interval. */
    private static final ConditionFactory SOON = Awaitility.await().atMost(Duration.ofMinutes(2));

    @Test
    void slow_checks_are_renewed_when_redis_comes_and_do_not_count_when_it_goes() {
        try (RedisServer server = RedisServer.start()) {
            server.stop();
            try (Vitals vitals = Vitals.builder("shop")
                    .startUpGrace(Duration.ZERO)
                    .add(RedisProbes.of("cache", server.uri())
                            .policy("ping", c -> c.every(Duration.ofSeconds(1)))
                            .policy("memory", c -> c.every(Duration.ofMinutes(5)))
                            .policy("clients", c -> c.every(Duration.ofMinutes(5))))
                    .build()) {
                SOON.untilAsserted(() -> {
                    assertThat(look(vitals, "ping").status()).isEqualTo(Status.DOWN);
                    assertThat(look(vitals, "memory").cause()).isEqualTo("redis.refused");
                });

                server.restart();
                SOON.untilAsserted(() -> {
                    assertThat(look(vitals, "memory").status()).isEqualTo(Status.UP);
                    assertThat(look(vitals, "clients").status()).isEqualTo(Status.UP);
                });

                server.stop();
                SOON.untilAsserted(() -> {
                    assertThat(look(vitals, "ping").status()).isEqualTo(Status.DOWN);
                    assertThat(look(vitals, "memory").status()).isEqualTo(Status.UNKNOWN);
                    assertThat(look(vitals, "clients").status()).isEqualTo(Status.UNKNOWN);
                });
            }
        }
    }

    private static CheckReport look(Vitals vitals, String check) {
        return vitals.report().checks().stream()
                .filter(each -> each.name().equals("cache." + check))
                .findFirst()
                .orElseThrow();
    }
}
