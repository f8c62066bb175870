package dev.vitals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitals.endpoint.HealthServer;
import dev.vitals.errors.ErrorEvent.Level;
import dev.vitals.errors.RecentErrors;
import dev.vitals.format.Access;
import dev.vitals.incident.Incident;
import dev.vitals.incident.IncidentDocument;
import dev.vitals.incident.IncidentSettings;
import dev.vitals.incident.Incidents;
import dev.vitals.meter.VitalsMetrics;
import dev.vitals.probe.Command;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Evidence.Node;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Subject;
import dev.vitals.probe.Unit;
import dev.vitals.report.Severity;
import dev.vitals.report.StatusChange;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.JMX;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Secrets and attacks in all that reaches an application from outside, looked for in all that leaves it. What a dump holds
 * has a test of its own, as have log lines and webhooks.
 */
class ChannelsTest {
    /** By where they come from; each secret stands for {@code {}}. What stands before it must be seen. */
    private static final Map<String, String> PLANTED = Map.ofEntries(
            Map.entry("jdbc", "cannot open jdbc:postgresql://db/orders?user=app&password={}"),
            Map.entry("property", "spring.datasource.password={} is set"),
            Map.entry("statement", "idle in transaction: update users set name = '{}' where id = 7"),
            Map.entry("redis", "slow command AUTH default {}"),
            Map.entry("userinfo", "GET https://app:{}@api.internal/v1 failed"),
            Map.entry("query", "GET https://api.internal/v1?token={}&page=2"),
            Map.entry("header", "sent X-Api-Key: {}"),
            Map.entry("cookie", "sent Cookie: theme=dark; session={}"),
            Map.entry("body", "answered {\"user\":\"app\",\"password\":\"{}\"}"),
            Map.entry("argument", "java -Ddb.password={} -jar app.jar"),
            Map.entry("environment", "env has DB_PASSWORD={}"),
            Map.entry("thread", "thread 'poll token={}' hangs"),
            Map.entry("mdc", "[user=kim, sessionToken={}] order failed"));

    private static final String CANARY = "kanari";

    /** Forges a line, colours a terminal, turns text around, hides in no width, and is a script. */
    private static final String ATTACK = "\r\nUP 9 forged \u001b[31m\u202e\u200b\u0007<script>alert(1)</script>";

    private static final Map<String, String> CHANNELS = new LinkedHashMap<>();

    @TempDir
    private static Path directory;

    private static String planted(String place) {
        return PLANTED.get(place).replace("{}", CANARY + place + "x");
    }

    @BeforeAll
    static void collect() throws Exception {
        Queue<StatusChange> changes = new ConcurrentLinkedQueue<>();
        VitalsBuilder builder = Vitals.builder("channels")
                .schedule(false)
                .jmx()
                .statusListener(changes::add)
                .incidents(IncidentSettings.DEFAULT
                        .directory(directory)
                        .hold(Severity.P0, Duration.ZERO)
                        .hold(Severity.P1, Duration.ZERO));
        PLANTED.keySet()
                .forEach(place -> builder.check(
                                "tells-" + place, telling(planted(place)), policy -> policy.impact(Impact.CRITICAL))
                        .check("throws-" + place, throwing(planted(place))));
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try (Vitals vitals = builder.build();
                VitalsMetrics metrics = VitalsMetrics.of(vitals);
                HealthServer server = HealthServer.builder(vitals)
                        .authoriser(call -> Access.OPERATE)
                        .start()) {
            metrics.bindTo(registry);
            CHANNELS.put("report", vitals.report().toString());
            await().until(() -> changes.size() == 2 * PLANTED.size());
            CHANNELS.put("changes", changes.toString());
            served(server.uri());
            beans();
            incidents(vitals.incidents().orElseThrow(), server.uri());
            CHANNELS.put("meters", registry.scrape());
        }
        errors();
        journal();
    }

    private static Probe telling(String text) {
        Result result = Result.down("test.told", text + ATTACK)
                .withSubjects(List.of(Subject.thread(text)))
                .observe(Observation.of(text, 1, Unit.COUNT))
                .evidence(new Evidence.Text(text, List.of(text + ATTACK)))
                .evidence(new Evidence.Table(text, List.of(text), List.of(List.of(text + ATTACK))))
                .evidence(new Evidence.Tree(text, List.of(new Node(text, List.of(Node.leaf(text + ATTACK))))))
                .remedy(Remedy.of(text))
                .remedy(Remedy.words("try").run(Command.shell("echo {}", text)));
        return new Probe() {
            @Override
            public Result check(ProbeContext context) {
                return result;
            }

            @Override
            public List<Evidence> diagnose(ProbeContext context) {
                return result.evidence();
            }
        };
    }

