package dev.vitals.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.vitals.Vitals;
import dev.vitals.VitalsBuilder;
import dev.vitals.incident.Incident;
import dev.vitals.incident.IncidentDocuments;
import dev.vitals.incident.IncidentSettings;
import dev.vitals.incident.Incidents;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.report.Severity;
import dev.vitals.testkit.ProbeHarness;
import dev.vitals.testkit.RequiresProgram;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A webhook that is told of incidents, from the check to the receiver. */
class WebhookIncidentTest {
    private static final Duration PLENTY = Duration.ofSeconds(90);
    private static final Result SLOW = Result.degraded("db.slow", "p95 2 s");
    private static final Result REFUSED =
            Result.down("db.refused", "connection <refused>").remedy(Remedy.words("start it"));

    @TempDir
    private Path directory;

    private HttpServer receiver;
    private final List<JsonNode> bodies = new CopyOnWriteArrayList<>();
    private final AtomicReference<Result> database = new AtomicReference<>(Result.up());
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
    void an_incident_is_announced_under_its_own_key_from_its_opening_to_its_end() {
        Webhook webhook = Webhook.json(url()).documents(IncidentDocuments.DEFAULT);
        database.set(SLOW);
        try (Vitals vitals = vitals(webhook)) {
            until(() -> bodies.size() == 1);
            Incidents incidents = vitals.incidents().orElseThrow();
            String id = incidents.list().get(0).id();
            assertThat(bodies.get(0).at("/event").asText()).isEqualTo("fired");
            assertThat(bodies.get(0).at("/severity").asText()).isEqualTo("P1");
            assertThat(bodies.get(0).at("/rootCauses/0/cause").asText()).isEqualTo("db.slow");
            assertThat(bodies.get(0).at("/document").asText()).startsWith("**P1 (SEV-2) incident " + id + ": orders**");

            incidents.note(id, "ann", "this is no news to a channel");
            incidents.severity(id, "ann", Severity.P0, "nobody can order");
            until(() -> bodies.size() == 2);
            incidents.acknowledge(id, "ann");
            until(() -> bodies.size() == 3);
            database.set(Result.up());
            until(() -> incidents.list().get(0).recovered().isPresent());
            incidents.resolve(id, "ann", "restarted it");
            until(() -> webhook.deliveries().size() == 4);

            assertThat(bodies)
                    .extracting(body -> body.at("/event").asText())
                    .containsExactly("fired", "changed", "acknowledged", "resolved");
            assertThat(bodies).extracting(body -> body.at("/key").asText()).containsOnly(id);
            assertThat(bodies.get(1).at("/severity").asText()).isEqualTo("P0");
            assertThat(bodies.get(3).at("/document").asText()).contains("- How: restarted it (ann)");
            assertThat(webhook.deliveries()).extracting(Webhook.Delivery::key).containsOnly(id);
        }
        webhook.onEvent(incidentOf(REFUSED), incidentOf(REFUSED).timeline().get(0));
        assertThat(webhook.deliveries()).as("closed with the aggregator").hasSize(4);
    }

    @Test
    void what_was_over_before_it_could_be_delivered_is_neither_announced_nor_resolved() {
        status = 500;
        Webhook webhook = Webhook.json(url());
        database.set(REFUSED);
        try (Vitals vitals = vitals(webhook)) {
            Incidents incidents = vitals.incidents().orElseThrow();
            until(() -> !webhook.deliveries().isEmpty());
            String id = incidents.list().get(0).id();
            database.set(Result.up());
            until(() -> incidents.list().get(0).recovered().isPresent());
            incidents.resolve(id, "ann", "restarted it");
            status = 200;
            int before = bodies.size();
            database.set(Result.down("db.login", "the login is refused"));
            until(() -> bodies.size() > before);

            JsonNode first = bodies.get(before);
            assertThat(first.at("/event").asText()).isEqualTo("fired");
            assertThat(first.at("/key").asText()).isNotEqualTo(id);
        }
    }

    @Test
    void what_a_maintenance_window_covers_is_recorded_only() {
        Webhook webhook = Webhook.json(url());
        try (Vitals vitals = vitals(webhook)) {
            Incidents incidents = vitals.incidents().orElseThrow();
            incidents.mute("ann", Duration.ofHours(1), "upgrade");
            database.set(REFUSED);
            until(() -> !webhook.deliveries().isEmpty());
            String id = incidents.list().get(0).id();
            incidents.acknowledge(id, "ann");
            incidents.resolve(id, "ann", "the upgrade is done");
            incidents.unmute();
            database.set(Result.down("db.login", "the login is refused"));
            until(() -> !bodies.isEmpty());

            assertThat(bodies.get(0).at("/key").asText()).isNotEqualTo(id);
            Webhook.Delivery muted =
                    webhook.deliveries().get(webhook.deliveries().size() - 1);
            assertThat(muted.outcome()).isEqualTo(Webhook.Outcome.MUTED);
            assertThat(muted.key()).isEqualTo(id);
        }
    }

    @Test
    void one_that_outlasts_its_maintenance_window_is_announced_when_that_ends() {
        Webhook webhook = Webhook.json(url());
        try (Vitals vitals = vitals(webhook)) {
            vitals.incidents().orElseThrow().mute("ann", Duration.ofSeconds(3), "upgrade");
            database.set(REFUSED);
            until(() -> webhook.deliveries().size() == 2);

            Incident incident = vitals.incidents().orElseThrow().list().get(0);
            assertThat(incident.muted()).isTrue();
            assertThat(bodies.get(0).at("/event").asText()).isEqualTo("fired");
            assertThat(webhook.deliveries())
                    .extracting(Webhook.Delivery::outcome)
                    .containsExactly(Webhook.Outcome.DELIVERED, Webhook.Outcome.MUTED);
        }
    }

