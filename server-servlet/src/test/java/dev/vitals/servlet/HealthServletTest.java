package dev.vitals.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitals.Vitals;
import dev.vitals.endpoint.Authoriser;
import dev.vitals.endpoint.HealthHandler;
import dev.vitals.format.Access;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Result;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The servlet in real containers: Jetty, and Tomcat. */
@Timeout(120)
@TestInstance(Lifecycle.PER_CLASS)
class HealthServletTest {
    private static final int CALLERS = 3 * Container.THREADS;

    private final CountDownLatch letGo = new CountDownLatch(1);
    private final CountDownLatch entered = new CountDownLatch(1);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Vitals vitals = Vitals.builder("shop")
            .check("db", context -> Result.up("fine"), c -> c.impact(Impact.CRITICAL))
            .check("mailbox", context -> Result.up("full"))
            .build();
    private final Map<String, Container> containers = new LinkedHashMap<>();

    @BeforeAll
    void start() throws Exception {
        await().until(vitals::started);
        containers.put("jetty", Container.jetty(servlets()));
        containers.put("tomcat", Container.tomcat(servlets()));
    }

    @AfterAll
    void stop() throws Exception {
        letGo.countDown();
        for (Container container : containers.values()) {
            container.stop();
        }
        vitals.close();
    }

    private Map<String, Servlet> servlets() {
        Vitals hangs = Vitals.builder("hangs")
                .check(
                        "stuck",
                        context -> {
                            entered.countDown();
                            letGo.await();
                            return Result.up();
                        },
                        c -> c.timeout(Duration.ofMinutes(2))
                                .every(Duration.ofMinutes(3))
                                .maxAge(Duration.ofMinutes(10)))
                .build();
        return Map.of(
                "/health/*,/livez,/readyz/*",
                HealthServlet.of(vitals),
                "/operate/*",
                HealthServlet.of(HealthHandler.of(vitals), Authoriser.always(Access.OPERATE)),
                "/hangs/*",
                HealthServlet.of(hangs),
                "/hello",
                new Hello());
    }

    Stream<Container> containers() {
        return containers.values().stream();
    }

    @ParameterizedTest
    @MethodSource("containers")
    void it_answers_below_its_mapping_whatever_the_container_adds_to_the_path(Container container) throws Exception {
        for (String path : List.of(
                "/shop/health",
                "/shop/health/",
                "/shop/health;jsessionid=A1",
                "/shop/health/ready;jsessionid=A1?verbose",
                "/shop;v=1/health;w=2/ready?verbose",
                "/shop/health/db",
                "/shop/health/ready/mail%62ox",
                "/shop/health/mail%62ox?format=json")) {
            HttpResponse<String> answer = get(container, path);

            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(answer.body()).as(path).contains("\"status\":\"UP\"");
        }
        assertThat(get(container, "/shop/livez").body()).isEqualTo("ok\n");
        assertThat(get(container, "/shop/readyz").body()).isEqualTo("ok\n");
        assertThat(get(container, "/shop/readyz/db").body()).isEqualTo("[+]db ok\n");
        assertThat(get(container, "/shop/readyz?verbose").body()).endsWith("readyz check passed\n");
    }

    @ParameterizedTest
    @MethodSource("containers")
    void a_path_that_can_be_read_in_two_ways_opens_nothing(Container container) throws Exception {
        for (String path : List.of(
                "/shop/health//ready",
                "/shop/health/x/../incidents",
                "/shop/health/x/%2e%2e/db",
                "/shop/hello/../health/db",
                "/shop/health/%2Fdb",
                "/shop/health/;/db",
                "/shop//health/db")) {
            String answer = raw(container, "GET", path);

            // Tomcat reads two slashes as one, and then both readings agree.
            boolean same = path.contains("//") || path.contains("/;/");
            assertThat(answer).as(path).matches(same ? "(?s)HTTP/1.1 (200|400|404) .*" : "(?s)HTTP/1.1 (400|404) .*");
        }
    }

