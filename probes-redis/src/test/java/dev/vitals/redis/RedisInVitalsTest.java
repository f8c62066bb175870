package dev.vitals.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitals.Vitals;
import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Report;
import dev.vitals.report.RootCause;
import dev.vitals.testkit.RedisServer;
import dev.vitals.testkit.options.ServerOptions;
import org.junit.jupiter.api.Test;

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
            assertThat(root.symptoms()).extracting(RootCause.Symptom::check).containsExactly("sessions.memory");
            assertThat(report.check("sessions.ping").orElseThrow().cause()).isEqualTo("redis.refused");
            assertThat(report.toString()).doesNotContain("canary-7f3a");
        }
    }

    private static Vitals vitals(RedisProbes probes) {
        return Vitals.builder("orders").schedule(false).add(probes).build();
    }
}
