package dev.vitals.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitals.format.Format.ProbeView;
import dev.vitals.format.Format.ReportView;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Threshold;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Selection;
import dev.vitals.triage.Checks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WireFormatsTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final CheckReport slow = Checks.check(
            "db",
            Result.degraded("db.slow", "slow")
                    .observe(Observation.ratio("pool.used", 0.72).against(Threshold.ratioAbove(0.7, 0.9))),
            policy -> policy.impact(Impact.CRITICAL));
    private final CheckReport minor =
            Checks.check("mail", Result.down("mail.refused", "refused"), policy -> policy.impact(Impact.MINOR));
    private final CheckReport fatal =
            Checks.check("redis", Result.down("redis.refused", "refused"), policy -> policy.impact(Impact.CRITICAL));

    @Test
    void health_json_says_what_the_status_code_says() throws IOException {
        JsonNode warn = json(HealthJsonFormat.DEFAULT, true, slow, minor);
        assertThat(warn.at("/status").textValue()).isEqualTo("warn");
        assertThat(warn.at("/checks/db/0/output").textValue()).isEqualTo("db.slow: slow");
        assertThat(warn.at("/checks/db:pool.used/0/observedValue").doubleValue())
                .isEqualTo(0.72);
        assertThat(warn.at("/checks/db:pool.used/0/observedUnit").textValue()).isEqualTo("ratio");
        assertThat(warn.at("/checks/db:pool.used/0/status").textValue()).isEqualTo("warn");

        assertThat(json(HealthJsonFormat.DEFAULT, true, fatal).at("/status").textValue())
                .isEqualTo("fail");
        assertThat(json(HealthJsonFormat.DEFAULT, true, Checks.check("db", Result.up()))
                        .at("/status")
                        .textValue())
                .isEqualTo("pass");
        assertThat(json(HealthJsonFormat.DEFAULT, false, fatal).toString()).doesNotContain("refused", "critical");
    }

    @Test
    void microprofile_is_the_conjunction_of_its_checks() throws IOException {
        for (CheckReport[] checks : new CheckReport[][] {{slow, minor}, {slow, minor, fatal}, {slow}, {}}) {
            JsonNode json = json(MicroProfileFormat.DEFAULT, true, checks);
            Set<String> statuses = new HashSet<>();
            json.path("checks")
                    .forEach(check -> statuses.add(check.path("status").textValue()));

            assertThat(json.path("status").textValue()).isEqualTo(statuses.contains("DOWN") ? "DOWN" : "UP");
            assertThat(json.properties()).extracting(field -> field.getKey()).containsExactly("status", "checks");
            json.path("checks")
                    .forEach(check -> check.path("data")
                            .forEach(value -> assertThat(value.isValueNode() && !value.isNull())
                                    .isTrue()));
        }
        assertThat(json(MicroProfileFormat.DEFAULT, true, minor)
                        .at("/checks/0/data/status")
                        .textValue())
                .isEqualTo("DOWN");
    }

    @Test
    void kubernetes_names_what_has_failed() {
        assertThat(text(KubernetesFormat.DEFAULT, true, slow, fatal))
                .isEqualTo("[-]redis failed: redis.refused\n[+]db ok (DEGRADED)\nhealthz check failed\n");
        assertThat(text(KubernetesFormat.DEFAULT, false, fatal))
                .isEqualTo("[-]redis failed: reason withheld\nwarn: " + Hidden.WORDS + "\nhealthz check failed\n");
        assertThat(new String(
                        KubernetesFormat.DEFAULT.probe(
                                new ProbeView("live", true, Status.UP, true, List.of(), List.of(), List.of())),
                        StandardCharsets.UTF_8))
                .isEqualTo("ok\n");
    }

    @Test
    void metrics_have_a_series_for_each_state_and_end_as_they_must() {
        String open = text(MetricsFormat.OPENMETRICS, true, slow, fatal);

        assertThat(open)
                .contains("# TYPE vitals_check_status stateset\n")
                .contains("vitals_check_status{check=\"redis\",vitals_check_status=\"DOWN\"} 1\n")
                .contains("vitals_check_status{check=\"redis\",vitals_check_status=\"UP\"} 0\n")
                .contains("vitals_severity{vitals_severity=\"P0\"} 1\n")
                .contains("vitals_observation{check=\"db\",observation=\"pool.used\",unit=\"ratio\"} 0.72\n")
                .contains("observation=\"pool.used\",unit=\"ratio\",level=\"fail\"} 0.9\n")
                .contains("# TYPE vitals_check_runs counter\n")
                .contains("vitals_check_runs_total{check=\"db\"} 1\n")
                .endsWith("# EOF\n");
        assertThat(text(MetricsFormat.PROMETHEUS, true, slow))
                .contains("# TYPE vitals_check_status gauge\n")
                .contains("# TYPE vitals_check_runs_total counter\n")
                .doesNotContain("# EOF", "# UNIT");
        assertThat(MetricsFormat.OPENMETRICS.codeSaysHealth()).isFalse();
    }

    @Test
    void no_series_is_there_twice() {
        CheckReport twice = Checks.check(
                "q", Result.up().observe(Observation.count("rows", 1)).observe(Observation.count("rows", 2)));
        List<String> series = new ArrayList<>();
        text(MetricsFormat.OPENMETRICS, true, twice, slow)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .forEach(line -> series.add(line.substring(0, line.lastIndexOf(' '))));

        assertThat(series).doesNotHaveDuplicates();
    }

    @Test
    void nothing_closes_the_fence_of_markdown() {
        CheckReport hostile = Checks.check("db", Result.down("db.refused", "``` # Title"));

        assertThat(text(MarkdownFormat.DEFAULT, true, hostile))
                .startsWith("## orders: DEGRADED P1\n\n````text\n")
                .endsWith("````\n");
    }

    private static JsonNode json(Format format, boolean detail, CheckReport... checks) throws IOException {
        return MAPPER.readTree(text(format, detail, checks));
    }

    private static String text(Format format, boolean detail, CheckReport... checks) {
        ReportView view = new ReportView(Reports.report(Selection.ALL, List.of(checks)), detail, false, List.of());
        return new String(format.report(view), StandardCharsets.UTF_8);
    }
}