    @Test
    @SuppressWarnings("try")
    void one_that_goes_on_is_said_again_and_one_of_an_earlier_process_is_not_announced_twice() {
        IncidentSettings kept = IncidentSettings.DEFAULT.directory(directory);
        database.set(REFUSED);
        Webhook first = Webhook.json(url()).remindEvery(Duration.ofSeconds(1));
        try (Vitals vitals = vitals(kept.listener(first))) {
            until(() -> bodies.size() >= 2);
            assertThat(bodies.get(1).at("/event").asText()).isEqualTo("reminder");
        }
        bodies.clear();
        try (Vitals vitals = vitals(kept.listener(Webhook.json(url())))) {
            Incidents incidents = vitals.incidents().orElseThrow();
            incidents.resolve(incidents.list().get(0).id(), "ann", "restarted it");
            until(() -> bodies.size() == 1);
        }
        assertThat(bodies.get(0).at("/event").asText()).isEqualTo("resolved");
    }

    @Test
    @SuppressWarnings("try")
    void all_that_go_on_are_said_again_and_again() {
        database.set(REFUSED);
        Webhook webhook = Webhook.json(url()).remindEvery(Duration.ofSeconds(1));
        try (Vitals vitals = builder(IncidentSettings.DEFAULT.listener(webhook))
                .reportListener(webhook)
                .build()) {
            until(() -> remindersByKey().values().stream()
                            .filter(times -> times >= 3)
                            .count()
                    == 2);
        }
    }

    private Map<String, Long> remindersByKey() {
        return bodies.stream()
                .filter(body -> body.at("/event").asText().equals("reminder"))
                .collect(groupingBy(body -> body.at("/key").asText(), counting()));
    }

    @Test
    @SuppressWarnings("try")
    void a_chat_gets_a_short_text_or_the_document() {
        database.set(REFUSED);
        Webhook brief = Webhook.slack(url());
        try (Vitals vitals = vitals(brief)) {
            until(() -> bodies.size() == 1);
            Incident incident = vitals.incidents().orElseThrow().list().get(0);
            assertThat(bodies.get(0).at("/text").asText())
                    .isEqualTo("orders: incident " + incident.id() + ", P0 (SEV-1)\n"
                            + "• database: connection &lt;refused&gt; (db.refused)\n    start it\nrespond by "
                            + incident.respondBy().orElseThrow());
        }
        bodies.clear();
        try (Vitals vitals = vitals(Webhook.slack(url()).documents(IncidentDocuments.DEFAULT))) {
            until(() -> bodies.size() == 1);
            assertThat(bodies.get(0).at("/text").asText())
                    .startsWith("P0 (SEV-1) incident ")
                    .contains("Do next:\n\n- start it\n", "connection &lt;refused&gt;")
                    .doesNotContain("**");
        }
    }

    @Test
    @RequiresProgram("prometheus-alertmanager")
    void an_alertmanager_has_one_alert_for_an_incident_whose_severity_moves() throws Exception {
        Path config = Files.writeString(
                directory.resolve("alertmanager.yml"), "route: {receiver: none}\nreceivers: [{name: none}]\n");
        try (Daemon alertmanager = Daemon.alertmanager(directory, config);
                AlertmanagerProbe alerts = AlertmanagerProbe.of(alertmanager.url())) {
            database.set(SLOW);
            try (Vitals vitals = vitals(Webhook.alertmanager(alertmanager.url()))) {
                until(() -> run(alerts).evidence().toString().contains("P1"));
                Incidents incidents = vitals.incidents().orElseThrow();
                String id = incidents.list().get(0).id();
                incidents.severity(id, "ann", Severity.P0, "nobody can order");
                until(() -> run(alerts).evidence().toString().contains("P0"));
                assertThat(run(alerts).evidence().toString()).doesNotContain("P1");

                incidents.resolve(id, "ann", "restarted it");
                until(() -> run(alerts).status() == Status.UP);
            }
        }
    }

    private Incident incidentOf(Result result) {
        database.set(result);
        try (Vitals vitals = vitals(IncidentSettings.DEFAULT)) {
            Incidents incidents = vitals.incidents().orElseThrow();
            until(() -> !incidents.list().isEmpty());
            return incidents.list().get(0);
        }
    }

    private Vitals vitals(Webhook webhook) {
        return vitals(IncidentSettings.DEFAULT.listener(webhook));
    }

    private Vitals vitals(IncidentSettings settings) {
        return builder(settings).build();
    }

    private VitalsBuilder builder(IncidentSettings settings) {
        return Vitals.builder("orders")
                .startUpGrace(Duration.ZERO)
                .check(
                        "database",
                        context -> database.get(),
                        // A busy machine must not time it out: that would be another root, and so one more notice.
                        c -> c.impact(Impact.CRITICAL).every(Duration.ofSeconds(1)))
                .incidents(settings);
    }

    private static Result run(AlertmanagerProbe probe) throws Exception {
        return ProbeHarness.of(probe).check();
    }

    private static void until(Callable<Boolean> reached) {
        await().atMost(PLENTY).until(reached);
    }

    private String url() {
        return "http://127.0.0.1:" + receiver.getAddress().getPort() + "/";
    }

    private void receive(HttpExchange exchange) throws IOException {
        bodies.add(
                new ObjectMapper().readTree(new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }
}
