package dev.vitals.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitals.Vitals;
import dev.vitals.dump.DumpSettings;
import dev.vitals.probe.Result;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Dumps over HTTP: asked for, waited for, fetched; by operators and nobody else. */
class DumpAnswersTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String TOKEN = "0123456789abcdef";

    private final Vitals vitals = Vitals.builder("shop")
            .check("well", context -> Result.up())
            .dumps(DumpSettings.DEFAULT.onDemandOnly())
            .build();
    private final HealthServer server = HealthServer.builder(vitals)
            .port(0)
            .authoriser(Authoriser.bearer(TOKEN))
            .start();

    @AfterEach
    void close() {
        server.close();
        vitals.close();
    }

    private <T> HttpResponse<T> send(String method, String path, HttpResponse.BodyHandler<T> body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.uri() + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        return CLIENT.send((headers.length == 0 ? request : request.headers(headers)).build(), body);
    }

    private HttpResponse<String> operator(String method, String path) throws IOException, InterruptedException {
        return send(method, path, HttpResponse.BodyHandlers.ofString(), "Authorization", "Bearer " + TOKEN);
    }

    @Test
    void an_operator_asks_waits_and_downloads() throws Exception {
        HttpResponse<String> taken = operator("POST", "/dump?by=me&text=it+is+slow");
        assertThat(taken.statusCode()).isEqualTo(202);
        JsonNode job = new ObjectMapper().readTree(taken.body());
        assertThat(job.path("reason").asText()).isEqualTo("it is slow");
        assertThat(job.path("by").asText()).isEqualTo("me");
        URI place = URI.create(server.uri() + "/dump")
                .resolve(taken.headers().firstValue("Location").orElseThrow());
        assertThat(place.getPath()).endsWith("/health/dump/" + job.path("id").asText());

        String path = "/dump/" + job.path("id").asText();
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(operator("GET", path).body()).contains("\"state\":\"complete\""));
        HttpResponse<byte[]> zip = send(
                "GET", path + "/download", HttpResponse.BodyHandlers.ofByteArray(), "Authorization", "Bearer " + TOKEN);
        assertThat(zip.headers().firstValue("Content-Type")).contains("application/zip");
        assertThat(zip.headers().firstValue("Content-Disposition").orElseThrow())
                .matches("attachment; filename=\"shop-\\d{8}T\\d{6}Z-"
                        + job.path("id").asText() + "\\.zip\"");
        assertThat(zip.body()).startsWith('P', 'K');
        assertThat(operator("GET", "/dump").body()).contains(job.path("id").asText());
        assertThat(operator("GET", "/dump/latest").body())
                .contains(job.path("id").asText());
    }

    @Test
    void nobody_else_takes_or_sees_one() throws Exception {
        for (String path : new String[] {"/dump", "/dump/latest", "/dump/latest/download"}) {
            assertThat(send("GET", path, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(send("POST", "/dump", HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(403);
        assertThat(vitals.dumps().orElseThrow().list()).isEmpty();
    }

    @Test
    void a_dump_that_is_not_there_and_a_parameter_that_does_not_exist_are_named() throws Exception {
        assertThat(operator("GET", "/dump/deadbeef").statusCode()).isEqualTo(404);
        assertThat(operator("POST", "/dump?heap=true").body())
                .contains("'heap'", "there are by, format, include, text");
        assertThat(operator("POST", "/dump?include=heap-dump").body())
                .contains(
                        "class-histogram, class-loaders, native-threads, thread-print, virtual-threads, vm-info",
                        "'heap-dump'");
        assertThat(operator("DELETE", "/dump").headers().firstValue("Allow")).contains("POST, GET, HEAD");
    }

    @Test
    void where_dumps_are_off_there_are_none() throws Exception {
        try (Vitals without =
                Vitals.builder("shop").check("well", context -> Result.up()).build()) {
            HealthResponse answer = HealthHandler.of(without)
                    .handle(new HealthRequest(
                            "POST", "/dump", "", java.util.Optional.empty(), dev.vitals.format.Access.OPERATE));

            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.body().toString()).contains("the application turns them on");
        }
    }
}
