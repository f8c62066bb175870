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
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Login, upload, read back, clean up. */
class FlowProbeTest {
    private static final String TOKEN = "t0ken\"&?";

    private HttpServer shop;
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private volatile String failing = "";
    private volatile String loginBody = "{\"token\": \"t0ken\\\"&?\"}";

    @BeforeEach
    void start() throws IOException {
        shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        shop.createContext("/", this::serve);
        shop.start();
    }

    @AfterEach
    void stop() {
        shop.stop(0);
    }

    @Test
    void values_are_carried_from_step_to_step() throws Exception {
        Result result = run();

        assertThat(result.status()).isEqualTo(Status.UP);
        assertThat(result.summary()).startsWith("4 steps in ");
        assertThat(seen)
                .containsExactly(
                        "POST /login",
                        "POST /documents Bearer " + TOKEN + " SESSION=abc",
                        "GET /documents/a%2Fb%20c Bearer " + TOKEN,
                        "DELETE /documents/a%2Fb%20c Bearer " + TOKEN);
    }

    @Test
    void the_step_that_fails_is_named_and_the_clean_up_still_runs() throws Exception {
        failing = "GET";
        Result result = run();

        assertThat(result.status()).isEqualTo(Status.DOWN);
        assertThat(result.cause()).isEqualTo("http.server-error");
        assertThat(result.summary()).contains("step 'read back' (3 of 4)", "answers 500");
        assertThat(seen).last().asString().startsWith("DELETE");
        assertThat(result.toString()).doesNotContain(TOKEN).doesNotContain("t0ken");
    }

    @Test
    void a_login_that_is_refused_or_limited_is_not_tried_again_at_once() throws Exception {
        for (String status : List.of("401 No", "429 Slow down")) {
            try (RawServer server = RawServer.answering(
                            "HTTP/1.1 " + status + "\r\nRetry-After: 120\r\nContent-Length: 0\r\n\r\n");
                    FlowProbe probe = FlowProbe.of(
                            FlowStep.of("login", HttpCall.post(server.url("/")).json("{}")))) {
                ProbeHarness harness = ProbeHarness.of(probe);
                Result first = harness.check();

                assertThat(first.summary()).contains("step 'login' (1 of 1)", "next attempt in 2 m");
                assertThat(harness.check().cause()).isEqualTo(first.cause());
                assertThat(server.connections()).isEqualTo(1);
            }
        }
    }

    @Test
    void a_clean_up_without_its_values_does_not_run() throws Exception {
        failing = "POST /login";
        Result result = run();

        assertThat(result.summary()).contains("step 'login' (1 of 4)");
        assertThat(seen).containsExactly("POST /login");
    }

    @Test
    void a_clean_up_that_fails_is_a_matter_of_its_own() throws Exception {
        failing = "DELETE";
        Result result = run();

        assertThat(result.cause()).isEqualTo("flow.clean-up");
        assertThat(result.status()).isEqualTo(Status.DEGRADED);
        assertThat(result.summary()).contains("step 'delete' (4 of 4)");
    }

    @Test
    void an_answer_without_the_value_is_named() throws Exception {
        loginBody = "{\"error\": \"no\"}";

        assertThat(run().cause()).isEqualTo("flow.value");
        assertThat(run().summary()).contains("step 'login' (1 of 4) has no /token");
    }

    @Test
    void a_value_cannot_smuggle_a_header() throws Exception {
        loginBody = "{\"token\": \"a\\r\\nX-Evil: 1\"}";

        Result result = run();
        assertThat(result.cause()).isEqualTo("http.unsendable");
        assertThat(seen).containsExactly("POST /login");
    }

    @Test
    void every_fault_of_a_script_is_named_at_once() {
        HttpCall call = HttpCall.get(url("/x/${id}")).header("X-Token", "${token}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FlowProbe.of(FlowStep.of("a", call), FlowStep.of("a", HttpCall.get(url("/")))))
                .withMessageContaining("step 'a' needs [id, token]")
                .withMessageContaining("two steps are named 'a'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FlowProbe.of(FlowStep.cleanUp("a", HttpCall.get(url("/")))));
    }

    private Result run() throws Exception {
        String bearer = "Bearer ${token}";
        FlowStep login = FlowStep.of("login", HttpCall.post(url("/login")).json("{\"password\": \"p\"}"))
                .keep("token", "/token")
                .keepCookie("session", "SESSION");
        FlowStep upload = FlowStep.of(
                        "upload",
                        HttpCall.post(url("/documents"))
                                .header("Authorization", bearer)
                                .header("Cookie", "SESSION=${session}")
                                .upload("file", "probe.txt", "text/plain", "hello".getBytes(UTF_8))
                                .expectStatus(201))
                .keepHeader("id", "X-Id");
        FlowStep read = FlowStep.of(
                "read back",
                HttpCall.get(url("/documents/${id}"))
                        .header("Authorization", bearer)
                        .expectText("hello"));
        FlowStep delete = FlowStep.cleanUp(
                "delete", HttpCall.delete(url("/documents/${id}")).header("Authorization", bearer));
        try (FlowProbe probe = FlowProbe.of(login, upload, read, delete)) {
            return ProbeHarness.of(probe).check();
        }
    }

    private String url(String path) {
        return "http://127.0.0.1:" + shop.getAddress().getPort() + path;
    }

    private void serve(HttpExchange exchange) throws IOException {
        String request =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath();
        String token = exchange.getRequestHeaders().getFirst("Authorization");
        String cookie = exchange.getRequestHeaders().getFirst("Cookie");
        seen.add(request + (token == null ? "" : " " + token) + (cookie == null ? "" : " " + cookie));
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().add("Set-Cookie", "SESSION=abc; Path=/; HttpOnly");
        exchange.getResponseHeaders().add("X-Id", "a/b c");
        boolean fails = !failing.isEmpty() && request.startsWith(failing);
        byte[] body = (request.endsWith("/login") ? loginBody : "hello").getBytes(UTF_8);
        exchange.sendResponseHeaders(fails ? 500 : request.equals("POST /documents") ? 201 : 200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
