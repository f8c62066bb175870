package dev.vitals.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.testkit.ProbeHarness;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpProbeTest {
    private static final String SECRET = "c0rrect-h0rse";

    private HttpServer server;
    private final AtomicInteger requests = new AtomicInteger();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<Map<String, List<String>>> heads = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/ok", exchange -> answer(exchange, 200, "{\"status\": \"ok\", \"queue\": 12}"));
        server.createContext("/status/", this::status);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void a_success_is_up_with_what_it_took() throws Exception {
        Result result = run(HttpCall.get(url("/ok")));

        assertThat(result.status()).isEqualTo(Status.UP);
        assertThat(result.summary()).startsWith("GET " + url("/ok") + " answers 200 in ");
        assertThat(result.observations())
                .extracting(seen -> seen.name())
                .containsExactly("http.answer", "http.answer.first-byte", "http.answer.dns", "http.answer.size");
    }

    @ParameterizedTest
    @CsvSource({
        "301, http.redirect, DOWN",
        "400, http.client-error, DOWN",
        "401, http.auth, DOWN",
        "403, http.auth, DOWN",
        "404, http.client-error, DOWN",
        "407, http.proxy.auth, DOWN",
        "429, http.rate-limited, DEGRADED",
        "500, http.server-error, DOWN",
        "502, http.gateway, DOWN",
        "503, http.server-error, DOWN",
        "504, http.gateway, DOWN",
    })
    void each_class_of_status_has_its_cause(int status, String cause, Status expected) throws Exception {
        Result result = run(HttpCall.get(url("/status/" + status)));

        assertThat(result.cause()).isEqualTo(cause);
        assertThat(result.status()).isEqualTo(expected);
        assertThat(result.summary()).contains("answers " + status);
        assertThat(result.remedies()).isNotEmpty();
    }

    @Test
    void a_status_that_is_expected_is_right_and_another_is_not() throws Exception {
        assertThat(run(HttpCall.get(url("/status/401")).expectStatus(401)).status())
                .isEqualTo(Status.UP);
        assertThat(run(HttpCall.get(url("/ok")).expectStatus(201, 204)).cause()).isEqualTo("http.status");
    }

    @Test
    void a_rate_limit_is_honoured_for_as_long_as_it_says() throws Exception {
        try (HttpProbe probe = HttpProbe.get(url("/status/429?after=3"))) {
            ProbeHarness harness = ProbeHarness.of(probe);

            assertThat(harness.check().summary()).contains("next attempt in 3");
            Result second = harness.check();
            assertThat(second.cause()).isEqualTo("http.rate-limited");
            assertThat(second.summary()).contains("next attempt in");
            assertThat(requests).hasValue(1);
        }
    }

    @Test
    void maintenance_is_told_from_an_error_and_honoured() throws Exception {
        try (HttpProbe probe = HttpProbe.get(url("/status/503?after=120"))) {
            ProbeHarness harness = ProbeHarness.of(probe);

            assertThat(harness.check().cause()).isEqualTo("http.maintenance");
            assertThat(harness.check().cause()).isEqualTo("http.maintenance");
            assertThat(requests).hasValue(1);
        }
    }

    @Test
    void a_server_cannot_blind_a_check_for_a_year() throws Exception {
        try (HttpProbe probe = HttpProbe.get(url("/status/503?after=31536000"))) {
            assertThat(ProbeHarness.of(probe).check().summary()).containsPattern("next attempt in 1[56] min|15 m|16 m");
        }
    }

    @Test
    void a_server_error_is_asked_again_at_once() throws Exception {
        try (HttpProbe probe = HttpProbe.get(url("/status/500"))) {
            ProbeHarness harness = ProbeHarness.of(probe);
            harness.check();
            harness.check();

            assertThat(requests).hasValue(2);
        }
    }

    @Test
    void conditions_on_the_body() throws Exception {
        HttpCall call = HttpCall.get(url("/ok"));

        assertThat(run(call.expectText("ok")
                                .expectNoText("error")
                                .expectMatch(Pattern.compile("queue\": \\d+"))
                                .expectJson("/status", "ok")
                                .expectJson("/queue", 12)
                                .expectJsonAt("/queue")
                                .expectJsonBetween("/queue", 0, 20))
                        .status())
                .isEqualTo(Status.UP);
        assertThat(run(call.expectText("green")).summary()).contains("does not contain 'green'");
        assertThat(run(call.expectNoText("ok")).cause()).isEqualTo("http.content");
        assertThat(run(call.expectMatch(Pattern.compile("^x"))).cause()).isEqualTo("http.content");
        assertThat(run(call.expectJson("/status", "UP")).summary()).contains("/status is 'ok', expected 'UP'");
        assertThat(run(call.expectJsonAt("/missing")).summary()).contains("/missing is missing");
        assertThat(run(call.expectJsonBetween("/queue", 0, 5)).summary()).contains("/queue is '12'");
    }

    @Test
    void what_is_sent_arrives() throws Exception {
        run(HttpCall.post(url("/ok")).json("{\"a\": 1}").bearer(SECRET).header("X-Tenant", "shop"));
        run(HttpCall.post(url("/ok")).form(Map.of("user", "a&b=c")).basic("probe", SECRET));
        run(HttpCall.put(url("/ok")).upload("file", "a\"\r\n.txt", "text/plain", "content".getBytes(UTF_8)));

        assertThat(bodies.get(0)).isEqualTo("{\"a\": 1}");
        assertThat(heads.get(0)).containsEntry("Authorization", List.of("Bearer " + SECRET));
        assertThat(heads.get(0)).containsEntry("X-tenant", List.of("shop"));
        assertThat(bodies.get(1)).isEqualTo("user=a%26b%3Dc");
        assertThat(heads.get(1).get("Authorization").get(0)).startsWith("Basic ");
        assertThat(bodies.get(2))
                .contains("filename=\"a%22%0D%0A.txt\"\r\nContent-Type: text/plain\r\n\r\ncontent\r\n");
    }

    @Test
    void credentials_follow_a_redirect_to_the_same_server_only() throws Exception {
        try (RawServer other = RawServer.of(socket -> {
            bodies.add(RawServer.readHead(socket));
            RawServer.send(socket, RawServer.ok("text/plain", "ok"));
        })) {
            server.createContext("/away", exchange -> {
                exchange.getResponseHeaders().set("Location", other.url("/there"));
                answer(exchange, 302, "");
            });
            server.createContext("/here", exchange -> {
                exchange.getResponseHeaders().set("Location", "/ok");
                answer(exchange, 302, "");
            });
            HttpCall.get(url("/away")).bearer(SECRET).followRedirects(3);
            assertThat(run(HttpCall.get(url("/away")).bearer(SECRET).followRedirects(3))
                            .status())
                    .isEqualTo(Status.UP);
            assertThat(run(HttpCall.get(url("/here")).bearer(SECRET).followRedirects(3))
                            .status())
                    .isEqualTo(Status.UP);
        }
        assertThat(bodies.get(1)).contains("GET /there").doesNotContain(SECRET);
        assertThat(heads.get(2)).containsEntry("Authorization", List.of("Bearer " + SECRET));
    }

    @Test
    void no_secret_is_in_any_text() throws Exception {
        HttpCall call = HttpCall.post(url("/status/500?token=" + SECRET))
                .basic("probe", SECRET)
                .header("X-Api-Key", SECRET)
                .json("{\"password\": \"" + SECRET + "\"}");
        try (HttpProbe probe = HttpProbe.of(call)) {
            assertThat(call + " " + probe + " " + ProbeHarness.of(probe).check() + probe.defaultPolicy())
                    .doesNotContain(SECRET);
        }
    }

    @Test
    void a_token_that_was_asked_for_just_now_cannot_smuggle_a_header() throws Exception {
        Result result = run(HttpCall.get(url("/ok")).bearer(() -> SECRET + "\r\nX-Evil: 1"));

        assertThat(result.cause()).isEqualTo("http.unsendable");
        assertThat(result.status()).isEqualTo(Status.UNKNOWN);
        assertThat(result.toString()).doesNotContain(SECRET);
        assertThat(requests).hasValue(0);
    }

    @Test
    void a_proxy_is_used_and_named_when_it_is_not_there() throws Exception {
        try (RawServer proxy = RawServer.of(socket -> {
            bodies.add(RawServer.readHead(socket));
            RawServer.send(socket, RawServer.ok("text/plain", "by proxy"));
        })) {
            try (HttpProbe probe = HttpProbe.of(
                            HttpCall.get("http://internal.invalid/health").expectText("by proxy"))
                    .proxy("127.0.0.1", proxy.port())) {
                assertThat(ProbeHarness.of(probe).check().status()).isEqualTo(Status.UP);
            }
            assertThat(bodies.get(0)).startsWith("GET http://internal.invalid/health");
        }
    }

    @Test
    void bad_input_is_refused_and_not_repeated() {
        refused(() -> HttpCall.get("ftp://host/"), "http://");
        refused(() -> HttpCall.get("http://user:" + SECRET + "@host/"), "basic(user, password)");
        refused(() -> HttpCall.get("http:///path"), "'url' must");
        refused(() -> HttpCall.get("not an address " + SECRET), "'url' must");
        refused(() -> HttpCall.get(url("/")).header("X-A", SECRET + "\r\nX-B: 1"), "'X-A'");
        refused(() -> HttpCall.get(url("/")).header("X A", SECRET), "'name'");
        refused(() -> HttpCall.get(url("/")).header("Host", "other"), "'Host'");
        refused(() -> HttpCall.get(url("/")).expectStatus(), "'statuses'");
        refused(() -> HttpCall.get(url("/")).expectJson("status", "ok"), "'pointer'");
        refused(() -> HttpCall.get(url("/")).expectJson("/status", List.of()), "'value'");
        refused(() -> HttpCall.get(url("/")).followRedirects(0), "'most'");
        refused(() -> HttpCall.of("GET /", url("/")), "'method'");
        refused(() -> HttpProbe.of(HttpCall.get(url("/${id}"))), "[id]");
        refused(() -> HttpProbe.get(url("/")).proxy("host", 0), "'port'");
    }

    private static void refused(Runnable bad, String named) {
        assertThatIllegalArgumentException()
                .isThrownBy(bad::run)
                .withMessageContaining(named)
                .satisfies(thrown -> assertThat(thrown.getMessage()).doesNotContain(SECRET));
    }

    private static Result run(HttpCall call) throws Exception {
        try (HttpProbe probe = HttpProbe.of(call)) {
            return ProbeHarness.of(probe).check();
        }
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private void status(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getQuery();
        if (query != null && query.startsWith("after=")) {
            exchange.getResponseHeaders().set("Retry-After", query.substring("after=".length()));
        }
        String path = exchange.getRequestURI().getPath();
        answer(exchange, Integer.parseInt(path.substring(path.lastIndexOf('/') + 1)), "no");
    }

    private void answer(HttpExchange exchange, int status, String body) throws IOException {
        requests.incrementAndGet();
        heads.add(Map.copyOf(exchange.getRequestHeaders()));
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
