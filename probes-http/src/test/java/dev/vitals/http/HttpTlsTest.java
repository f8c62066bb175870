package dev.vitals.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Evidence;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Subject;
import dev.vitals.testkit.ProbeHarness;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a certificate is named, by the check of the service as well. */
class HttpTlsTest {
    private static Authority authority;

    @BeforeAll
    static void create() throws Exception {
        authority = Authority.create();
    }

    @Test
    void a_whole_chain_is_up() throws Exception {
        assertThat(run(authority.serving(authority.server("localhost"))).status())
                .isEqualTo(Status.UP);
    }

    @Test
    void expired() throws Exception {
        Instant now = Instant.now();
        Authority.Issued server =
                authority.server(now.minus(Duration.ofDays(90)), now.minus(Duration.ofDays(2)), "localhost");

        Result result = run(authority.serving(server));
        assertThat(result.cause()).isEqualTo("tls.expired");
        assertThat(result.status()).isEqualTo(Status.DOWN);
        assertThat(result.evidence())
                .hasOnlyElementsOfType(Evidence.Table.class)
                .hasSize(1);
        assertThat(result.subjects()).extracting(Subject::kind).containsExactly(Subject.Kind.ENDPOINT);
        assertThat(result.remedies()).isNotEmpty();
    }

    @Test
    void not_yet_valid() throws Exception {
        Instant now = Instant.now();
        Authority.Issued server =
                authority.server(now.plus(Duration.ofDays(2)), now.plus(Duration.ofDays(90)), "localhost");

        assertThat(run(authority.serving(server)).cause()).isEqualTo("tls.not-yet-valid");
    }

    @Test
    void wrong_host() throws Exception {
        assertThat(run(authority.serving(authority.server("other.example"))).cause())
                .isEqualTo("tls.wrong-host");
    }

    @Test
    void self_signed() throws Exception {
        assertThat(run(Authority.context(Authority.selfSigned("localhost"))).cause())
                .isEqualTo("tls.self-signed");
    }

    @Test
    void incomplete_chain() throws Exception {
        assertThat(run(Authority.context(authority.server("localhost"))).cause())
                .isEqualTo("tls.incomplete");
    }

    @Test
    void unknown_authority() throws Exception {
        Authority stranger = Authority.create();

        assertThat(run(stranger.serving(stranger.server("localhost"))).cause()).isEqualTo("tls.untrusted");
    }

    @Test
    void a_server_that_wants_a_certificate_of_its_client_says_so_and_its_own_is_judged_all_the_same() throws Exception {
        for (String version : new String[] {"TLSv1.2", "TLSv1.3"}) {
            try (RawServer server = RawServer.tls(
                    authority.wantingClients(authority.server("localhost")),
                    listener -> {
                        listener.setNeedClientAuth(true);
                        listener.setEnabledProtocols(new String[] {version});
                    },
                    socket -> RawServer.answer(socket, RawServer.ok("text/plain", "ok")))) {
                try (HttpProbe without = HttpProbe.get(server.url("/")).ssl(authority.trusting());
                        HttpProbe with = HttpProbe.get(server.url("/"))
                                .ssl(authority.wantingClients(authority.server("client")))) {
                    assertThat(ProbeHarness.of(without).check().cause())
                            .as(version)
                            .isEqualTo("tls.client-certificate");
                    assertThat(ProbeHarness.of(with).check().status())
                            .as(version)
                            .isEqualTo(Status.UP);
                }
                CertificateProbe certificate =
                        CertificateProbe.of("localhost", server.port()).ssl(authority.trusting());
                assertThat(ProbeHarness.of(certificate).check().status())
                        .as(version)
                        .isEqualTo(Status.UP);
                CertificateProbe untrusting = CertificateProbe.of("localhost", server.port());
                assertThat(ProbeHarness.of(untrusting).check().cause())
                        .as(version)
                        .isEqualTo("tls.untrusted");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void a_server_that_wants_a_certificate_of_its_client_may_have_a_bad_one_itself(String version) throws Exception {
        Instant now = Instant.now();
        Authority.Issued ended =
                authority.server(now.minus(Duration.ofDays(90)), now.minus(Duration.ofDays(2)), "localhost");
        Authority.Issued ending =
                authority.server(now.minus(Duration.ofDays(90)), now.plus(Duration.ofDays(2)), "localhost");

        assertThat(wantingClients(ended, version, "TLS").cause()).isEqualTo("tls.expired");
        assertThat(wantingClients(ending, version, "TLS").cause()).isEqualTo("tls.expires-soon");
        assertThat(wantingClients(authority.server("other.example"), version, "TLS")
                        .cause())
                .isEqualTo("tls.wrong-host");
    }

    @Test
    void a_certificate_that_the_client_never_came_to_judge_is_not_taken_for_good() throws Exception {
        Result result = wantingClients(authority.server("localhost"), "TLSv1.3", "TLSv1.2");

        assertThat(result.status()).isEqualTo(Status.DOWN);
        assertThat(result.cause()).isEqualTo("tls.handshake");
    }

    private static Result wantingClients(Authority.Issued server, String version, String ours) throws Exception {
        try (RawServer listening = RawServer.tls(
                authority.wantingClients(server),
                listener -> {
                    listener.setNeedClientAuth(true);
                    listener.setEnabledProtocols(new String[] {version});
                },
                socket -> RawServer.answer(socket, RawServer.ok("text/plain", "ok")))) {
            return ProbeHarness.of(
                            CertificateProbe.of("localhost", listening.port()).ssl(authority.trusting(ours)))
                    .check();
        }
    }

    @Test
    void a_signature_that_is_no_longer_safe() throws Exception {
        assertThat(run(Authority.context(Authority.weak("localhost"))).cause()).isEqualTo("tls.weak");
    }

    private static Result run(SSLContext serving) throws Exception {
        try (RawServer server =
                        RawServer.tls(serving, socket -> RawServer.answer(socket, RawServer.ok("text/plain", "ok")));
                HttpProbe probe = HttpProbe.get(server.url("/")).ssl(authority.trusting())) {
            return ProbeHarness.of(probe).check();
        }
    }
}
