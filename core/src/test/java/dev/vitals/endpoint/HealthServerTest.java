package dev.vitals.endpoint;

import static dev.vitals.triage.Checks.check;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vitals.format.Access;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Result;
import dev.vitals.report.CheckReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HealthServerTest {
    private final FixedSource source =
            new FixedSource(check("a", Result.up("fine")), check("b", Result.degraded("b.slow", "slow")));
    private final HealthServer server = HealthServer.builder(source).port(0).start();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_report_comes_over_http_with_its_headers() throws Exception {
        HttpResponse<String> answer = get("");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).startsWith("{\"schema\":1,\"application\":\"orders\",\"status\":\"DEGRADED\"");
        assertThat(answer.headers().map())
                .containsEntry("content-type", List.of("application/json"))
                .containsEntry("cache-control", List.of("no-store"))
                .containsEntry("x-content-type-options", List.of("nosniff"))
                .containsEntry("vary", List.of("Accept"));
    }

    @Test
    void a_caller_on_this_host_sees_detail_unless_a_proxy_passed_it_on() throws Exception {
        assertThat(get("").body()).contains("b.slow");
        assertThat(send(request("").header("X-Forwarded-For", "203.0.113.9")).body())
                .contains("DEGRADED")
                .doesNotContain("b.slow");
    }

    @Test
    void the_server_listens_on_this_host_alone() {
        assertThat(server.uri().getHost()).isEqualTo("127.0.0.1");
        assertThat(server.uri().getPath()).isEqualTo("/health");
    }

    @Test
    void a_service_that_is_down_is_503() throws Exception {
        source.change(check("db", Result.down("db.refused", "refused"), policy -> policy.impact(Impact.CRITICAL)));

        assertThat(get("/ready").statusCode()).isEqualTo(503);
        assertThat(get("/live").statusCode()).isEqualTo(200);
    }

    @Test
    void head_sends_the_length_and_no_body_and_keeps_the_connection_usable() throws Exception {
        int length = get("").body().getBytes(StandardCharsets.UTF_8).length;

        for (int i = 0; i < 3; i++) {
            HttpResponse<String> head = send(request("").method("HEAD", BodyPublishers.noBody()));
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.headers().firstValueAsLong("content-length")).hasValue(length);
            assertThat(head.body()).isEmpty();
        }
        assertThat(get("").statusCode()).isEqualTo(200);
    }

    @Test
    void other_verbs_are_405_even_with_a_body() throws Exception {
        HttpResponse<String> answer = send(request("").POST(BodyPublishers.ofString("x".repeat(50_000))));

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("allow")).contains("GET, HEAD");
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/healthz", "/healt", "/health/nosuch", "/favicon.ico", "/health/ready/nosuch"})
    void what_does_not_exist_is_404(String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + path);

        HttpResponse<String> answer = send(HttpRequest.newBuilder(uri));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
    }

    @Test
    void nothing_acceptable_is_406_and_nonsense_is_answered() throws Exception {
        assertThat(send(request("").header("Accept", "image/png")).statusCode()).isEqualTo(406);
        assertThat(send(request("").header("Accept", "text/plain")).body()).startsWith("orders   DEGRADED");
        for (String nonsense : List.of("", ";;;", "a/b/c", "*/json", "q=1", "x".repeat(5_000))) {
            HttpResponse<String> answer = send(request("").header("Accept", nonsense));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        }
    }

    @Test
    void several_accept_headers_count_as_one() throws Exception {
        assertThat(send(request("").header("Accept", "image/png").header("Accept", "text/plain"))
                        .headers()
                        .firstValue("content-type"))
                .contains("text/plain; charset=utf-8");
    }

    @Test
    void an_unknown_exclusion_is_answered_with_a_warning() throws Exception {
        HttpResponse<String> answer = get("/ready?exclude=b&exclude=nosuch");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"status\":\"UP\"", "'nosuch'").doesNotContain("'b'");
    }

    @Test
    void what_the_servers_own_parser_refuses_is_400() throws Exception {
        assertThat(raw("GET /health?verbose=%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
        assertThat(raw("GET /health/%ff HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json");
    }

    @Test
    void a_kept_alive_connection_does_not_stall_for_delayed_acknowledgements() throws Exception {
        get("");
        long quickest = Long.MAX_VALUE;
        for (int i = 0; i < 20; i++) {
            long start = System.nanoTime();
            get("");
            quickest = Math.min(quickest, System.nanoTime() - start);
        }

        assertThat(Duration.ofNanos(quickest)).isLessThan(Duration.ofMillis(20));
        assertThat(System.getProperty("sun.net.httpserver.nodelay")).isEqualTo("true");
    }

    @Test
    void a_hundred_callers_at_once_are_all_answered_by_no_more_daemon_threads_than_that() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 100)
                .mapToObj(i -> client.sendAsync(request("/ready").build(), BodyHandlers.ofString()))
                .toList();

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.get().statusCode()).isEqualTo(200));
        Set<Thread> threads = Thread.getAllStackTraces().keySet();
        assertThat(threads)
                .filteredOn(thread -> thread.getName().startsWith("HTTP-Dispatcher"))
                .isNotEmpty()
                .allMatch(Thread::isDaemon);
        assertThat(threads.stream()
                        .filter(thread -> thread.getName().matches("vitals-http-[0-9]+"))
                        .filter(Thread::isDaemon)
                        .map(Thread::getName)
                        .distinct())
                .contains("vitals-http-1", "vitals-http-4")
                .hasSizeBetween(4, 100);
    }

    @Test
    void all_who_wait_for_one_report_share_one_wait_and_what_is_known_does_not_stand_behind_it() throws Exception {
        StuckSource stuck = new StuckSource(check("a", Result.up("fine")));
        try (HealthServer busy = HealthServer.builder(stuck).port(0).start()) {
            List<CompletableFuture<HttpResponse<String>>> crowd = IntStream.range(0, 100)
                    .mapToObj(i -> client.sendAsync(at(busy, "").build(), BodyHandlers.ofString()))
                    .toList();
            stuck.entered.await();

            assertThat(send(at(busy, "/live")).statusCode()).isEqualTo(200);
            assertThat(send(at(busy, "/started")).statusCode()).isEqualTo(200);
            assertThat(crowd).noneMatch(CompletableFuture::isDone);

            stuck.release();
            assertThat(crowd)
                    .allSatisfy(answer -> assertThat(answer.get().statusCode()).isEqualTo(200));
        }
    }

    @Test
    void a_caller_who_waits_for_too_many_different_reports_is_turned_away_at_once() throws Exception {
        StuckSource stuck = new StuckSource(IntStream.range(0, 40)
                .mapToObj(i -> check("check-" + i, Result.up()))
                .toArray(CheckReport[]::new));
        try (HealthServer busy = HealthServer.builder(stuck).port(0).start()) {
            List<CompletableFuture<Integer>> codes = IntStream.range(0, 40)
                    .mapToObj(i -> client.sendAsync(at(busy, "/check-" + i).build(), BodyHandlers.ofString())
                            .thenApply(HttpResponse::statusCode))
                    .toList();

            Awaitility.await()
                    .until(() ->
                            codes.stream().filter(CompletableFuture::isDone).count() == 40 - 16);
            stuck.release();

            assertThat(codes.stream().map(CompletableFuture::join)).containsOnly(200, 503);
        }
    }

    @Test
    void a_port_that_is_taken_is_named_with_a_way_out() {
        assertThatThrownBy(
                        () -> HealthServer.builder(source).port(server.port()).start())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("127.0.0.1 port " + server.port())
                .hasMessageContaining("choose another with port(...)");
    }

    @Test
    void a_server_that_cannot_listen_leaves_no_thread() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();

        assertThatThrownBy(
                        () -> HealthServer.builder(source).port(server.port()).start())
                .isInstanceOf(UncheckedIOException.class);

        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> !before.contains(thread))
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("vitals-http-")));
    }

    @Test
    void settings_that_make_no_sense_are_refused_by_name() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HealthServer.builder(source).port(65_536))
                .withMessage("'port' must be 0 to 65535 but was 65536");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HealthServer.builder(source).path("health/"))
                .withMessageContaining("'path' must look like '/health'")
                .withMessageContaining("'health/'");
    }

    @Test
    void an_address_can_be_given_by_name() {
        try (HealthServer named =
                HealthServer.builder(source).port(0).address("localhost").start()) {
            assertThat(named.uri().getHost()).isIn("127.0.0.1", "[0:0:0:0:0:0:0:1]");
        }
        assertThatThrownBy(() -> HealthServer.builder(source).address("nosuch.invalid"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot listen on 'nosuch.invalid': that name has no address");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HealthServer.builder(source).address(" "))
                .withMessageContaining("'host' must not be blank");
    }

    @Test
    void join_waits_until_the_server_is_closed() throws Exception {
        Thread main = new Thread(() -> {
            try {
                server.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        main.start();
        Awaitility.await().until(() -> main.getState() == Thread.State.WAITING);

        server.close();

        main.join(10_000);
        assertThat(main.isAlive()).isFalse();
    }

    @Test
    void the_base_path_can_be_changed_and_left_out() throws Exception {
        try (HealthServer other =
                HealthServer.builder(source).port(0).path("/ops/vitals").start()) {
            assertThat(send(HttpRequest.newBuilder(URI.create(other.uri() + "/ready")))
                            .statusCode())
                    .isEqualTo(200);
        }
        try (HealthServer root = HealthServer.builder(source).port(0).path("").start()) {
            assertThat(send(HttpRequest.newBuilder(URI.create(root.uri() + "/ready")))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void an_authoriser_that_fails_gives_nothing_away() throws Exception {
        Authoriser broken = caller -> {
            throw new IllegalStateException("s3cret");
        };
        try (HealthServer other =
                HealthServer.builder(source).port(0).authoriser(broken).start()) {
            HttpResponse<String> answer = send(HttpRequest.newBuilder(other.uri()));

            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).doesNotContain("s3cret", "slow");
        }
    }

    @Test
    void the_wildcard_address_can_be_asked_for() throws Exception {
        try (HealthServer open = HealthServer.builder(source)
                .port(0)
                .address(InetAddress.getByName("0.0.0.0"))
                .authoriser(Authoriser.always(Access.STATUS))
                .start()) {
            assertThat(send(HttpRequest.newBuilder(open.uri())).body()).doesNotContain("b.slow");
        }
    }

    @Test
    void close_is_bounded_though_a_request_hangs_and_can_be_repeated() throws Exception {
        StuckSource stuck = new StuckSource();
        HealthServer hanging = HealthServer.builder(stuck).port(0).start();
        URI uri = hanging.uri();
        CompletableFuture<HttpResponse<String>> cutOff =
                client.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        stuck.entered.await();

        long start = System.nanoTime();
        hanging.close();
        hanging.close();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        assertThatThrownBy(() -> send(HttpRequest.newBuilder(uri))).isInstanceOf(ConnectException.class);
        assertThat(cutOff).failsWithin(Duration.ofSeconds(5));
        stuck.release();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(request(path));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.uri() + path));
    }

    private static HttpRequest.Builder at(HealthServer server, String path) {
        return HttpRequest.newBuilder(URI.create(server.uri() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
                OutputStream out = socket.getOutputStream();
                InputStream in = socket.getInputStream()) {
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
