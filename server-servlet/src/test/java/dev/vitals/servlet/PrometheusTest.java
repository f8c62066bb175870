package dev.vitals.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitals.testkit.RequiresProgram;
import dev.vitals.testkit.network.ClosedPort;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The metrics, read by Prometheus itself and by its strict checker. */
@Timeout(180)
@RequiresProgram("prometheus")
@TestInstance(Lifecycle.PER_CLASS)
class PrometheusTest {
    private final Scene scene = new Scene();
    private final HttpClient client = HttpClient.newHttpClient();
    private Container container;

    @TempDir
    private Path directory;

    @BeforeAll
    void start() throws Exception {
        container = Container.jetty(Map.of("/health/*", HealthServlet.of(scene.vitals())));
    }

    @AfterAll
    void stop() throws Exception {
        container.stop();
        scene.close();
    }

    @Test
    void promtool_has_nothing_against_the_text_format() throws Exception {
        Process promtool = new ProcessBuilder("promtool", "check", "metrics")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("promtool").toFile())
                .start();
        try (OutputStream in = promtool.getOutputStream()) {
            in.write(get("http://127.0.0.1:" + container.port() + "/shop/health?format=prometheus")
                    .getBytes(StandardCharsets.UTF_8));
        }

        int code = promtool.waitFor();
        assertThat(Files.readString(directory.resolve("promtool"))).isEmpty();
        assertThat(code).isZero();
    }

    @Test
    void prometheus_scrapes_open_metrics_also_while_all_is_down() throws Exception {
        Path settings = Files.writeString(directory.resolve("prometheus.yml"), """
                global: {scrape_interval: 1s}
                scrape_configs:
                  - job_name: shop
                    metrics_path: /shop/health
                    static_configs: [{targets: ['127.0.0.1:%d']}]
                """.formatted(container.port()));
        int port;
        try (ClosedPort reserved = ClosedPort.reserve()) {
            port = reserved.port();
        }
        Process prometheus = new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + settings,
                        "--storage.tsdb.path=" + directory.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        try {
            String down = "vitals_check_status{vitals_check_status=\"DOWN\",check=\"orders-db.locks\"}";
            await().atMost(Duration.ofMinutes(2))
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(value(port, down)).isEqualTo("1"));
            assertThat(value(port, "up{job=\"shop\"}")).isEqualTo("1");
            assertThat(value(port, "vitals_observation{check=\"disk\",observation=\"disk.free\"}"))
                    .isNotEmpty();
        } finally {
            prometheus.destroyForcibly().waitFor();
        }
    }

    private String value(int port, String query) throws Exception {
        JsonNode answer = new ObjectMapper()
                .readTree(get("http://127.0.0.1:" + port + "/api/v1/query?query="
                        + URLEncoder.encode(query, StandardCharsets.UTF_8)));
        return answer.at("/data/result/0/value/1").asText();
    }

    private String get(String uri) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(uri)).build(), BodyHandlers.ofString())
                .body();
    }
}
