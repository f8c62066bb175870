package dev.vitals.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitals.Vitals;
import dev.vitals.format.Access;
import dev.vitals.format.TextFormat;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Report;
import dev.vitals.report.RootCause;
import dev.vitals.testkit.RedisServer;
import dev.vitals.testkit.network.ClosedPort;
import dev.vitals.testkit.options.ServerOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.DefaultRedisCredentials;
import redis.clients.jedis.HostAndPort;

/** The checks under the engine that runs them at once and judges them together. */
class RedisInVitalsTest {
    @Test
    void one_report_takes_one_connection_and_one_info() {
        try (RedisServer server = RedisServer.start();
                Admin admin = Admin.of(server)) {
            try (Vitals vitals = vitals(RedisProbes.of("sessions", server.uri()))) {
                Report report = vitals.report();

                assertThat(report.checks()).extracting(CheckReport::status).containsOnly(Status.UP);
                assertThat(admin.info("commandstats", "cmdstat_info")).startsWith("calls=1,");
                assertThat(admin.info("clients", "connected_clients")).isEqualTo("2");
            }
            await().untilAsserted(() ->
                    assertThat(admin.info("clients", "connected_clients")).isEqualTo("1"));
        }
    }

    @Test
    void a_server_that_is_gone_is_the_root_and_its_memory_a_symptom() {
        ServerOptions options = ServerOptions.defaults().withSetting("requirepass", "canary-7f3a");
        try (RedisServer server = RedisServer.start(options);
                Vitals vitals = vitals(RedisProbes.of("sessions", server.uri()))) {
            server.stop();
            Report report = vitals.report();

            RootCause root = report.verdict().rootCauses().get(0);
            assertThat(report.verdict().rootCauses()).hasSize(1);
            assertThat(root.check()).isEqualTo("sessions.ping");
            assertThat(root.symptoms())
                    .extracting(RootCause.Symptom::check)
                    .contains("sessions.memory", "sessions.clients", "sessions.slowlog");
            assertThat(report.check("sessions.ping").orElseThrow().cause()).isEqualTo("redis.refused");
            assertThat(report.toString()).doesNotContain("canary-7f3a");
        }
    }

    @Test
    void the_commands_to_run_are_shown_whole_though_they_speak_of_passwords() {
        try (ClosedPort closed = ClosedPort.reserve();
                Vitals vitals = vitals(
                        RedisProbes.of("sessions", URI.create("redis://app:canary-7f3a@[::1]:" + closed.port())))) {
            Report report = vitals.report();
            String command = "redis-cli -h ::1 -p " + closed.port() + " --user app --askpass PING";

            assertThat(report.check("sessions.ping").orElseThrow().result().remedies())
                    .extracting(Remedy::command)
                    .contains(Optional.of(command));
            assertThat(TextFormat.DEFAULT.render(report, Access.DETAIL))
                    .contains(command)
                    .doesNotContain("[redacted]", "canary-7f3a");
        }
    }

    @Test
    void a_provider_of_credentials_that_does_not_return_is_what_the_check_is_stuck_in() {
        CountDownLatch never = new CountDownLatch(1);
        var config = DefaultJedisClientConfig.builder()
                .credentialsProvider(() -> {
                    awaitQuietly(never);
                    return new DefaultRedisCredentials("app", "secret");
                })
                .build();
        try (RedisServer server = RedisServer.start();
                Vitals vitals = vitals(alone(
                                "ping",
                                RedisProbes.of("sessions", new HostAndPort(server.host(), server.port()), config))
                        .policy("ping", policy -> policy.timeout(Duration.ofSeconds(2))))) {
            CheckReport ping = vitals.report().check("sessions.ping").orElseThrow();

            assertThat(ping.status()).isEqualTo(Status.DOWN);
            assertThat(ping.cause()).isEqualTo("redis.auth");
            assertThat(ping.result().summary()).contains("the client's provider of credentials does not return");
        } finally {
            never.countDown();
        }
    }

    @Test
    void a_check_stuck_in_the_provider_of_credentials_is_the_root_of_those_that_wait_for_it() {
        CountDownLatch never = new CountDownLatch(1);
        var config = DefaultJedisClientConfig.builder()
                .credentialsProvider(() -> {
                    awaitQuietly(never);
                    return new DefaultRedisCredentials("app", "secret");
                })
                .build();
        try (RedisServer server = RedisServer.start();
                Vitals vitals =
                        vitals(RedisProbes.of("sessions", new HostAndPort(server.host(), server.port()), config))) {
            vitals.check("sessions.memory");

            Report report = vitals.report();
            assertThat(report.check("sessions.memory").orElseThrow().status()).isEqualTo(Status.DOWN);
            assertThat(report.check("sessions.memory").orElseThrow().cause()).isEqualTo("redis.auth");
            assertThat(report.verdict().rootCauses()).singleElement().satisfies(root -> {
                assertThat(root.check()).isEqualTo("sessions.memory");
                assertThat(root.symptoms()).extracting(RootCause.Symptom::check).contains("sessions.ping");
            });
        } finally {
            never.countDown();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Another check may be the first to connect, and this one would only wait behind it. */
    private static RedisProbes alone(String check, RedisProbes probes) {
        return probes.without(probes.checks().stream()
                .map(other -> other.name().substring(other.name().indexOf('.') + 1))
                .filter(other -> !other.equals(check))
                .toArray(String[]::new));
    }

    private static Vitals vitals(RedisProbes probes) {
        return Vitals.builder("orders")
                .startUpGrace(Duration.ZERO)
                .schedule(false)
                .deadline(Duration.ofMinutes(1))
                .add(probes)
                .build();
    }
}
