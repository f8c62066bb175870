package dev.vitals.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitals.Vitals;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Probe;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Threshold.Direction;
import dev.vitals.probe.Unit;
import dev.vitals.report.RootCause;
import dev.vitals.testkit.ProbeHarness;
import dev.vitals.testkit.RequiresProgram;
import dev.vitals.testkit.network.ClosedPort;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prometheus, Alertmanager and documents of circuit breakers. */
class MonitoringTest {
    private static final Duration PLENTY = Duration.ofSeconds(90);
    private static final Threshold ONE = Threshold.of(Direction.ABOVE, Unit.COUNT, 1, 10);

    @TempDir
    private Path directory;

    @Test
    @RequiresProgram("prometheus")
    void prometheus_gives_scalars_vectors_and_nothing() throws Exception {
        Path config = Files.writeString(
                directory.resolve("prometheus.yml"), "global:\n  scrape_interval: 1s\nscrape_configs: []\n");
        try (Daemon prometheus = Daemon.prometheus(directory, config)) {
            Result scalar = query(prometheus, "scalar(vector(12))", ONE);
            assertThat(scalar.cause()).isEqualTo("prometheus.limit");
            assertThat(scalar.status()).isEqualTo(Status.DOWN);
            assertThat(query(prometheus, "vector(5)", ONE).status()).isEqualTo(Status.DEGRADED);
            assertThat(query(prometheus, "vector(0.5)", ONE).status()).isEqualTo(Status.UP);
            Result several = query(prometheus, "label_replace(vector(0), \"a\", \"x\", \"\", \"\") or vector(3)", ONE);
            assertThat(several.summary()).contains("the worst of 2");
            assertThat(several.evidence().toString()).contains("a=x");
            assertThat(query(prometheus, "vector(1) / 0", ONE).status()).isEqualTo(Status.DOWN);
            assertThat(query(prometheus, "no_such_metric", ONE).cause()).isEqualTo("prometheus.empty");
            assertThat(query(prometheus, "vector(0) / 0", ONE).cause()).isEqualTo("prometheus.empty");
            assertThat(query(prometheus, "vector(0) / 0", ONE).status()).isEqualTo(Status.UNKNOWN);
            assertThat(query(prometheus, "prometheus_build_info[5m]", ONE).cause())
                    .isEqualTo("prometheus.answer");
            Result broken = query(prometheus, "sum(", ONE);
            assertThat(broken.status()).isEqualTo(Status.UNKNOWN);
            assertThat(broken.evidence().toString()).contains("parse error");
            assertThat(query(prometheus, "vector(0) # ${not_a_value}", ONE).status())
                    .isEqualTo(Status.UP);
        }
    }

    /** Go's server speaks HTTP/2 over TLS. */
    @Test
    @RequiresProgram("prometheus")
    void a_prometheus_that_wants_tls_and_a_login_gets_both() throws Exception {
        Authority authority = Authority.create();
        Authority.Issued server = authority.server("localhost");
        Path web = Files.writeString(
                directory.resolve("web.yml"),
                "tls_server_config:\n  cert_file: "
                        + pem(
                                "cert.pem",
                                "CERTIFICATE",
                                server.certificate().getEncoded(),
                                authority.intermediate.certificate().getEncoded())
                        + "\n  key_file: "
                        + pem(
                                "key.pem",
                                "PRIVATE KEY",
                                server.keys().getPrivate().getEncoded())
                        + "\nbasic_auth_users:\n  probe: " + hash("right") + "\n");
        Path config = Files.writeString(directory.resolve("prometheus.yml"), "scrape_configs: []\n");
        try (Daemon prometheus = Daemon.secure(directory, config, web, authority.trusting());
                PrometheusProbe probe =
                        PrometheusProbe.of(prometheus.url(), "vector(0)", ONE).ssl(authority.trusting());
                PrometheusProbe right = probe.call(call -> call.basic("probe", "right"));
                PrometheusProbe wrong = probe.call(call -> call.basic("probe", "wr0ng"))) {
            assertThat(run(probe).cause()).isEqualTo("http.auth");
            assertThat(run(right).status()).isEqualTo(Status.UP);
            Result refused = run(wrong);
            assertThat(refused.cause()).isEqualTo("http.auth");
            assertThat(refused.status()).isEqualTo(Status.UNKNOWN);
            assertThat(refused.toString()).doesNotContain("wr0ng");
        }
    }

    private Path pem(String file, String type, byte[]... contents) throws Exception {
        StringBuilder text = new StringBuilder();
        for (byte[] content : contents) {
            String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
            text.append("-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n");
        }
        return Files.writeString(directory.resolve(file), text);
    }

    private static String hash(String password) {
        return OpenBSDBCrypt.generate(password.toCharArray(), new byte[16], 4);
    }

