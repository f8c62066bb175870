package dev.vitals.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Subject;
import dev.vitals.testkit.ProbeHarness;
import dev.vitals.testkit.network.BlackHole;
import dev.vitals.testkit.network.ClosedPort;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A proxy that fails is named, and the service behind it is not blamed. */
class ProxyTest {
    private static Authority authority;
    private static RawServer plain;
    private static RawServer secure;

    @BeforeAll
    static void start() throws Exception {
        authority = Authority.create();
        plain = RawServer.answering(RawServer.ok("text/plain", "ok"));
        secure = RawServer.tls(
                authority.serving(authority.server("localhost")),
                socket -> RawServer.answer(socket, RawServer.ok("text/plain", "ok")));
    }

    @AfterAll
    static void stop() throws Exception {
        plain.close();
        secure.close();
    }

    @Test
    void one_that_wants_a_login() throws Exception {
        try (RawServer proxy = RawServer.answering(
                "HTTP/1.1 407 Login\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n")) {
            assertThat(run(plain, "localhost", proxy.port()).cause()).isEqualTo("http.proxy.auth");

            Result result = run(secure, "localhost", proxy.port());
            assertThat(result.cause()).isEqualTo("http.proxy.auth");
            assertThat(result.summary()).contains("at localhost:" + proxy.port());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 403, 500, 502, 503})
    void one_that_does_not_connect(int status) throws Exception {
        try (RawServer proxy = RawServer.answering("HTTP/1.1 " + status + " No\r\nContent-Length: 0\r\n\r\n")) {
            Result result = run(secure, "localhost", proxy.port());

            assertThat(result.cause()).isEqualTo("http.proxy.refused");
            assertThat(result.summary()).contains("it answers " + status);
            assertThat(result.subjects()).containsExactly(Subject.endpoint("localhost", proxy.port()));
        }
    }

    @Test
    void one_that_is_not_there_is_one_subject_of_all_services_behind_it() throws Exception {
        try (ClosedPort closed = ClosedPort.reserve()) {
            for (RawServer service : new RawServer[] {plain, secure}) {
                Result result = run(service, closed.host(), closed.port());

                assertThat(result.cause()).isEqualTo("http.proxy.unreachable");
                assertThat(result.status()).isEqualTo(Status.DOWN);
                assertThat(result.subjects()).containsExactly(Subject.endpoint(closed.host(), closed.port()));
            }
        }
        assertThat(run(plain, "no-proxy.invalid", 3128).cause()).isEqualTo("http.proxy.unreachable");
    }

    @Test
    void one_that_is_frozen_or_hangs_up_or_is_none() throws Exception {
        try (BlackHole frozen = BlackHole.open();
                RawServer mute = RawServer.of(RawServer::readHead);
                RawServer mail = RawServer.answering("220 mail.example ESMTP\r\n\r\n")) {
            assertThat(run(secure, frozen.host(), frozen.port(), Duration.ofSeconds(10))
                            .cause())
                    .isEqualTo("http.proxy.unreachable");
            assertThat(run(secure, "localhost", mute.port()).cause()).isEqualTo("http.proxy.unreachable");
            assertThat(run(secure, "localhost", mail.port()).cause()).isEqualTo("http.protocol");
        }
    }

    @Test
    void one_that_intercepts() throws Exception {
        Authority stranger = Authority.create();
        SSLContext context = stranger.serving(stranger.server("localhost"));
        try (RawServer proxy = RawServer.of(socket -> {
            RawServer.answer(socket, "HTTP/1.1 200 OK\r\n\r\n");
            var secured = (SSLSocket) context.getSocketFactory().createSocket(socket, "client", 1, true);
            secured.setUseClientMode(false);
            secured.startHandshake();
        })) {
            assertThat(run(secure, "localhost", proxy.port()).cause()).isEqualTo("tls.untrusted");
        }
    }

    private static Result run(RawServer service, String host, int port) throws Exception {
        return run(service, host, port, Duration.ofMinutes(1));
    }

    private static Result run(RawServer service, String host, int port, Duration timeout) throws Exception {
        try (HttpProbe probe =
                HttpProbe.get(service.url("/")).ssl(authority.trusting()).proxy(host, port)) {
            return ProbeHarness.of(probe).timeout(timeout).check();
        }
    }
}
