package dev.vitals.examples.quickstart;

import static dev.vitals.examples.quickstart.DocumentedWalk.shape;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.vitals.examples.quickstart.DocumentedWalk.Step;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The whole story over HTTP: each fault is put in, found with its cause and remedy, and healed. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class QuickstartTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final ByteArrayOutputStream PROGRESS = new ByteArrayOutputStream();
    private static final String MERGED = "goes on as ";
    private static Quickstart quickstart;

    @BeforeAll
    static void start() {
        quickstart =
                Quickstart.start(Options.parse("--port", "0"), new PrintStream(PROGRESS, true, StandardCharsets.UTF_8));
    }

    @AfterAll
    static void end() {
        quickstart.close();
        assertThat(ProcessHandle.current().children())
                .as("servers left behind")
                .noneMatch(child -> child.info().command().orElse("").matches(".*(postgres|redis).*"));
    }

    @AfterEach
    void becomesWellAgain() throws Exception {
        send("DELETE", quickstart.faults());
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(get("").statusCode()).isEqualTo(200));
        await().atMost(SOON).untilAsserted(() -> assertThat(report()).startsWith("shop   UP"));
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send("GET", quickstart.health() + path);
    }

    private static HttpResponse<String> send(String method, String url, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url)).method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String report() throws IOException, InterruptedException {
        return get("?format=text").body();
    }

    private static void inject(String fault) throws IOException, InterruptedException {
        assertThat(send("POST", quickstart.faults() + "/" + fault).body()).startsWith(fault + " is in:");
    }

    private static void awaitReport(String... parts) {
        await().atMost(SOON).untilAsserted(() -> assertThat(report()).contains(parts));
    }

    @Test
    void it_shows_what_it_does_while_it_starts() {
        assertThat(PROGRESS.toString(StandardCharsets.UTF_8))
                .contains("PostgreSQL")
                .contains("Redis");
    }

    @Test
    void a_chain_of_locks_is_traced_to_the_session_at_its_root() throws Exception {
        inject("lock-chain");

        awaitReport("DOWN   P0", "ROOT CAUSE", "locks.blocked", "pg_terminate_backend(" + pidOf("billing") + ")");
        assertThat(report())
                .contains("app=billing")
                .contains("alter table orders")
                .contains("app=web")
                .contains("app=batch")
                .contains("app=reader");
        assertThat(get("").statusCode()).isEqualTo(503);
        assertThat(get("/ready").statusCode()).isEqualTo(503);
        assertThat(get("/live").statusCode()).isEqualTo(200);
        awaitReport("explains", "orders-db.pool");
    }

    @Test
    void the_report_in_the_readme_has_the_parts_that_a_report_has() throws Exception {
        String sample = SampleReport.in(ReadmeTest.readme());
        inject("lock-chain");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(SampleReport.parts(report())).isEqualTo(SampleReport.parts(sample)));
    }

    /** First, as a newcomer has it: an incident that another test left would be opened again. */
    @Test
    @Order(1)
    void a_fault_becomes_an_incident_with_a_post_mortem_draft_as_the_documentation_shows() throws Exception {
        inject("lock-chain");
        Pattern locks = Pattern.compile("\"id\":\"([0-9-]+)\"[^\\n]*locks\\.blocked[^\\n]*");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(get("/incidents").body()).containsPattern(locks));
        Matcher incident = locks.matcher(get("/incidents").body());
        assertThat(incident.find()).isTrue();
        String id = incident.group(1);
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(get("/incidents/" + id + "/update").body())
                                .contains("orders-db.pool: DOWN", "orders-db.locks: DOWN", "Update on P0"));

        boolean healed = false;
        for (Step step : DocumentedWalk.of(Path.of("..", "..", "docs", "incidents.md"))) {
            boolean report = step.path().equals("?format=text");
            if (report && healed) {
                inject("lock-chain");
                awaitReport("seen before: 1 incident", "locks.blocked  orders-db.locks  DOWN");
            } else if (report) {
                healed = true;
                send("DELETE", quickstart.faults());
                awaitReport("shop   UP");
                await().atMost(SOON)
                        .untilAsserted(() ->
                                assertThat(get("/incidents/" + id).body()).containsAnyOf("\"MONITORING\"", MERGED));
                if (get("/incidents/" + id).body().contains(MERGED)) {
                    abort("on a slow machine the symptoms come first: the rest of its story is another incident's");
                }
            }
            String answer = send(
                            step.method(), quickstart.health() + step.path().replace("$ID", id))
                    .body();
            assertThat(step.lines())
                    .as(step.path())
                    .isNotEmpty()
                    .filteredOn(line -> !Step.variesWithSpeed(line))
                    .allSatisfy(line -> assertThat(shape(answer)).contains(shape(line)));
        }
    }

    @Test
    void who_sits_at_the_machine_may_take_a_dump_by_http() throws Exception {
        assertThat(send("POST", quickstart.health() + "/dump?by=ana").statusCode())
                .isEqualTo(202);
    }

    @Test
    void a_page_of_another_site_and_whoever_comes_by_a_proxy_may_not() throws Exception {
        assertThat(send("POST", quickstart.health() + "/dump", "X-Forwarded-For", "192.0.2.7")
                        .statusCode())
                .isEqualTo(403);
        assertThat(send("POST", quickstart.health() + "/dump", "Origin", "http://elsewhere.example")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void a_dump_shows_the_fault_in_its_summary() throws Exception {
        inject("lock-chain");
        awaitReport("DOWN   P0", "locks.blocked");

        // One that was begun by itself a moment ago shows what was known then.
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(quickstart.dump())
                        .contains("# shop: DOWN P0", "**locks.blocked** in orders-db.locks", "pg_terminate_backend(")
                        .contains("- health/ report.txt, report.json, history.json, diagnosis.txt", ".zip"));
    }

    private static int pidOf(String applicationName) throws SQLException {
        try (Connection observer = quickstart.servers().session("test");
                Statement statement = observer.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select pid from pg_stat_activity where application_name = '" + applicationName + "'")) {
            assertThat(rows.next()).isTrue();
            return rows.getInt(1);
        }
    }

    @Test
    void an_exhausted_pool_shows_who_waits_for_it() throws Exception {
        inject("pool-exhaustion");

        awaitReport("pool.exhausted", "10 of 10", "OrderService.place");
    }

    @Test
    void a_stopped_database_is_the_root_and_comes_back() throws Exception {
        inject("database-stop");

        awaitReport("ROOT CAUSE", "db.refused", "orders-db.connect");
    }

    @Test
    void a_full_redis_is_named_with_its_numbers() throws Exception {
        inject("redis-full");

        awaitReport("sessions.memory", "redis.memory.full", "64");
    }

    @Test
    void a_stopped_redis_is_named_and_comes_back() throws Exception {
        inject("redis-stop");

        awaitReport("sessions.ping", "redis.refused");
    }

    @Test
    void a_slow_service_is_named_and_so_is_one_that_turns_us_away() throws Exception {
        inject("payments-slow");
        awaitReport("payments  DEGRADED", "http.slow");
        send("DELETE", quickstart.faults());

        inject("payments-limited");
        awaitReport("http.rate-limited", "answers 429", "next attempt in");
    }

    @Test
    void an_expired_certificate_is_one_root_for_the_service_and_its_certificate() throws Exception {
        inject("payments-certificate");

        awaitReport("tls.expired", "certificate expired", "explains  payments");
    }

    @Test
    void a_service_that_waits_for_the_database_is_explained_by_the_locks_in_it() throws Exception {
        inject("lock-chain");

        awaitReport("ROOT CAUSE  locks.blocked", "a blocking session explains", "payments ", "http.slow");
    }

    @Test
    void a_hung_probe_shows_where_it_hangs_and_leaves_the_others_alone() throws Exception {
        inject("hung-probe");

        awaitReport("licence", "probe.timeout", "HungCheck.askLicenceServer");
        assertThat(get("").statusCode()).isEqualTo(200);
    }
}