    @Test
    void a_prometheus_that_is_not_there_leaves_the_value_unknown() throws Exception {
        try (ClosedPort closed = ClosedPort.reserve();
                PrometheusProbe probe = PrometheusProbe.of("http://127.0.0.1:" + closed.port(), "up", ONE)) {
            Result result = run(probe);

            assertThat(result.status()).isEqualTo(Status.UNKNOWN);
            assertThat(result.cause()).isEqualTo("http.refused");
        }
    }

    @Test
    @RequiresProgram("prometheus-alertmanager")
    void alerts_are_posted_seen_inhibited_resolved_and_silenced() throws Exception {
        Path config = Files.writeString(
                directory.resolve("alertmanager.yml"),
                "route: {receiver: none}\nreceivers: [{name: none}]\n"
                        + "inhibit_rules: [{source_matchers: ['alertname=\"db.refused\"'],"
                        + " target_matchers: ['alertname=\"queue.long\"'], equal: [application]}]\n");
        var broken = new AtomicBoolean(true);
        try (Daemon alertmanager = Daemon.alertmanager(directory, config);
                AlertmanagerProbe all = AlertmanagerProbe.of(alertmanager.url());
                AlertmanagerProbe refused = AlertmanagerProbe.of(alertmanager.url(), "alertname=\"db.refused\"");
                AlertmanagerProbe others = AlertmanagerProbe.of(alertmanager.url(), "application!=\"orders\"")) {
            assertThat(run(all).status()).isEqualTo(Status.UP);

            Webhook webhook = Webhook.alertmanager(alertmanager.url()).remindEvery(Duration.ofSeconds(10));
            try (Vitals vitals = Vitals.builder("orders")
                    .check(
                            "database",
                            context -> broken.get() ? Result.down("db.refused", "refused") : Result.up(),
                            c -> c.impact(Impact.CRITICAL)
                                    .timeout(Duration.ofSeconds(5))
                                    .every(Duration.ofSeconds(5)))
                    .check("alertmanager", webhook)
                    .reportListener(webhook)
                    .build()) {
                until(() -> run(all).status() == Status.DOWN);
                Result seen = run(all);
                assertThat(seen.cause()).isEqualTo("alerts.active");
                assertThat(seen.evidence().toString()).contains("db.refused", "P0", "refused");
                assertThat(run(others).status()).isEqualTo(Status.UP);
                assertThat(run(AlertmanagerProbe.of(alertmanager.url()).grave()).status())
                        .isEqualTo(Status.DEGRADED);

                post(
                        alertmanager,
                        "/api/v2/alerts",
                        "[{\"labels\": {\"alertname\": \"queue.long\", \"application\": \"orders\"}}]");
                until(() -> listed(alertmanager, "inhibited=true") == 2);
                until(() -> listed(alertmanager, "inhibited=false") == 1);
                until(() -> events(webhook).contains("reminder"));
                assertThat(run(all).observations())
                        .as("neither the inhibited alert nor a reminder counts")
                        .anyMatch(one -> one.name().equals("alerts.active") && one.value() == 1);

                broken.set(false);
                until(() -> {
                    vitals.report();
                    return run(refused).status() == Status.UP;
                });
                until(() -> run(all).summary().contains("queue.long"));
                assertThat(events(webhook)).first().isEqualTo("resolved");

                broken.set(true);
                until(() -> run(refused).status() == Status.DOWN);
                silence(alertmanager);
                until(() -> run(all).status() == Status.UP);
            }
        }
    }

    private static List<String> events(Webhook webhook) {
        return webhook.deliveries().stream()
                .filter(delivery -> delivery.outcome() == Webhook.Outcome.DELIVERED)
                .map(Webhook.Delivery::event)
                .toList();
    }

    private static int listed(Daemon alertmanager, String which) throws Exception {
        URI uri = URI.create(alertmanager.url() + "/api/v2/alerts?" + which);
        try (InputStream in = uri.toURL().openStream()) {
            return new ObjectMapper().readTree(in).size();
        }
    }

    private static void post(Daemon alertmanager, String path, String json) throws Exception {
        try (HttpProbe probe =
                HttpProbe.of(HttpCall.post(alertmanager.url() + path).json(json))) {
            assertThat(run(probe).summary()).contains("answers 200");
        }
    }

    private static void silence(Daemon alertmanager) throws Exception {
        post(
                alertmanager,
                "/api/v2/silences",
                "{\"matchers\": [{\"name\": \"application\", \"value\": \"orders\", \"isRegex\": false}],"
                        + " \"startsAt\": \"2020-01-01T00:00:00Z\", \"endsAt\": \"2099-01-01T00:00:00Z\","
                        + " \"createdBy\": \"test\", \"comment\": \"test\"}");
    }

