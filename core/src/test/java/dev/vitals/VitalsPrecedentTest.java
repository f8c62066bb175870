package dev.vitals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitals.format.Format;
import dev.vitals.format.Format.ReportView;
import dev.vitals.format.HealthJsonFormat;
import dev.vitals.format.HtmlFormat;
import dev.vitals.format.JsonFormat;
import dev.vitals.format.MarkdownFormat;
import dev.vitals.format.TextFormat;
import dev.vitals.incident.Incident;
import dev.vitals.incident.IncidentSettings;
import dev.vitals.incident.IncidentStatus;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Result;
import dev.vitals.report.Report;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VitalsPrecedentTest {
    private static final String HOSTILE =
            "restarted it with password=tiger <script>alert(1)</script> [x](javascript:1) \u001b[31m"
                    + "z".repeat(2_000);

    @TempDir
    Path journal;

    @Test
    void an_earlier_incident_stands_beside_the_same_root_cause_everywhere_also_after_a_restart() throws Exception {
        int port = freePort();
        String first;
        try (Vitals vitals = watching(port)) {
            await().until(() -> !vitals.incidents().orElseThrow().list().isEmpty());
            first = vitals.incidents().orElseThrow().list().get(0).id();
            assertThat(render(JsonFormat.DEFAULT, vitals.report(), true)).doesNotContain("seenBefore");
            try (ServerSocket healed = new ServerSocket(port, 1_000, InetAddress.getLoopbackAddress())) {
                assertThat(healed.isBound()).isTrue();
                await().until(() -> incident(vitals, first).status() == IncidentStatus.MONITORING);
                vitals.incidents().orElseThrow().resolve(first, "ann", HOSTILE);
            }
        }

        try (Vitals vitals = watching(port)) {
            await().until(() ->
                    vitals.report().check("port").orElseThrow().cause().equals("port.refused"));
            Report report = vitals.report();

            assertThat(render(JsonFormat.DEFAULT, report, true))
                    .contains(
                            "\"seenBefore\":{\"incidents\":1,\"last\":\"" + first + "\"",
                            "restarted it with password=");
            assertThat(render(HealthJsonFormat.DEFAULT, report, true))
                    .contains("\"notes\":[\"port: seen before: 1 incident, " + first);
            for (Format format : List.of(TextFormat.DEFAULT, MarkdownFormat.DEFAULT, HtmlFormat.DEFAULT)) {
                assertThat(render(format, report, true).replaceAll("\\s+", " ").replace("\\", ""))
                        .contains(
                                "seen before: 1 incident, " + first + " on ", "resolved: restarted it with password=");
            }
            for (Format format : List.of(
                    JsonFormat.DEFAULT,
                    TextFormat.DEFAULT,
                    MarkdownFormat.DEFAULT,
                    HtmlFormat.DEFAULT,
                    HealthJsonFormat.DEFAULT)) {
                assertThat(render(format, report, true)).doesNotContain("tiger", "\u001b", "z".repeat(200));
                assertThat(render(format, report, false)).doesNotContain(first, "restarted it");
            }
            assertThat(render(HtmlFormat.DEFAULT, report, true)).doesNotContain("<script>alert");
            // Within a fence, where nothing is markup: see MarkdownTest.
            assertThat(render(MarkdownFormat.DEFAULT, report, true)).containsSubsequence("```", "seen before", "```");
        }
    }

    private static Incident incident(Vitals vitals, String id) {
        return vitals.incidents().orElseThrow().find(id).orElseThrow();
    }

    private Vitals watching(int port) {
        return Vitals.builder("orders")
                .incidents(IncidentSettings.DEFAULT.directory(journal))
                .startUpGrace(Duration.ZERO)
                .check(
                        "port",
                        context -> connect(port),
                        check -> check.impact(Impact.CRITICAL).every(Duration.ofMillis(100)))
                .build();
    }

    private static Result connect(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected() ? Result.up() : Result.unknown("port.closed", "not connected");
        } catch (IOException refused) {
            return Result.down("port.refused", "connection refused");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String render(Format format, Report report, boolean detail) {
        return new String(format.report(new ReportView(report, detail, true, List.of())), StandardCharsets.UTF_8);
    }
}
