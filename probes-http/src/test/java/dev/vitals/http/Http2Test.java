package dev.vitals.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Threshold;
import dev.vitals.testkit.ProbeHarness;
import dev.vitals.testkit.network.ClosedPort;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real server that offers HTTP/2 in its TLS handshake, and HTTP/1.1 beside it. */
class Http2Test {
    private static Authority authority;
    private static SSLContext trusting;

    private final List<String> versions = new CopyOnWriteArrayList<>();
    private final Set<String> connections = ConcurrentHashMap.newKeySet();
    private Server server;

    @BeforeAll
    static void create() throws Exception {
        authority = Authority.create();
        trusting = authority.trusting();
    }

    @BeforeEach
    void start() throws Exception {
        server = new Server();
        server.setHandler(new Answering());
        server.addConnector(connector());
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void is_used_where_a_server_offers_it_and_one_connection_serves_all_checks() throws Exception {
        try (HttpProbe one = probe(HttpCall.get(url("/ok")).expectJson("/status", "ok"));
                HttpProbe other = probe(HttpCall.post(url("/ok")).json("{}"))) {
            for (int round = 0; round < 3; round++) {
                assertThat(ProbeHarness.of(one).check().status()).isEqualTo(Status.UP);
                assertThat(ProbeHarness.of(other).check().status()).isEqualTo(Status.UP);
            }
        }
        assertThat(versions).hasSize(6).containsOnly("HTTP/2.0");
        assertThat(connections).hasSize(1);
    }

    @Test
    void statuses_and_a_stream_that_is_reset_have_the_causes_they_have_elsewhere() throws Exception {
        assertThat(check("/429").cause()).isEqualTo("http.rate-limited");
        assertThat(check("/500").cause()).isEqualTo("http.server-error");
        assertThat(check("/reset").cause()).isEqualTo("http.lost");
        assertThat(versions).containsOnly("HTTP/2.0");
    }

    @Test
    void an_answer_that_does_not_come_is_a_timeout_and_leaves_the_connection_usable() throws Exception {
        try (HttpProbe stuck = probe(HttpCall.get(url("/never")));
                HttpProbe fine = probe(HttpCall.get(url("/ok")))) {
            assertThat(ProbeHarness.of(fine).check().status()).isEqualTo(Status.UP);
            Result late = ProbeHarness.of(stuck).timeout(Duration.ofSeconds(2)).check();

            assertThat(late.cause()).isEqualTo("http.timeout.answer");
            assertThat(ProbeHarness.of(fine).check().status()).isEqualTo(Status.UP);
        }
    }

    @Test
    void a_server_that_was_started_again_is_up_in_the_next_run() throws Exception {
        try (HttpProbe probe = probe(HttpCall.get(url("/ok")))) {
            assertThat(ProbeHarness.of(probe).check().status()).isEqualTo(Status.UP);
            server.stop();
            assertThat(ProbeHarness.of(probe).check().cause()).isIn("http.refused", "http.lost");
            server.start();
            assertThat(ProbeHarness.of(probe).check().status()).isEqualTo(Status.UP);
        }
    }

    private Result check(String path) throws Exception {
        try (HttpProbe probe = probe(HttpCall.get(url(path)))) {
            return ProbeHarness.of(probe).check();
        }
    }

    private static HttpProbe probe(HttpCall call) {
        return HttpProbe.of(call)
                .ssl(trusting)
                .limits(l -> l.answer(Threshold.above(Duration.ofHours(1), Duration.ofHours(2))));
    }

    private String url(String path) {
        return "https://localhost:" + ((ServerConnector) server.getConnectors()[0]).getLocalPort() + path;
    }

    private ServerConnector connector() throws Exception {
        HttpConfiguration secure = new HttpConfiguration();
        secure.addCustomizer(new SecureRequestCustomizer());
        HttpConnectionFactory http1 = new HttpConnectionFactory(secure);
        ALPNServerConnectionFactory offer = new ALPNServerConnectionFactory();
        offer.setDefaultProtocol(http1.getProtocol());
        SslContextFactory.Server keys = new SslContextFactory.Server();
        keys.setSslContext(authority.serving(authority.server("localhost")));
        ServerConnector connector = new ServerConnector(
                server,
                new SslConnectionFactory(keys, offer.getProtocol()),
                offer,
                new HTTP2ServerConnectionFactory(secure),
                http1);
        connector.setHost("localhost");
        try (ClosedPort free = ClosedPort.reserve()) {
            connector.setPort(free.port());
        }
        return connector;
    }

    private final class Answering extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            versions.add(request.getConnectionMetaData().getHttpVersion().asString());
            connections.add(request.getConnectionMetaData().getId());
            switch (request.getHttpURI().getPath()) {
                case "/429" -> Response.writeError(request, response, callback, 429);
                case "/500" -> Response.writeError(request, response, callback, 500);
                case "/reset" -> {
                    response.setStatus(200);
                    response.write(false, ByteBuffer.wrap("{".getBytes(UTF_8)), Callback.NOOP);
                    callback.failed(new IllegalStateException("planted"));
                }
                case "/never" -> request.addFailureListener(callback::failed);
                default -> response.write(true, ByteBuffer.wrap("{\"status\": \"ok\"}".getBytes(UTF_8)), callback);
            }
            return true;
        }
    }
}
