package dev.vitals.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vitals.Vitals;
import dev.vitals.endpoint.Authoriser;
import dev.vitals.endpoint.HealthServer;
import dev.vitals.format.Access;
import dev.vitals.probe.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JettyServerTest {
    private final Vitals vitals = Vitals.builder("orders")
            .startUpGrace(Duration.ZERO)
            .check("a", context -> Result.up("fine"))
            .check("b", context -> Result.degraded("b.slow", "it is slow"))
            .build();
    private final HealthServer server = vitals.serve(0);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void stop() {
        server.close();
        vitals.close();
    }

    @Test
    void it_serves_without_being_named_as_soon_as_its_jar_is_there() {
        assertThat(threads())
                .contains("vitals-http-watch")
                .noneMatch(name -> name.startsWith("HTTP-Dispatcher"))
                .filteredOn(name -> name.matches("vitals-http-\\d+.*"))
                .hasSize(8);
        assertThat(server.uri()).isEqualTo(URI.create("http://127.0.0.1:" + server.port() + "/health"));
    }

    @Test
    void a_report_comes_with_its_headers_and_nothing_that_names_the_server() throws Exception {
        HttpResponse<String> answer = send(request(""));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .startsWith("{\"schema\":1,\"application\":\"orders\"")
                .contains("it is slow");
        assertThat(answer.headers().map())
                .containsEntry("content-type", List.of("application/json"))
                .containsEntry("cache-control", List.of("no-store"))
                .containsEntry("vary", List.of("Accept"))
                .doesNotContainKey("server");
    }

    @Test
    void head_sends_the_length_and_no_body() throws Exception {
        int length = send(request("/live")).body().getBytes(StandardCharsets.UTF_8).length;

        HttpResponse<String> head = send(request("/live").method("HEAD", BodyPublishers.noBody()));

        assertThat(head.headers().firstValueAsLong("content-length")).hasValue(length);
        assertThat(head.body()).isEmpty();
    }

    @Test
    void other_verbs_are_405_even_with_a_body() throws Exception {
        HttpResponse<String> answer = send(request("").POST(BodyPublishers.ofString("x".repeat(50_000))));

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("allow")).contains("GET, HEAD");
    }

    @Test
    void a_body_that_comes_after_its_head_does_not_cost_its_sender_the_answer() throws Exception {
        answersWhoSendsABodyLate();
    }

    private void answersWhoSendsABodyLate() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            for (int i = 0; i < 3; i++) {
                send(socket, "POST /health HTTP/1.1\r\nHost: localhost\r\nContent-Length: 60000\r\n\r\n");
                for (int part = 0; part < 6; part++) {
                    send(socket, "x".repeat(10_000));
                }

                assertThat(head(socket)).startsWith("HTTP/1.1 405").doesNotContainIgnoringCase("connection: close");
            }
        }
    }

    @Test
    void who_has_a_body_of_unknown_length_to_send_is_told_that_the_connection_ends() throws Exception {
        String head = "POST /health HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n";

        assertThat(raw(head)).startsWith("HTTP/1.1 405").containsIgnoringCase("connection: close");
        assertThat(raw(head.replace("Transfer-Encoding: chunked", "Content-Length: 65537")))
                .startsWith("HTTP/1.1 405")
                .containsIgnoringCase("connection: close");
    }

    @Test
    void who_stops_in_the_middle_of_a_body_is_answered_when_the_connection_has_stood_still() throws Exception {
        assertThat(raw("POST /health HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nx"))
                .startsWith("HTTP/1.1 405")
                .containsIgnoringCase("connection: close");
    }

    @Test
    void those_who_never_end_a_body_hold_up_no_more_than_a_few() throws Exception {
        List<Socket> endless = new ArrayList<>();
        try {
            for (int i = 0; i < 16; i++) {
                endless.add(new Socket(InetAddress.getLoopbackAddress(), server.port()));
                send(endless.get(i), "POST /health HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nx");
            }
            await().untilAsserted(() -> assertThat(
                            raw("POST /health HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nx"))
                    .startsWith("HTTP/1.1 405")
                    .containsIgnoringCase("connection: close"));
        } finally {
            for (Socket socket : endless) {
                socket.close();
            }
        }
        await().untilAsserted(this::answersWhoSendsABodyLate);
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Reads an answer, and returns its head. */
    private static String head(Socket socket) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) socket.getInputStream().read());
        }
        Matcher length = Pattern.compile("(?i)content-length: (\\d+)").matcher(head);
        assertThat(length.find()).isTrue();
        socket.getInputStream().readNBytes(Integer.parseInt(length.group(1)));
        return head.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/healthz", "/health/nosuch", "/health/ready/nosuch", "/health/%2e%2e/x", "/health//"})
    void what_does_not_exist_is_404(String path) throws Exception {
        HttpResponse<String> answer =
                send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path)));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
    }

    @Test
    void what_jetty_itself_refuses_is_a_problem_too() throws Exception {
        assertThat(raw("GET /health HTTP/1.1\r\nHost: localhost\r\nbad header\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json")
                .doesNotContainIgnoringCase("jetty");
    }

    @Test
    void a_head_of_more_than_8_kib_is_refused() throws Exception {
        assertThat(raw("GET /health HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(9_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431");
    }

    @Test
    void a_head_that_does_not_end_is_given_up() throws Exception {
        assertThat(raw("GET /health HTTP/1.1\r\nHost: localhost\r\n")).isEmpty();
    }

    @Test
    void of_too_many_connections_the_oldest_that_asks_for_nothing_goes() throws Exception {
        List<SocketChannel> silent = new ArrayList<>();
        try {
            for (int i = 0; i < 520; i++) {
                silent.add(SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port())));
            }
            assertThat(send(request("/live")).statusCode()).isEqualTo(200);
            silent.get(0).configureBlocking(false);
            Awaitility.await().until(() -> isClosed(silent.get(0)));
        } finally {
            for (SocketChannel socket : silent) {
                socket.close();
            }
        }
    }

    @Test
    void a_caller_who_comes_by_ipv6_is_answered_as_one_on_this_host() throws Exception {
        try (HealthServer six =
                HealthServer.builder(vitals).port(0).address("::1").start()) {
            assertThat(six.uri().getHost()).isEqualTo("[0:0:0:0:0:0:0:1]");
            assertThat(send(HttpRequest.newBuilder(six.uri())).body()).contains("it is slow");
        }
    }

    @Test
    void a_caller_who_may_see_statuses_sees_no_more() throws Exception {
        try (HealthServer open = HealthServer.builder(vitals)
                .port(0)
                .authoriser(Authoriser.always(Access.STATUS))
                .start()) {
            assertThat(send(HttpRequest.newBuilder(open.uri())).body())
                    .contains("DEGRADED")
                    .doesNotContain("it is slow");
        }
    }

    @Test
    void a_port_that_is_taken_is_named() {
        assertThatThrownBy(() -> vitals.serve(server.port()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("port " + server.port());
    }

    @Test
    void nothing_is_left_after_closing() {
        server.close();
        server.close();

        Awaitility.await().until(() -> threads().stream().noneMatch(name -> name.startsWith("vitals-http")));
    }

    private static boolean isClosed(SocketChannel socket) {
        try {
            return socket.read(ByteBuffer.allocate(1)) < 0;
        } catch (IOException reset) {
            return true;
        }
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).collect(Collectors.toSet());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.uri() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
