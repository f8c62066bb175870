package dev.vitals.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Subject;
import dev.vitals.testkit.ProbeHarness;
import dev.vitals.testkit.network.BlackHole;
import dev.vitals.testkit.network.ClosedPort;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateProbeTest {
    private static final Duration SHORT = Duration.ofSeconds(2);

    @TempDir
    private static Path directory;

    private static Authority authority;

    @BeforeAll
    static void create() throws Exception {
        authority = Authority.create();
    }

    @Test
    void a_long_time_left_is_up() throws Exception {
        Result result = lasting(Duration.ofDays(10), Duration.ofDays(80));

        assertThat(result.status()).isEqualTo(Status.UP);
        assertThat(result.summary()).contains("certificate ends in");
        assertThat(result.observations()).extracting(seen -> seen.name()).containsExactly("tls.certificate.left");
    }

    @Test
    void less_than_three_weeks_is_degraded_and_less_than_one_is_down() throws Exception {
        Result three = lasting(Duration.ofDays(70), Duration.ofDays(20));
        Result one = lasting(Duration.ofDays(84), Duration.ofDays(6));

        assertThat(three.cause()).isEqualTo("tls.expires-soon");
        assertThat(three.status()).isEqualTo(Status.DEGRADED);
        assertThat(one.cause()).isEqualTo("tls.expires-soon");
        assertThat(one.status()).isEqualTo(Status.DOWN);
    }

    @Test
    void a_certificate_of_six_days_is_not_in_trouble_all_its_life() throws Exception {
        assertThat(lasting(Duration.ofDays(4), Duration.ofDays(2)).status()).isEqualTo(Status.UP);
        assertThat(lasting(Duration.ofDays(5), Duration.ofDays(1)).status()).isEqualTo(Status.DEGRADED);
        assertThat(lasting(Duration.ofHours(140), Duration.ofHours(4)).status()).isEqualTo(Status.DOWN);
    }

    @Test
    void each_flaw_has_its_name() throws Exception {
        Authority stranger = Authority.create();
        Instant now = Instant.now();
        Authority.Issued ended =
                authority.server(now.minus(Duration.ofDays(9)), now.minus(Duration.ofDays(1)), "localhost");
        Authority.Issued early =
                authority.server(now.plus(Duration.ofDays(1)), now.plus(Duration.ofDays(9)), "localhost");

        assertThat(of(authority.serving(ended)).cause()).isEqualTo("tls.expired");
        assertThat(of(authority.serving(early)).cause()).isEqualTo("tls.not-yet-valid");
        assertThat(of(authority.serving(authority.server("other.example"))).cause())
                .isEqualTo("tls.wrong-host");
        assertThat(of(Authority.context(Authority.selfSigned("localhost"))).cause())
                .isEqualTo("tls.self-signed");
        assertThat(of(Authority.context(authority.server("localhost"))).cause()).isEqualTo("tls.incomplete");
        assertThat(of(stranger.serving(stranger.server("localhost"))).cause()).isEqualTo("tls.untrusted");
    }

    @Test
    void a_certificate_that_was_exchanged_is_seen_in_spite_of_sessions_that_could_be_resumed() throws Exception {
        Instant now = Instant.now();
        KeyStore keys = Authority.store(authority.server("localhost"), authority.intermediate.certificate());
        Authority.Issued ended =
                authority.server(now.minus(Duration.ofDays(9)), now.minus(Duration.ofDays(1)), "localhost");
        SwitchedKeys switched = SwitchedKeys.between(
                keys, Authority.store(ended, authority.intermediate.certificate()), Authority.PASSWORD);
        SSLContext trusting = authority.trusting();
        try (RawServer server = RawServer.tls(
                        switched.context(), socket -> RawServer.answer(socket, RawServer.ok("text/plain", "ok")));
                HttpProbe http = HttpProbe.get(server.url("/")).ssl(trusting)) {
            ProbeHarness certificate = ProbeHarness.of(
                    CertificateProbe.of("localhost", server.port()).ssl(trusting));
            ProbeHarness service = ProbeHarness.of(http);
            for (int i = 0; i < 3; i++) {
                assertThat(service.check().status()).isEqualTo(Status.UP);
                assertThat(certificate.check().status()).isEqualTo(Status.UP);
            }
            service.check();
            switched.flip();

            assertThat(certificate.check().cause()).isEqualTo("tls.expired");
        }
    }

    @Test
    void an_intermediate_that_ends_first_counts() throws Exception {
        Instant now = Instant.now();
        Authority short_ = Authority.create(now.plus(Duration.ofDays(10)));
        Path file = directory.resolve("chain.pem");
        Files.writeString(file, pem(short_.server("localhost").certificate()) + pem(short_.intermediate.certificate()));

        Result result = ProbeHarness.of(CertificateProbe.pem(file)).check();
        assertThat(result.status()).isEqualTo(Status.DEGRADED);
        assertThat(result.summary()).contains("intermediate 'CN=Test Intermediate'");
    }

    @Test
    void a_signature_of_an_old_authority_beside_a_good_chain_does_no_harm() throws Exception {
        Authority.Issued server = authority.server("localhost");
        X509Certificate old = authority.crossSigned(Instant.now().minus(Duration.ofDays(1)));

        assertThat(of(Authority.context(server, authority.intermediate.certificate(), old))
                        .status())
                .isEqualTo(Status.UP);
    }

    @Test
    void smtp_and_postgresql_begin_in_plain_text() throws Exception {
        SSLContext context = authority.serving(authority.server("localhost"));
        try (RawServer smtp = RawServer.of(socket -> {
                    RawServer.send(socket, "220-mail\r\n220 ready\r\n");
                    line(socket);
                    RawServer.send(socket, "250-mail\r\n250 STARTTLS\r\n");
                    line(socket);
                    RawServer.send(socket, "220 go ahead\r\n");
                    secure(context, socket);
                });
                RawServer postgres = RawServer.of(socket -> {
                    socket.getInputStream().readNBytes(8);
                    RawServer.send(socket, "S");
                    secure(context, socket);
                });
                RawServer none = RawServer.of(socket -> {
                    socket.getInputStream().readNBytes(8);
                    RawServer.send(socket, "N");
                });
                RawServer stripped = RawServer.of(socket -> {
                    RawServer.send(socket, "220 ready\r\n");
                    line(socket);
                    RawServer.send(socket, "250-mail\r\n250 SIZE 1000\r\n");
                    line(socket);
                    RawServer.send(socket, "502 unknown\r\n");
                });
                RawServer busy = RawServer.of(socket -> RawServer.send(socket, "554 go away\r\n"))) {
            assertThat(run(CertificateProbe.smtp("localhost", smtp.port())).status())
                    .isEqualTo(Status.UP);
            assertThat(run(CertificateProbe.postgresql("localhost", postgres.port()))
                            .status())
                    .isEqualTo(Status.UP);
            assertThat(run(CertificateProbe.postgresql("localhost", none.port()))
                            .cause())
                    .isEqualTo("tls.not-offered");
            assertThat(run(CertificateProbe.smtp("localhost", stripped.port())).cause())
                    .isEqualTo("tls.not-offered");
            assertThat(run(CertificateProbe.smtp("localhost", busy.port())).cause())
                    .isIn("tls.protocol", "tls.lost");
        }
    }

    @Test
    void a_server_that_is_not_there_or_does_not_answer_or_drips() throws Exception {
        try (ClosedPort closed = ClosedPort.reserve();
                BlackHole hole = BlackHole.open();
                RawServer plain = RawServer.of(socket -> {
                    socket.getInputStream().read();
                    RawServer.send(socket, "HTTP/1.1 400 Bad Request\r\n\r\n");
                });
                RawServer dripping = RawServer.of(socket -> {
                    OutputStream out = socket.getOutputStream();
                    out.write(new byte[] {22, 3, 3, 0x3f, 0, 2, 0, 0x30});
                    while (true) {
                        out.write(0);
                        out.flush();
                        Thread.sleep(20);
                    }
                })) {
            Result refused = run(CertificateProbe.of(closed.host(), closed.port()));
            assertThat(refused.cause()).isEqualTo("tls.refused");
            assertThat(refused.subjects()).containsExactly(Subject.endpoint(closed.host(), closed.port()));
            assertThat(run(CertificateProbe.of(hole.host(), hole.port())).cause())
                    .isEqualTo("tls.timeout");
            assertThat(run(CertificateProbe.of("localhost", dripping.port())).cause())
                    .isEqualTo("tls.timeout");
            assertThat(run(CertificateProbe.of("localhost", plain.port())).cause())
                    .isEqualTo("tls.handshake");
            assertThat(run(CertificateProbe.of("no-such-host.invalid", 443)).cause())
                    .isEqualTo("tls.dns");
        }
    }

    @Test
    void own_files_and_stores() throws Exception {
        Authority.Issued server = authority.server("localhost");
        Path pem = Files.writeString(
                directory.resolve("own.pem"),
                "a comment\n-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"
                        + pem(server.certificate()));
        KeyStore store = Authority.store(server, authority.intermediate.certificate());
        Path file = directory.resolve("own.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, Authority.PASSWORD);
        }

        assertThat(run(CertificateProbe.pem(pem)).status()).isEqualTo(Status.UP);
        assertThat(run(CertificateProbe.keyStore(store)).status()).isEqualTo(Status.UP);
        assertThat(run(CertificateProbe.keyStore(file, "PKCS12", Authority.PASSWORD))
                        .status())
                .isEqualTo(Status.UP);
    }

    @Test
    void what_cannot_be_read_is_unknown() throws Exception {
        Path empty = Files.writeString(directory.resolve("empty.pem"), "nothing here");
        Path broken = Files.writeString(
                directory.resolve("broken.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("root", authority.root.certificate());

        assertThat(run(CertificateProbe.pem(empty)).cause()).isEqualTo("tls.no-certificate");
        assertThat(run(CertificateProbe.pem(broken)).cause()).isEqualTo("tls.unreadable");
        assertThat(run(CertificateProbe.pem(directory.resolve("missing.pem"))).cause())
                .isEqualTo("tls.unreadable");
        assertThat(run(CertificateProbe.keyStore(empty, "PKCS12", "s3cret".toCharArray())))
                .satisfies(result -> assertThat(result.status()).isEqualTo(Status.UNKNOWN))
                .satisfies(result -> assertThat(result.toString()).doesNotContain("s3cret"));
        assertThat(run(CertificateProbe.keyStore(trusted)).cause()).isEqualTo("tls.no-certificate");
    }

    @Test
    void bad_input_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CertificateProbe.of("https://host", 443))
                .withMessageContaining("'host'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CertificateProbe.of("host", 70_000))
                .withMessageContaining("70000");
        assertThatIllegalStateException()
                .isThrownBy(() -> CertificateProbe.pem(Path.of("x")).ssl(SSLContext.getDefault()));
    }

    private static Result lasting(Duration past, Duration left) throws Exception {
        Instant now = Instant.now();
        return of(authority.serving(authority.server(now.minus(past), now.plus(left), "localhost")));
    }

    private static Result of(SSLContext serving) throws Exception {
        try (RawServer server = RawServer.tls(serving, socket -> ((SSLSocket) socket).startHandshake())) {
            return run(CertificateProbe.of("localhost", server.port()));
        }
    }

    private static Result run(CertificateProbe probe) throws Exception {
        CertificateProbe trusting =
                probe.toString().matches("CertificateProbe\\[[^/]+:\\d+]") ? probe.ssl(authority.trusting()) : probe;
        return ProbeHarness.of(trusting).timeout(SHORT).check();
    }

    private static void secure(SSLContext context, Socket plain) throws Exception {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, null, false);
        socket.startHandshake();
        socket.getInputStream().read();
    }

    private static void line(Socket socket) throws Exception {
        while (socket.getInputStream().read() != '\n') {
            // The rest of the line.
        }
    }

    private static String pem(X509Certificate certificate) throws Exception {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(certificate.getEncoded());
        return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
    }
}
