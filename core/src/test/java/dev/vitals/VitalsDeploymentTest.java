package dev.vitals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitals.deployment.DeploymentSettings;
import dev.vitals.format.Format;
import dev.vitals.format.Format.ReportView;
import dev.vitals.format.HtmlFormat;
import dev.vitals.format.JsonFormat;
import dev.vitals.format.MarkdownFormat;
import dev.vitals.format.TextFormat;
import dev.vitals.incident.Incident;
import dev.vitals.incident.IncidentDocument;
import dev.vitals.incident.IncidentDocuments;
import dev.vitals.incident.IncidentSettings;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Result;
import dev.vitals.report.Report;
import dev.vitals.report.Severity;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VitalsDeploymentTest {
    private static final String DEPLOYED =
            "version 1.4.2 \\(commit 5b46c0c\\) deployed .* before the first failure, after version 1.4.1";

    @TempDir
    Path directory;

    @Test
    void what_was_deployed_before_the_failure_stands_beside_the_root_cause_everywhere() {
        DeploymentSettings settings = DeploymentSettings.given().remember(directory.resolve("versions"));
        try (Vitals before = Vitals.builder("orders")
                .deployment(settings.version("1.4.1"))
                .check("db", context -> Result.up())
                .build()) {
            assertThat(before.report().deployment().orElseThrow().deployedAt()).isEmpty();
        }

        try (Vitals vitals = Vitals.builder("orders")
                .deployment(settings.version("1.4.2").commit("5b46c0c0123456789abcdef0123456789abcdef0"))
                .incidents(IncidentSettings.DEFAULT
                        .hold(Severity.P0, Duration.ZERO)
                        .hold(Severity.P1, Duration.ZERO))
                .startUpGrace(Duration.ZERO)
                .check("db", context -> Result.down("db.refused", "refused"), c -> c.impact(Impact.CRITICAL))
                .build()) {
            await().until(() -> !vitals.incidents().orElseThrow().list().isEmpty());
            Report report = vitals.report();

            assertThat(report.deployment().orElseThrow().previous()).hasToString("Optional[version 1.4.1]");
            assertThat(render(JsonFormat.DEFAULT, report))
                    .contains("\"deployment\":{\"version\":\"1.4.2\"", "\"previous\":{\"version\":\"1.4.1\"}")
                    .containsPattern("\"deployed\":\"" + DEPLOYED);
            for (Format format : List.of(TextFormat.DEFAULT, MarkdownFormat.DEFAULT, HtmlFormat.DEFAULT)) {
                assertThat(render(format, report).replaceAll("\\s+", " ")).containsPattern(DEPLOYED);
            }
            assertThat(new String(
                            JsonFormat.DEFAULT.report(new ReportView(report, false, true, List.of())),
                            StandardCharsets.UTF_8))
                    .doesNotContain("1.4.2");
            documents(vitals.incidents().orElseThrow().list().get(0));
        }
    }

    private static void documents(Incident incident) {
        for (IncidentDocument document : List.of(IncidentDocument.DECLARATION, IncidentDocument.POST_MORTEM)) {
            assertThat(IncidentDocuments.DEFAULT.text(document, incident, Instant.now()))
                    .containsPattern(DEPLOYED);
        }
        assertThat(IncidentDocuments.DEFAULT.text(IncidentDocument.STATUS_PAGE, incident, Instant.now()))
                .doesNotContain("1.4.2");
    }

    private static String render(Format format, Report report) {
        return new String(format.report(new ReportView(report, true, true, List.of())), StandardCharsets.UTF_8);
    }
}
