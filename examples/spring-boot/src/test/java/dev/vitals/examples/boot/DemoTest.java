package dev.vitals.examples.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The whole story through Actuator: UP, a fault with its cause, severity and code, and UP again. */
class DemoTest {
    /** A busy machine would be reported as well, rightly. */
    private static final String[] SHOP_ALONE = {
        "--server.port=0", "--vitals.host.enabled=false", "--vitals.jvm.enabled=false", "--vitals.dump.directory="
    };

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static Demo demo;

    @BeforeAll
    static void start() throws Exception {
        demo = Demo.start(new PrintStream(OutputStream.nullOutputStream()), SHOP_ALONE);
        becomesWell();
    }

    @AfterAll
    static void end() {
        demo.close();
        assertThat(ProcessHandle.current().children())
                .as("servers left behind")
                .noneMatch(child -> child.info().command().orElse("").matches(".*(postgres|redis).*"));
    }

    @AfterEach
    void heal() throws Exception {
        send("DELETE", demo.faults(), "");
        becomesWell();
    }

    private static void becomesWell() {
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(report()).startsWith("shop   UP");
            assertThat(get("/actuator/health").statusCode()).isEqualTo(200);
            assertThat(health("/status")).isEqualTo("UP");
        });
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send("GET", demo.url() + path, "");
    }

    private static HttpResponse<String> send(String method, String url, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url)).method(method, BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private static String report() throws IOException, InterruptedException {
        return get("/actuator/vitals?format=text").body();
    }

    private static String health(String pointer) throws IOException, InterruptedException {
        JsonNode health = new ObjectMapper().readTree(get("/actuator/health").body());
        return health.at(pointer).asText();
    }

    private static void inject(String fault) throws IOException, InterruptedException {
        assertThat(send("POST", demo.faults() + "/" + fault, "").body()).startsWith(fault + " is in:");
    }

    private static void awaitReport(String... parts) {
        await().atMost(SOON).untilAsserted(() -> assertThat(report()).contains(parts));
    }

    private static void awaitUp(String component) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(health("/components/" + component + "/status"))
                        .isEqualTo("UP"));
    }

    @Test
    void what_the_application_has_is_found_under_the_names_of_its_properties() throws Exception {
        assertThat(get("/").body()).isEqualTo("100 orders\n");
        assertThat(report())
                .contains("orders-db.connect PostgreSQL", "orders-db.pool", "sessions.ping")
                .contains("payments", "payments-certificate", "licence");
        awaitUp("db");
        awaitUp("redis");
    }

    @Test
    void a_chain_of_locks_is_traced_to_its_root_and_takes_the_shop_down() throws Exception {
        inject("lock-chain");

        awaitReport("DOWN   P0", "ROOT CAUSE  locks.blocked  orders-db.locks", "app=billing", "pg_terminate_backend(");
        assertThat(get("/actuator/vitals").statusCode()).isEqualTo(503);
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(get("/actuator/health").statusCode()).isEqualTo(503);
            assertThat(health("/components/vitals/status")).isEqualTo("DOWN");
        });
        assertThat(get("/actuator/vitals/live").statusCode()).isEqualTo(200);
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(get("/actuator/vitals/incidents").body()).contains("locks.blocked"));
        assertThat(send("POST", demo.url() + "/actuator/vitals/dump", "{\"by\": \"ana\"}")
                        .statusCode())
                .isEqualTo(202);
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(get("/actuator/vitals/dump").body()).contains("\"state\":\"complete\""));
    }

    @Test
    void a_redis_that_is_stopped_degrades_the_shop_and_does_not_take_it_out_of_traffic() throws Exception {
        inject("redis-stop");

        awaitReport("DEGRADED", "ROOT CAUSE  redis.refused  sessions.ping");
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(health("/components/vitals/status")).isEqualTo("DEGRADED"));
        assertThat(get("/actuator/vitals").statusCode()).isEqualTo(200);
    }

    @Test
    void an_exhausted_pool_shows_who_waits_and_holds_up_no_health_request() throws Exception {
        inject("pool-exhaustion");

        awaitReport("ROOT CAUSE  pool.exhausted", "10 of 10", "OrderService");
        awaitUp("db");
    }
}