    @Test
    void something_else_than_alertmanager_is_named() throws Exception {
        try (RawServer server = RawServer.answering(RawServer.ok("application/json", "{\"status\": \"ok\"}"));
                AlertmanagerProbe probe = AlertmanagerProbe.of(server.url(""))) {
            assertThat(run(probe).cause()).isEqualTo("alerts.answer");
            assertThat(run(probe).status()).isEqualTo(Status.UNKNOWN);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'\"CLOSED\"', UP, ok",
        "'\"OPEN\"', DOWN, breaker.open",
        "'\"FORCED_OPEN\"', DOWN, breaker.open",
        "'\"half-open\"', DEGRADED, breaker.half-open",
        "true, DOWN, breaker.open",
        "false, UP, ok",
        "'\"sideways\"', UNKNOWN, breaker.unknown",
        "null, UNKNOWN, breaker.unknown",
    })
    void a_breaker_says_its_state(String state, Status status, String cause) throws Exception {
        String document = "{\"circuitBreakers\": {\"payments\": {\"state\": " + state + "}}}";
        try (RawServer server = RawServer.answering(RawServer.ok("application/json", document));
                BreakerProbe probe =
                        BreakerProbe.of(HttpCall.get(server.url("/")), "/circuitBreakers/payments/state")) {
            assertThat(run(probe).status()).isEqualTo(status);
            assertThat(run(probe).cause()).isEqualTo(cause);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "80.0%, 20.0%, breaker.slow",
        "20.0%, 80.0%, breaker.open",
        "100.0%, 100.0%, breaker.open",
        "-1.0%, -1.0%, breaker.open"
    })
    void a_breaker_opened_by_slow_calls_differs_from_one_opened_by_failures(String slow, String failed, String cause)
            throws Exception {
        String document = "{\"circuitBreakers\": {\"payments\": {\"failureRate\": \"" + failed
                + "\", \"slowCallRate\": \"" + slow + "\", \"state\": \"OPEN\"}}}";
        try (RawServer server = RawServer.answering(RawServer.ok("application/json", document));
                BreakerProbe probe = breaker(server, "/circuitBreakers/payments/state")) {
            assertThat(run(probe).cause()).isEqualTo(cause);
        }
    }

    @Test
    void what_limits_its_requests_is_not_asked_again_at_once() throws Exception {
        try (RawServer server = RawServer.answering("HTTP/1.1 429 No\r\nRetry-After: 60\r\nContent-Length: 0\r\n\r\n");
                BreakerProbe probe = breaker(server, "/state")) {
            ProbeHarness harness = ProbeHarness.of(probe);

            assertThat(harness.check().cause()).isEqualTo("http.rate-limited");
            assertThat(harness.check().status()).isEqualTo(Status.UNKNOWN);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void a_service_that_fails_is_at_the_root_of_the_breaker_that_guards_it_and_of_no_other() throws Exception {
        String document = "{\"payments\": \"OPEN\", \"mail\": \"OPEN\"}";
        try (RawServer orders =
                        RawServer.of(socket -> RawServer.answer(socket, RawServer.ok("application/json", document)));
                RawServer payments = RawServer.answering("HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n");
                Vitals vitals = Vitals.builder("shop")
                        .schedule(false)
                        .check("a-breaker", breaker(orders, "/payments").guarding(payments.url("/")))
                        .check("mail-breaker", breaker(orders, "/mail").guarding("http://mail.example/"))
                        .check("payments", HttpProbe.get(payments.url("/health")))
                        .check(
                                "orders",
                                HttpProbe.of(HttpCall.get(orders.url("/")).expectText("no such text")))
                        .build()) {
            List<RootCause> roots = vitals.report().verdict().rootCauses();

            assertThat(roots)
                    .extracting(RootCause::check)
                    .containsExactlyInAnyOrder("payments", "mail-breaker", "orders");
            RootCause root = roots.stream()
                    .filter(each -> each.check().equals("payments"))
                    .findFirst()
                    .orElseThrow();
            assertThat(root.symptoms())
                    .singleElement()
                    .satisfies(symptom ->
                            assertThat(symptom.explainedBy()).contains("explains the circuit breaker that guards it"));
        }
    }

    private static BreakerProbe breaker(RawServer server, String pointer) {
        return BreakerProbe.of(HttpCall.get(server.url("/")), pointer);
    }

    @Test
    void a_breaker_without_a_document_is_unknown() throws Exception {
        try (RawServer server = RawServer.answering("HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n");
                BreakerProbe probe = BreakerProbe.of(HttpCall.get(server.url("/")), "/state")) {
            assertThat(run(probe).cause()).isEqualTo("http.server-error");
            assertThat(run(probe).status()).isEqualTo(Status.UNKNOWN);
        }
    }

    @Test
    void bad_input_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> PrometheusProbe.of("http://host", " ", ONE));
        assertThatIllegalArgumentException().isThrownBy(() -> AlertmanagerProbe.of("http://host", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> BreakerProbe.of(HttpCall.get("http://host/"), "state"));
    }

    private static Result query(Daemon prometheus, String query, Threshold threshold) throws Exception {
        try (PrometheusProbe probe = PrometheusProbe.of(prometheus.url() + "/", query, threshold)) {
            return run(probe);
        }
    }

    private static Result run(Probe probe) throws Exception {
        return ProbeHarness.of(probe).check();
    }

    private static void until(Callable<Boolean> reached) {
        await().atMost(PLENTY).until(reached);
    }
}