    @ParameterizedTest
    @MethodSource("containers")
    void methods_headers_and_errors_are_those_of_every_other_server(Container container) throws Exception {
        HttpResponse<String> answer = get(container, "/shop/health");
        assertThat(answer.headers().map())
                .containsEntry("cache-control", List.of("no-store"))
                .containsEntry("x-content-type-options", List.of("nosniff"));
        assertThat(answer.headers().allValues("vary")).contains("Accept");
        assertThat(answer.headers().firstValue("content-type").orElseThrow()).startsWith("application/json");

        HttpResponse<String> head = send(container, "HEAD", "/shop/health");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValueAsLong("content-length").orElseThrow())
                .isPositive();

        HttpResponse<String> other = send(container, "DELETE", "/shop/health");
        assertThat(other.statusCode()).isEqualTo(405);
        assertThat(other.headers().firstValue("allow")).hasValue("GET, HEAD");
        assertThat(get(container, "/shop/health/nosuch").statusCode()).isEqualTo(404);
        assertThat(get(container, "/shop/health?format=nosuch").statusCode()).isEqualTo(400);
        assertThat(get(container, "/shop/health?exclude=" + "a".repeat(3_000)).statusCode())
                .isEqualTo(414);
    }

    @ParameterizedTest
    @MethodSource("containers")
    void what_a_caller_sees_goes_by_the_address_that_the_container_says(Container container) throws Exception {
        assertThat(raw(container, "GET", "/shop/health/db")).contains("\"summary\":\"fine\"");
        assertThat(raw(container, "GET", "/shop/health/db", "X-Forwarded-For: 203.0.113.7"))
                .contains("\"status\":\"UP\"", "hidden from this caller")
                .doesNotContain("fine");
    }

    @ParameterizedTest
    @MethodSource("containers")
    void an_operation_of_another_sites_page_is_refused(Container container) throws Exception {
        String path = "/shop/operate/incidents/1/resolve";

        assertThat(raw(container, "POST", path)).startsWith("HTTP/1.1 404 ");
        assertThat(raw(container, "POST", path, "Origin: http://evil.example")).startsWith("HTTP/1.1 403 ");
        assertThat(raw(container, "POST", path, "Sec-Fetch-Site: cross-site")).startsWith("HTTP/1.1 403 ");
    }

    @ParameterizedTest
    @MethodSource("containers")
    void callers_who_wait_hold_no_thread_of_the_container(Container container) throws Exception {
        List<CompletableFuture<HttpResponse<String>>> waiting = Stream.generate(
                        () -> client.sendAsync(request(container, "GET", "/shop/hangs"), BodyHandlers.ofString()))
                .limit(CALLERS)
                .toList();
        assertThat(entered.await(60, TimeUnit.SECONDS)).isTrue();

        assertThat(get(container, "/shop/hello").body()).isEqualTo("hello");
        assertThat(get(container, "/shop/hangs/ready").body()).contains("\"pending\":[\"stuck\"]");

        for (CompletableFuture<HttpResponse<String>> answer : waiting) {
            assertThat(answer.get(60, TimeUnit.SECONDS).body()).contains("\"application\":\"hangs\"");
        }
    }

    private HttpResponse<String> get(Container container, String path) throws Exception {
        return send(container, "GET", path);
    }

    private HttpResponse<String> send(Container container, String method, String path) throws Exception {
        return client.send(request(container, method, path), BodyHandlers.ofString());
    }

    private static HttpRequest request(Container container, String method, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + container.port() + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
    }

    /** Sends a path as it is, which a client would mend. */
    private static String raw(Container container, String method, String path, String... headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), container.port())) {
            String more = Stream.of(headers).map(header -> header + "\r\n").reduce("", String::concat);
            socket.getOutputStream()
                    .write((method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + container.port() + "\r\n" + more
                                    + "Content-Length: 0\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** What else the application does. */
    private static final class Hello extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().write("hello");
        }
    }
}
