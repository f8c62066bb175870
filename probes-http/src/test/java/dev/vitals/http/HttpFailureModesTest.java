package dev.vitals.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Result;
import dev.vitals.probe.Size;
import dev.vitals.probe.Status;
import dev.vitals.probe.Subject;
import dev.vitals.probe.Threshold;
import dev.vitals.testkit.ProbeHarness;
import dev.vitals.testkit.network.BlackHole;
import dev.vitals.testkit.network.ClosedPort;
import java.io.ByteArrayOutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Every way in which an HTTP service fails has a name of its own, and an end. */
class HttpFailureModesTest {
    private static final Duration SHORT = Duration.ofSeconds(2);

    @Test
    void a_name_without_an_address() throws Exception {
        Result result = run(HttpProbe.get("http://no-such-host.invalid/health"));

        assertThat(result.cause()).isEqualTo("http.dns");
        assertThat(result.summary()).contains("no-such-host.invalid");
        assertThat(result.subjects()).containsExactly(Subject.endpoint("no-such-host.invalid", 80));
    }

    @Test
    void nothing_listens() throws Exception {
        try (ClosedPort closed = ClosedPort.reserve()) {
            Result result = run(HttpProbe.get("http://" + closed.host() + ":" + closed.port() + "/"));

            assertThat(result.cause()).isEqualTo("http.refused");
            assertThat(result.status()).isEqualTo(Status.DOWN);
        }
    }

    @Test
    void no_connection_in_time() throws Exception {
        try (BlackHole hole = BlackHole.unreachable()) {
            assertThat(run(HttpProbe.get("http://" + hole.host() + ":" + hole.port() + "/"))
                            .cause())
                    .isIn("http.timeout.connect", "http.unreachable");
        }
    }

    @Test
    void no_answer_in_time() throws Exception {
        try (BlackHole hole = BlackHole.open()) {
            assertThat(run(HttpProbe.get("http://" + hole.host() + ":" + hole.port() + "/"))
                            .cause())
                    .isEqualTo("http.timeout.answer");
        }
    }

    @Test
    void no_handshake_in_time() throws Exception {
        try (BlackHole hole = BlackHole.open()) {
            assertThat(run(HttpProbe.get("https://" + hole.host() + ":" + hole.port() + "/"))
                            .cause())
                    .isEqualTo("http.timeout.tls");
        }
    }

