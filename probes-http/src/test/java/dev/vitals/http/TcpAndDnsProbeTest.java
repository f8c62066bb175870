package dev.vitals.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vitals.probe.Probe;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Subject;
import dev.vitals.probe.Threshold;
import dev.vitals.testkit.ProbeHarness;
import dev.vitals.testkit.network.BlackHole;
import dev.vitals.testkit.network.ClosedPort;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TcpAndDnsProbeTest {
    @Test
    void a_port_that_accepts_is_up_and_slow_when_it_takes_longer_than_the_limit() throws Exception {
        try (BlackHole open = BlackHole.open()) {
            TcpProbe probe = TcpProbe.of(open.host(), open.port());

            assertThat(run(probe).status()).isEqualTo(Status.UP);
            assertThat(run(probe.limits(l -> l.connect(Threshold.above(Duration.ofNanos(1), Duration.ofHours(1)))))
                            .cause())
                    .isEqualTo("tcp.slow");
        }
    }

    @Test
    void a_port_that_does_not_accept_has_a_cause_and_a_subject() throws Exception {
        try (ClosedPort closed = ClosedPort.reserve()) {
            Result result = run(TcpProbe.of(closed.host(), closed.port()));

            assertThat(result.cause()).isEqualTo("tcp.refused");
            assertThat(result.subjects()).containsExactly(Subject.endpoint(closed.host(), closed.port()));
        }
        try (BlackHole hole = BlackHole.unreachable()) {
            assertThat(run(TcpProbe.of(hole.host(), hole.port())).cause()).isIn("tcp.timeout", "tcp.unreachable");
        }
        assertThat(run(TcpProbe.of("no-such-host.invalid", 1)).cause()).isEqualTo("tcp.dns");
    }

    @Test
    void a_host_with_one_dead_address_is_up_by_the_other() throws Exception {
        // Listens on 127.0.0.1 alone, while localhost may be ::1 as well.
        try (RawServer server = RawServer.answering("")) {
            assertThat(run(TcpProbe.of("localhost", server.port())).status()).isEqualTo(Status.UP);
        }
    }

    @Test
    void a_name_with_addresses_is_up() throws Exception {
        Result result = run(DnsProbe.of("localhost"));

        assertThat(result.status()).isEqualTo(Status.UP);
        assertThat(result.observations())
                .extracting(seen -> seen.name())
                .containsExactly("dns.lookup", "dns.addresses", "dns.addresses.ipv6");
        assertThat(result.evidence().toString()).contains("127.0.0.1");
    }

    @Test
    void a_name_without_addresses_with_few_or_with_others_is_not() throws Exception {
        DnsProbe localhost = DnsProbe.of("localhost");

        assertThat(run(DnsProbe.of("no-such-host.invalid")).cause()).isEqualTo("dns.not-found");
        assertThat(run(DnsProbe.of("no-such-host.invalid")).status()).isEqualTo(Status.DOWN);
        assertThat(run(localhost.limits(l -> l.addresses(Threshold.countBelow(9, 0))))
                        .cause())
                .isEqualTo("dns.few-addresses");
        assertThat(run(localhost.expecting("10.1.2.3")).cause()).isEqualTo("dns.unexpected");
        assertThat(run(localhost.expecting("127.0.0.1", "::1")).status()).isEqualTo(Status.UP);
    }

    @Test
    void bad_input_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> TcpProbe.of("a b", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> TcpProbe.of("host", 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DnsProbe.of("localhost").expecting("example.org"))
                .withMessageContaining("example.org");
    }

    private static Result run(Probe probe) throws Exception {
        return ProbeHarness.of(probe).timeout(Duration.ofSeconds(2)).check();
    }
}
