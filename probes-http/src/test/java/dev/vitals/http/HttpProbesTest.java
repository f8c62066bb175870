package dev.vitals.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.vitals.InvalidConfigurationException;
import dev.vitals.Vitals;
import dev.vitals.http.limits.HttpLimits;
import dev.vitals.http.limits.TcpLimits;
import dev.vitals.probe.Check;
import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Status;
import dev.vitals.probe.Threshold;
import dev.vitals.report.Report;
import dev.vitals.testkit.network.ClosedPort;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HttpProbesTest {
    @Test
    void https_has_a_certificate_and_http_has_none() {
        assertThat(HttpProbes.of("payments", "https://payments.example/").checks())
                .extracting(Check::name)
                .containsExactly("payments.answer", "payments.certificate");
        assertThat(HttpProbes.of("payments", "http://payments.example/").checks())
                .extracting(Check::name)
                .containsExactly("payments.answer");
        assertThat(HttpProbes.of("payments", "https://payments.example/")
                        .proxy("proxy", 3128)
                        .checks())
                .extracting(Check::name)
                .containsExactly("payments.answer");
    }

    @Test
    void checks_are_added_removed_and_changed_with_the_words_of_every_set() {
        HttpProbes probes = HttpProbes.of("payments", "https://payments.example/")
                .with("port", "dns")
                .without("certificate")
                .policy("answer", c -> c.impact(Impact.CRITICAL))
                .policy("answer", c -> c.every(Duration.ofMinutes(2)).dependsOn("network"));

        assertThat(probes.checks())
                .extracting(Check::name)
                .containsExactly("payments.answer", "payments.port", "payments.dns");
        assertThat(probes.checks().get(0).policy().impact()).isEqualTo(Impact.CRITICAL);
        assertThat(probes.checks().get(0).policy().interval()).isEqualTo(Duration.ofMinutes(2));
        assertThat(probes.checks().get(0).policy().dependsOn())
                .containsExactlyInAnyOrder("network", "payments.port", "payments.dns");
        assertThat(probes.checks().get(1).policy().dependsOn()).containsExactly("payments.dns");
        assertThat(probes.checks())
                .extracting(check -> check.policy().resource().orElseThrow())
                .containsOnly("http payments.example:443");
    }

    @Test
    void limits_reach_their_check() throws Exception {
        try (RawServer server = RawServer.answering(RawServer.ok("text/plain", "ok"));
                Vitals vitals = Vitals.builder("shop")
                        .schedule(false)
                        .deadline(Duration.ofSeconds(30))
                        .add(HttpProbes.of("payments", server.url("/"))
                                .limits(
                                        HttpLimits.class,
                                        l -> l.answer(Threshold.above(Duration.ofNanos(1), Duration.ofHours(1)))))
                        .build()) {
            assertThat(vitals.check("payments.answer").orElseThrow().cause()).isEqualTo("http.slow");
        }
    }

    @Test
    void settings_that_nothing_uses_are_all_reported_at_once() {
        HttpProbes probes = HttpProbes.of("payments", "http://payments.example/")
                .with("certificate")
                .limits(TcpLimits.class, l -> l)
                .policy("dns", c -> c);

        assertThatExceptionOfType(InvalidConfigurationException.class)
                .isThrownBy(() -> Vitals.builder("shop").add(probes).build())
                .withMessageContaining("TcpLimits are set for check 'payments.port'")
                .withMessageContaining("a policy is set for check 'payments.dns'")
                .withMessageContaining("'payments.certificate' needs an https address");
    }

    @Test
    void an_address_that_is_none_is_refused_together_with_everything_else() {
        HttpProbes probes =
                HttpProbes.of("payments", "ftp://app:canary@payments.example/").with("ping");

        assertThat(probes.faults()).hasSize(2).first(STRING).startsWith("the address of 'payments': ");
        assertThatExceptionOfType(InvalidConfigurationException.class)
                .isThrownBy(() -> Vitals.builder("shop").add(probes).build())
                .withMessageContaining("the address of 'payments': ")
                .withMessageContaining("with(\"ping\") names no check")
                .withMessageNotContaining("canary");
    }

    @Test
    void what_there_is_not_is_a_fault_with_what_there_is() {
        HttpProbes probes = HttpProbes.of("payments", "https://payments.example/")
                .with("ping")
                .limits(Strange.class, l -> l);

        assertThat(probes.faults())
                .containsExactly(
                        "with(\"ping\") names no check of 'payments': there are [answer, certificate, port, dns]",
                        "limits(Strange.class, …) is for no check of 'payments': there are [CertificateLimits,"
                                + " DnsLimits, HttpLimits, TcpLimits]");
    }

    @Test
    void one_dead_server_is_one_root() throws Exception {
        try (ClosedPort closed = ClosedPort.reserve();
                Vitals vitals = Vitals.builder("shop")
                        .schedule(false)
                        .deadline(Duration.ofSeconds(30))
                        .add(HttpProbes.of("payments", "https://localhost:" + closed.port() + "/")
                                .with("port", "dns"))
                        .build()) {
            Report report = vitals.report();

            assertThat(report.status()).isNotEqualTo(Status.UP);
            assertThat(report.verdict().rootCauses()).hasSize(1);
            assertThat(report.verdict().rootCauses().get(0).symptoms()).hasSize(2);
        }
    }

    private record Strange() implements CheckLimits {}
}