    private static Probe throwing(String text) {
        return context -> {
            IllegalStateException cause = new IllegalStateException(text + ATTACK, new IOException(text));
            cause.addSuppressed(new IOException(text));
            throw new IllegalArgumentException(text, cause);
        };
    }

    private static void served(URI health) throws Exception {
        for (String format : List.of(
                "json",
                "text",
                "html",
                "health",
                "microprofile",
                "kubernetes",
                "openmetrics",
                "prometheus",
                "markdown")) {
            CHANNELS.put(format, get(health + "?format=" + format));
        }
        CHANNELS.put("problem of a parameter", get(health + "?password=" + CANARY + "x"));
        CHANNELS.put("problem of a path", get(health + "/password=" + CANARY + "x"));
        String attack = URLEncoder.encode(ATTACK, StandardCharsets.UTF_8).replace("+", "%20");
        CHANNELS.put("problem of a parameter under attack", get(health + "?" + attack));
        CHANNELS.put("problem of a value under attack", get(health + "?format=" + attack));
        CHANNELS.put("problem of a path under attack", get(health + "/" + attack));
    }

    private static String get(String address) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString())
                .body();
    }

    private static void beans() throws Exception {
        VitalsMXBean bean = JMX.newMXBeanProxy(
                ManagementFactory.getPlatformMBeanServer(), ManagedVitals.name("channels", 1), VitalsMXBean.class);
        CHANNELS.put("json of the bean", bean.reportAsJson());
        CHANNELS.put("text of the bean", bean.reportAsText());
        CHANNELS.put("run by the bean", bean.runCheck("tells-jdbc"));
    }

    private static void incidents(Incidents incidents, URI health) throws Exception {
        await().until(() -> !incidents.list().isEmpty());
        String id = incidents.list().get(0).id();
        for (String place : PLANTED.keySet()) {
            incidents.note(id, "kim token=" + CANARY + "x", planted(place) + ATTACK);
        }
        incidents.mute("kim", Duration.ofHours(1), planted("property") + ATTACK);
        CHANNELS.put("mute", incidents.muted().toString());
        incidents.command(id, "kim", planted("mdc"));
        incidents.severity(id, "kim", Severity.P2, planted("query"));
        Incident last = incidents.resolve(id, "kim", planted("userinfo") + ATTACK);
        CHANNELS.put("incident", last.toString());
        CHANNELS.put("incidents", get(health + "/incidents"));
        CHANNELS.put("incident, served", get(health + "/incidents/" + id));
        for (IncidentDocument document : IncidentDocument.values()) {
            CHANNELS.put(document.name(), incidents.documents().markdown(document, last, Instant.now()));
            CHANNELS.put(document.name() + " as text", incidents.documents().text(document, last, Instant.now()));
        }
    }

    private static void errors() {
        RecentErrors errors = RecentErrors.create();
        PLANTED.keySet()
                .forEach(place -> errors.record(
                        Level.ERROR,
                        planted(place),
                        planted(place),
                        () -> planted(place),
                        new IllegalStateException(planted(place), new IOException(planted(place)))));
        CHANNELS.put("errors", errors.events().toString());
        CHANNELS.put("groups of errors", errors.groups().toString());
    }

    private static void journal() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            CHANNELS.put(
                    "journal",
                    files.filter(Files::isRegularFile)
                            .map(ChannelsTest::content)
                            .collect(Collectors.joining("\n")));
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void no_secret_leaves_by_any_channel() {
        CHANNELS.forEach((channel, content) ->
                assertThat(content).as(channel).isNotEmpty().doesNotContain(CANARY));
    }

    /** Else the secrets might only have gone because nothing of it comes through. */
    @Test
    void what_stands_around_the_secrets_does_leave() {
        for (String channel : List.of("report", "json", "text", "html", "markdown", "errors", "journal")) {
            assertThat(CHANNELS.get(channel))
                    .as(channel)
                    .contains("?user=app&".replace("&", channel.equals("html") ? "&amp;" : "&"))
                    .contains("api.internal/v1");
        }
        PLANTED.values().forEach(text -> assertThat(CHANNELS.get("json")).contains(text.substring(0, 8)));
    }

    /** No channel holds a line, a colour, a direction or a script that it did not write itself. */
    @Test
    void no_attack_leaves_by_any_channel() {
        CHANNELS.forEach((channel, content) -> {
            if (!List.of("report", "changes", "errors", "groups of errors").contains(channel)) { // values, not texts
                assertThat(content.codePoints().filter(character -> character != '\n'))
                        .as(channel)
                        .noneMatch(Character::isISOControl)
                        .noneMatch(character -> Character.getType(character) == Character.FORMAT);
                assertThat(content.lines()).as(channel).noneMatch(line -> line.startsWith("UP 9"));
            }
        });
        assertThat(CHANNELS.get("html")).doesNotContain("<script>alert");
    }
}
