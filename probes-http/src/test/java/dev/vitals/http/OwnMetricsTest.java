package dev.vitals.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.vitals.Vitals;
import dev.vitals.format.Format.ReportView;
import dev.vitals.format.MetricsFormat;
import dev.vitals.incident.IncidentSettings;
import dev.vitals.meter.VitalsMetrics;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Result;
import dev.vitals.probe.Threshold;
import dev.vitals.testkit.RequiresProgram;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our metrics, rules and dashboard, as the real Prometheus sees them. */
class OwnMetricsTest {
    private static final Path MONITORING = Path.of("..", "docs", "monitoring").toAbsolutePath();
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    @Test
    @RequiresProgram("promtool")
    void the_alert_rules_do_what_their_tests_say() throws Exception {
        promtool(null, "check", "rules", MONITORING.resolve("alerts.yml").toString());
        promtool(null, "test", "rules", MONITORING.resolve("alerts-test.yml").toString());
    }

    @Test
    @RequiresProgram("prometheus")
    void a_real_prometheus_scrapes_alerts_and_answers_every_query_of_the_dashboard() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        try (Vitals vitals = Vitals.builder("orders")
                .startUpGrace(Duration.ZERO)
                .incidents(IncidentSettings.DEFAULT)
                .check(
                        "disk",
                        context -> full(runs),
                        c -> c.every(Duration.ofHours(1)).impact(Impact.CRITICAL))
                .build()) {
            PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
            VitalsMetrics.of(vitals).bindTo(registry);
            HttpServer application = serve(registry);
            try (Daemon prometheus = Daemon.prometheus(directory, config(application))) {
                await().atMost(Duration.ofSeconds(90))
                        .until(() -> alerts(prometheus).contains("VitalsSeverityP0"));
                int before = runs.get();
                for (String query : queries()) {
                    // A rate takes two scrapes.
                    await().atMost(Duration.ofSeconds(90))
                            .untilAsserted(() -> assertThat(answer(prometheus, query))
                                    .as(query)
                                    .isNotEmpty());
                }
                assertThat(answer(prometheus, "vitals_check_status{vitals_check_status=\"DOWN\"}")
                                .toString())
                        .contains("\"check\":\"disk\"", "\"1\"");
                assertThat(runs).as("a scrape never runs a check").hasValue(before);
            } finally {
                application.stop(0);
            }
            promtool(registry.scrape(), "check", "metrics");
            ReportView view = new ReportView(vitals.report(), true, true, List.of());
            promtool(new String(MetricsFormat.PROMETHEUS.report(view), StandardCharsets.UTF_8), "check", "metrics");
        }
    }

    private static Result full(AtomicInteger runs) {
        runs.incrementAndGet();
        return Result.down("disk.full", "hardly any space")
                .observe(Observation.ratio("disk.free", 0.01).against(Threshold.ratioBelow(0.2, 0.05)));
    }

    private static HttpServer serve(PrometheusMeterRegistry registry) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/metrics", exchange -> {
            byte[] body = registry.scrape().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    private Path config(HttpServer application) throws IOException {
        return Files.writeString(directory.resolve("prometheus.yml"), """
                global: {scrape_interval: 1s, evaluation_interval: 1s}
                rule_files: ["%s"]
                scrape_configs:
                  - job_name: orders
                    static_configs: [{targets: ["127.0.0.1:%d"]}]
                """.formatted(
                MONITORING.resolve("alerts.yml"), application.getAddress().getPort()));
    }

    /** Every query of the dashboard, for all jobs and instances. */
    private static List<String> queries() throws IOException {
        List<String> queries = new ArrayList<>();
        JsonNode dashboard = JSON.readTree(MONITORING.resolve("dashboard.json").toFile());
        dashboard
                .get("panels")
                .forEach(panel -> panel.get("targets")
                        .forEach(target -> queries.add(
                                target.get("expr").asText().replaceAll("\\$(job|instance|check)\\b", ".*"))));
        assertThat(queries).hasSizeGreaterThan(10).noneMatch(query -> query.contains("$"));
        return queries;
    }

    /** The result of a query; empty when nothing fits. */
    private static JsonNode answer(Daemon prometheus, String query) throws Exception {
        JsonNode answer = get(prometheus, "/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        assertThat(answer.get("status").asText()).as("%s: %s", query, answer).isEqualTo("success");
        return answer.get("data").get("result");
    }

    private static String alerts(Daemon prometheus) throws Exception {
        return get(prometheus, "/api/v1/alerts").toString();
    }

    private static JsonNode get(Daemon prometheus, String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(prometheus.url() + path)).build();
        return JSON.readTree(HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body());
    }

    private void promtool(String input, String... arguments) throws Exception {
        Path in = Files.writeString(directory.resolve("in"), input == null ? "" : input);
        Path out = directory.resolve("out");
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectInput(in.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(out)).isZero();
    }
}