    @Test
    void a_body_that_drips() throws Exception {
        try (RawServer server = RawServer.of(socket -> {
            RawServer.answer(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
            drip(socket, "x");
        })) {
            assertThat(run(HttpProbe.get(server.url("/"))).cause()).isEqualTo("http.timeout.body");
        }
    }

    @Test
    void headers_that_drip() throws Exception {
        try (RawServer server = RawServer.of(socket -> {
            RawServer.answer(socket, "HTTP/1.1 200 OK\r\n");
            drip(socket, "X-More: and more\r\n");
        })) {
            assertThat(run(HttpProbe.get(server.url("/"))).cause()).isEqualTo("http.timeout.answer");
        }
    }

    @Test
    void headers_without_end() throws Exception {
        try (RawServer server = RawServer.of(socket -> {
            RawServer.answer(socket, "HTTP/1.1 200 OK\r\n");
            for (int i = 0; ; i++) {
                RawServer.send(socket, ("X-" + i + ": " + "x".repeat(1000) + "\r\n").repeat(20));
            }
        })) {
            assertThat(run(HttpProbe.get(server.url("/"))).cause())
                    .isIn("http.protocol", "http.lost", "http.timeout.answer");
        }
    }

    @Test
    void an_endless_body_is_read_so_far_and_no_further() throws Exception {
        try (RawServer server = RawServer.of(socket -> {
            RawServer.answer(socket, "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nready ");
            flood(socket);
        })) {
            HttpProbe small = HttpProbe.get(server.url("/")).limits(l -> l.body(Size.ofBytes(5_000)));
            HttpProbe found = HttpProbe.of(HttpCall.get(server.url("/")).expectText("ready"));
            HttpProbe undecided = HttpProbe.of(HttpCall.get(server.url("/")).expectNoText("error"));

            Result result = run(small);
            assertThat(result.status()).isEqualTo(Status.UP);
            assertThat(result.observations())
                    .anyMatch(seen -> seen.name().equals("http.answer.size") && seen.value() == 5_000);
            assertThat(run(found).status()).isEqualTo(Status.UP);
            assertThat(run(undecided).cause()).isEqualTo("http.too-large");
            assertThat(run(undecided).status()).isEqualTo(Status.UNKNOWN);
        }
    }

    @Test
    void a_bomb_is_unpacked_so_far_and_no_further() throws Exception {
        String bomb = gzip("{\"status\": \"" + "0".repeat(50_000_000));
        try (RawServer server = RawServer.answering(packed(bomb))) {
            Result result = run(HttpProbe.of(HttpCall.get(server.url("/")).expectJson("/status", "ok")));

            assertThat(result.cause()).isEqualTo("http.too-large");
        }
    }

    @Test
    void a_packed_body_is_unpacked() throws Exception {
        try (RawServer server = RawServer.answering(packed(gzip("{\"status\": \"ok\"}")))) {
            assertThat(run(HttpProbe.of(HttpCall.get(server.url("/")).expectJson("/status", "ok")))
                            .status())
                    .isEqualTo(Status.UP);
        }
    }

    @Test
    void a_packed_body_that_is_none() throws Exception {
        try (RawServer server = RawServer.answering(packed("plain"))) {
            assertThat(run(HttpProbe.of(HttpCall.get(server.url("/")).expectText("plain")))
                            .cause())
                    .isEqualTo("http.content");
        }
    }

    @Test
    void invalid_json() throws Exception {
        try (RawServer server = RawServer.answering(RawServer.ok("application/json", "<html>please log in</html>"))) {
            Result result = run(HttpProbe.of(HttpCall.get(server.url("/")).expectJson("/status", "ok")));

            assertThat(result.cause()).isEqualTo("http.json");
            assertThat(result.evidence().toString()).contains("please log in");
        }
    }

    @Test
    void json_so_deep_that_a_stack_would_not_hold_it() throws Exception {
        try (RawServer server = RawServer.answering(RawServer.ok("application/json", "[".repeat(500_000)))) {
            assertThat(run(HttpProbe.of(HttpCall.get(server.url("/")).expectJsonAt("/0")))
                            .cause())
                    .isEqualTo("http.json");
        }
    }

    @Test
    void a_pattern_that_would_take_for_ever() throws Exception {
        try (RawServer server = RawServer.answering(RawServer.ok("text/plain", "a".repeat(5_000) + "!"))) {
            HttpProbe probe =
                    HttpProbe.of(HttpCall.get(server.url("/")).expectMatch(Pattern.compile("(a|aa)+(b|c)+$")));

            assertThat(run(probe).cause()).isIn("http.too-large", "http.content");
        }
    }

    @Test
    void something_that_is_no_http() throws Exception {
        try (RawServer server = RawServer.answering("220 mail.example ESMTP\r\n\r\n")) {
            assertThat(run(HttpProbe.get(server.url("/"))).cause()).isEqualTo("http.protocol");
        }
    }

    @Test
    void a_connection_that_ends_without_an_answer() throws Exception {
        try (RawServer server = RawServer.of(RawServer::readHead)) {
            assertThat(run(HttpProbe.get(server.url("/"))).cause()).isEqualTo("http.lost");
        }
    }

    @Test
    void a_content_length_that_promises_too_much() throws Exception {
        try (RawServer server = RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort")) {
            Result result = run(HttpProbe.get(server.url("/")));

            assertThat(result.cause()).isEqualTo("http.lost");
            assertThat(result.summary()).contains("in the middle of the answer");
        }
    }

    @Test
    void a_content_length_that_promises_too_little_does_not_spoil_the_next_answer() throws Exception {
        try (RawServer server = RawServer.answering(
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 500 Surprise\r\nContent-Length: 0\r\n\r\n")) {
            HttpProbe patient = HttpProbe.get(server.url("/"))
                    .limits(l -> l.answer(Threshold.above(Duration.ofHours(1), Duration.ofHours(2))));
            ProbeHarness harness = ProbeHarness.of(patient);

            assertThat(harness.check().status()).isEqualTo(Status.UP);
            assertThat(harness.check().status()).isEqualTo(Status.UP);
        }
    }

    @Test
    void a_content_length_that_is_no_number() throws Exception {
        try (RawServer server = RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n")) {
            assertThat(run(HttpProbe.get(server.url("/"))).cause()).isIn("http.protocol", "http.lost");
        }
    }

    @Test
    void a_server_that_answers_before_it_has_read() throws Exception {
        try (RawServer server = RawServer.of(socket -> {
            RawServer.send(socket, "HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            socket.shutdownOutput();
            // What it does not read makes the system reset the connection.
        })) {
            HttpCall upload = HttpCall.post(server.url("/"))
                    .upload("file", "a.bin", "application/octet-stream", new byte[8_000_000]);

            assertThat(run(HttpProbe.of(upload)).cause()).isIn("http.client-error", "http.lost");
        }
    }

    @Test
    void redirects_in_a_circle() throws Exception {
        try (RawServer server = RawServer.of(socket -> {
            String head = RawServer.readHead(socket);
            String to = head.startsWith("GET /a") ? "/b" : "/a";
            RawServer.send(socket, "HTTP/1.1 302 Found\r\nLocation: " + to + "\r\nContent-Length: 0\r\n\r\n");
        })) {
            HttpCall call = HttpCall.get(server.url("/a"));

            assertThat(run(HttpProbe.of(call.followRedirects(5))).cause()).isEqualTo("http.redirect.loop");
            assertThat(run(HttpProbe.of(call)).cause()).isEqualTo("http.redirect");
        }
    }

    @Test
    void redirects_that_never_end() throws Exception {
        try (RawServer server = RawServer.of(socket -> {
            String path = RawServer.readHead(socket).split(" ", -1)[1];
            RawServer.send(socket, "HTTP/1.1 302 Found\r\nLocation: " + path + "x\r\nContent-Length: 0\r\n\r\n");
        })) {
            Result result = run(HttpProbe.of(HttpCall.get(server.url("/")).followRedirects(3)));

            assertThat(result.cause()).isEqualTo("http.redirect.loop");
            assertThat(server.connections()).isLessThanOrEqualTo(4);
        }
    }

    @Test
    void plain_text_at_a_port_with_tls_and_the_reverse() throws Exception {
        Authority authority = Authority.create();
        try (RawServer plain = RawServer.of(socket -> {
                    socket.getInputStream().read();
                    RawServer.send(socket, "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
                });
                RawServer secure = RawServer.tls(
                        authority.serving(authority.server("localhost")),
                        socket -> RawServer.answer(socket, RawServer.ok("text/plain", "ok")))) {
            assertThat(run(HttpProbe.get("https://localhost:" + plain.port() + "/"))
                            .cause())
                    .isEqualTo("tls.handshake");
            assertThat(run(HttpProbe.get("http://localhost:" + secure.port() + "/"))
                            .cause())
                    .isIn("http.protocol", "http.lost");
        }
    }

    @Test
    void an_answer_that_is_right_but_late() throws Exception {
        try (RawServer server = RawServer.answering(RawServer.ok("text/plain", "ok"))) {
            HttpProbe probe = HttpProbe.get(server.url("/"))
                    .limits(l -> l.answer(Threshold.above(Duration.ofNanos(1), Duration.ofHours(1))));

            Result result = run(probe);
            assertThat(result.cause()).isEqualTo("http.slow");
            assertThat(result.status()).isEqualTo(Status.DEGRADED);
        }
    }

    private static Result run(HttpProbe probe) throws Exception {
        try (probe) {
            return ProbeHarness.of(probe).timeout(SHORT).check();
        }
    }

    private static void drip(Socket socket, String drop) throws Exception {
        while (true) {
            RawServer.send(socket, drop);
            Thread.sleep(20);
        }
    }

    private static void flood(Socket socket) throws Exception {
        String much = "0123456789abcdef".repeat(4096);
        while (true) {
            RawServer.send(socket, much);
        }
    }

    private static String gzip(String text) throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(UTF_8));
        }
        return bytes.toString(ISO_8859_1);
    }

    private static String packed(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + body.length()
                + "\r\nConnection: close\r\n\r\n" + body;
    }
}
