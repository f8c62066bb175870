package dev.vitals.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.vitals.Vitals;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Report;
import dev.vitals.report.ReportChange;
import dev.vitals.report.RootCause;
import dev.vitals.report.Selection;
import dev.vitals.report.Severity;
import dev.vitals.report.Verdict;
import dev.vitals.testkit.ProbeHarness;
import dev.vitals.testkit.network.ClosedPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookTest {
    private static final Duration PLENTY = Duration.ofSeconds(60);
    private static final String SECRET = "T000-B000-s3cretpath";
    private static final CheckReport DATABASE = check(
            "database", Result.down("db.refused", "connection <refused> & gone").remedy(Remedy.words("start it")));
    private static final CheckReport QUEUE = check("queue", Result.down("queue.full", "full"));

    private HttpServer receiver;
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private volatile int status = 200;

    @BeforeEach
    void start() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", this::receive);
        receiver.start();
    }

    @AfterEach
    void stop() {
        receiver.stop(0);
    }

    @Test
    void trouble_is_fired_once_and_resolved_once() throws Exception {
        try (Webhook webhook = Webhook.json(url())) {
            webhook.onChange(fine());
            webhook.onChange(trouble(Severity.P0, DATABASE));
            until(() -> bodies.size() == 1);
            webhook.onChange(trouble(Severity.P0, DATABASE));
            webhook.onChange(fine());
            until(() -> bodies.size() == 2);
            webhook.onChange(fine());
            webhook.onChange(trouble(Severity.P0, DATABASE));
            until(() -> bodies.size() == 3);

            assertThat(webhook.deliveries())
                    .extracting(Webhook.Delivery::event)
                    .containsExactly("fired", "resolved", "fired");
            JsonNode fired = new ObjectMapper().readTree(bodies.get(0));
            assertThat(fired.at("/event").asText()).isEqualTo("fired");
            assertThat(fired.at("/key").asText()).isEqualTo("orders");
            assertThat(fired.at("/severity").asText()).isEqualTo("P0");
            assertThat(fired.at("/rootCauses/0/check").asText()).isEqualTo("database");
            assertThat(fired.at("/rootCauses/0/cause").asText()).isEqualTo("db.refused");
            assertThat(fired.at("/rootCauses/0/remedy").asText()).isEqualTo("start it");
            assertThat(new ObjectMapper().readTree(bodies.get(1)).at("/event").asText())
                    .isEqualTo("resolved");
        }
    }

    @Test
    void a_secret_that_a_probe_was_told_is_not_posted() throws Exception {
        Result told = Result.down("db.refused", "jdbc:postgresql://db/orders?user=app&password=kanari")
                .remedy(Remedy.of("set DB_PASSWORD=kanari"));
        try (Webhook webhook = Webhook.json(url());
                Webhook chat = Webhook.slack(url());
                Webhook manager = Webhook.alertmanager(url());
                Vitals vitals = Vitals.builder("orders")
                        .schedule(false)
                        .reportListener(webhook)
                        .reportListener(chat)
                        .reportListener(manager)
                        .check("db", context -> told, policy -> policy.impact(Impact.CRITICAL))
                        .build()) {
            vitals.report();
            until(() -> bodies.size() == 3);
        }
        assertThat(bodies)
                .allSatisfy(body ->
                        assertThat(body).contains("jdbc:postgresql://db/orders").doesNotContain("kanari"));
    }

    @Test
    void what_is_too_mild_or_of_another_group_is_not_said() throws Exception {
        try (Webhook webhook = Webhook.json(url()).from(Severity.P1)) {
            webhook.onChange(trouble(Severity.P2, QUEUE));
            webhook.onChange(
                    ReportChange.of(Optional.empty(), report(Selection.group("ready"), Severity.P0, List.of(QUEUE))));
            webhook.onChange(trouble(Severity.P1, DATABASE));
            until(() -> bodies.size() == 1);

            assertThat(bodies.get(0)).contains("database").doesNotContain("queue");
        }
    }

    @Test
    void another_root_and_a_worse_severity_are_news_and_a_milder_one_is_not() throws Exception {
        try (Webhook webhook = Webhook.json(url())) {
            webhook.onChange(trouble(Severity.P1, DATABASE));
            until(() -> bodies.size() == 1);
            webhook.onChange(trouble(Severity.P1, DATABASE, QUEUE));
            until(() -> bodies.size() == 2);
            webhook.onChange(trouble(Severity.P0, DATABASE, QUEUE));
            until(() -> bodies.size() == 3);
            webhook.onChange(trouble(Severity.P1, DATABASE));
            webhook.onChange(fine());
            until(() -> bodies.size() == 4);

            assertThat(webhook.deliveries())
                    .extracting(Webhook.Delivery::event)
                    .containsExactly("resolved", "changed", "changed", "fired");
            assertThat(bodies.get(1)).contains("queue.full", "db.refused");
        }
    }

    @Test
    void what_the_receiver_does_not_take_is_tried_again() throws Exception {
        status = 500;
        try (Webhook webhook = Webhook.json(url())) {
            webhook.onChange(trouble(Severity.P0, DATABASE));
            until(() -> webhook.deliveries().size() >= 2);
            Result failing = ProbeHarness.of(webhook).check();
            assertThat(failing.cause()).isEqualTo("webhook.failing");
            assertThat(failing.summary()).contains("it answers 500");
            status = 204;
            until(() -> delivered(webhook).equals(List.of("fired")));

            assertThat(ProbeHarness.of(webhook).check().status()).isEqualTo(Status.UP);
        }
    }

    @Test
    void trouble_that_was_never_delivered_is_never_resolved() throws Exception {
        status = 500;
        try (Webhook webhook = Webhook.json(url())) {
            webhook.onChange(trouble(Severity.P0, DATABASE));
            until(() -> !webhook.deliveries().isEmpty());
            webhook.onChange(fine());
            status = 200;
            webhook.onChange(trouble(Severity.P0, QUEUE));
            until(() -> !delivered(webhook).isEmpty());

            assertThat(webhook.deliveries()).extracting(Webhook.Delivery::event).doesNotContain("resolved");
            assertThat(delivered(webhook)).containsExactly("fired");
        }
    }

    @Test
    void a_receiver_that_is_not_there_is_no_trouble_for_the_listener() throws Exception {
        try (ClosedPort closed = ClosedPort.reserve();
                Webhook webhook = Webhook.slack("http://127.0.0.1:" + closed.port() + "/")) {
            for (int i = 0; i < 1000; i++) {
                webhook.onChange(trouble(Severity.P0, DATABASE));
            }
            until(() -> !webhook.deliveries().isEmpty());

            assertThat(webhook.deliveries().get(0).detail()).isEqualTo("connection refused");
            assertThat(webhook.deliveries()).hasSizeLessThan(10);
        }
    }

    @Test
    void trouble_that_goes_on_is_said_again() throws Exception {
        try (Webhook webhook = Webhook.json(url()).remindEvery(Duration.ofSeconds(1))) {
            webhook.onChange(trouble(Severity.P0, DATABASE));
            until(() -> bodies.size() >= 3);

            assertThat(bodies.get(1)).contains("\"event\":\"reminder\"");
            assertThat(bodies.get(2)).contains("\"event\":\"reminder\"");
        }
    }

    @Test
    void in_a_mute_window_it_is_recorded_only() throws Exception {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T03:00:00Z"));
        try (Webhook webhook = Webhook.json(url())
                .clock(ticking(now))
                .mute(MuteWindow.daily(LocalTime.of(22, 0), LocalTime.of(6, 0), ZoneOffset.UTC))) {
            webhook.onChange(trouble(Severity.P0, DATABASE));
            until(() -> !webhook.deliveries().isEmpty());
            assertThat(webhook.deliveries().get(0).outcome()).isEqualTo(Webhook.Outcome.MUTED);
            assertThat(bodies).isEmpty();

            now.set(Instant.parse("2026-01-01T06:00:00Z"));
            webhook.onChange(trouble(Severity.P0, DATABASE));
            until(() -> bodies.size() == 1);
            assertThat(bodies.get(0)).contains("fired");
        }
    }

    @Test
    void slack_gets_one_text_in_which_nothing_is_a_link() throws Exception {
        try (Webhook webhook = Webhook.slack(url())) {
            webhook.onChange(trouble(Severity.P0, DATABASE));
            until(() -> bodies.size() == 1);

            JsonNode body = new ObjectMapper().readTree(bodies.get(0));
            assertThat(body.at("/text").asText())
                    .isEqualTo("orders: DOWN, P0\n• database: connection &lt;refused&gt; &amp; gone (db.refused)\n"
                            + "    start it");
            assertThat(body.size()).isEqualTo(1);
        }
    }

    @Test
    void the_address_is_in_no_text() throws Exception {
        status = 403;
        try (Webhook webhook = Webhook.json(url()).call(call -> call.bearer(SECRET))) {
            webhook.onChange(trouble(Severity.P0, DATABASE));
            until(() -> !webhook.deliveries().isEmpty());

            assertThat(webhook + " " + webhook.deliveries()
                            + ProbeHarness.of(webhook).check())
                    .doesNotContain(SECRET);
        }
    }

    @Test
    void an_aggregator_announces_to_it_and_closes_it() {
        Webhook webhook = Webhook.json(url());
        try (Vitals vitals = Vitals.builder("shop")
                .schedule(false)
                .check("database", context -> DATABASE.result(), c -> c.impact(Impact.CRITICAL))
                .reportListener(webhook)
                .build()) {
            until(() -> {
                vitals.report();
                return !bodies.isEmpty();
            });
        }
        assertThat(bodies.get(0)).contains("\"key\":\"shop\"", "db.refused");
        webhook.onChange(fine());
        assertThat(bodies).hasSize(1);
    }

    @Test
    void bad_input_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Webhook.slack("hooks.slack.com/" + SECRET))
                .satisfies(thrown -> assertThat(thrown.getMessage()).doesNotContain(SECRET));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Webhook.slack(url()).remindEvery(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> MuteWindow.between(Instant.MAX, Instant.MIN));
    }

    private static ReportChange trouble(Severity severity, CheckReport... roots) {
        return ReportChange.of(Optional.empty(), report(Selection.ALL, severity, List.of(roots)));
    }

    private static ReportChange fine() {
        return ReportChange.of(
                Optional.empty(), Report.builder("orders", Selection.ALL).build());
    }

    private static Report report(Selection selection, Severity severity, List<CheckReport> roots) {
        List<RootCause> causes = roots.stream()
                .map(root -> new RootCause(root.name(), severity, List.of()))
                .toList();
        return Report.builder("orders", selection)
                .status(Status.DOWN)
                .checks(roots)
                .verdict(new Verdict(Optional.of(severity), Optional.of("a rule"), causes))
                .build();
    }

    private static CheckReport check(String name, Result result) {
        return CheckReport.builder(name, CheckPolicy.DEFAULT).result(result).build();
    }

    private static List<String> delivered(Webhook webhook) {
        return webhook.deliveries().stream()
                .filter(each -> each.outcome() == Webhook.Outcome.DELIVERED)
                .map(Webhook.Delivery::event)
                .toList();
    }

    private static void until(Callable<Boolean> reached) {
        await().atMost(PLENTY).until(reached);
    }

    private String url() {
        return "http://127.0.0.1:" + receiver.getAddress().getPort() + "/services/" + SECRET;
    }

    private void receive(HttpExchange exchange) throws IOException {
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private static Clock ticking(AtomicReference<Instant> now) {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now.get();
            }
        };
    }
}
