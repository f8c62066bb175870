package dev.vitals.format;

import static dev.vitals.triage.Checks.check;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Result;
import dev.vitals.report.Report;
import dev.vitals.report.Selection;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonFormatTest {
    private final Report incident = Reports.report(Selection.ALL, Reports.incident());

    @Test
    void a_report_has_the_fields_that_are_documented_in_their_order() throws IOException {
        JsonNode json = json(incident, Access.DETAIL);

        assertThat(fields(json))
                .containsExactly(
                        "application",
                        "status",
                        "ready",
                        "severity",
                        "sev",
                        "rule",
                        "at",
                        "since",
                        "lastingMs",
                        "respondBy",
                        "nextUpdate",
                        "rootCauses",
                        "checks");
        assertThat(json.get("severity").textValue()).isEqualTo("P0");
        assertThat(json.get("sev").textValue()).isEqualTo("SEV-1");
        assertThat(json.get("at").textValue()).isEqualTo("2026-11-20T03:02:53Z");
        assertThat(json.get("lastingMs").longValue()).isEqualTo(252_000);
        assertThat(json.at("/rootCauses/0/check").textValue()).isEqualTo("orders-db.locks");
        assertThat(json.at("/rootCauses/0/symptoms/0/rule").textValue())
                .isEqualTo("a blocking session explains an exhausted pool");
    }

    @Test
    void a_check_has_the_fields_that_are_documented_in_their_order() throws IOException {
        JsonNode pool = json(incident, Access.DETAIL).at("/checks/0");

        assertThat(fields(pool))
                .containsExactly(
                        "name",
                        "status",
                        "impact",
                        "cause",
                        "summary",
                        "freshness",
                        "since",
                        "lastingMs",
                        "checkedAt",
                        "ageMs",
                        "tookMs",
                        "late",
                        "transitions",
                        "flapping",
                        "observations",
                        "evidence",
                        "diagnosis",
                        "remedies",
                        "policy");
        assertThat(pool.at("/observations/1").toString())
                .isEqualTo("{\"name\":\"pool.waiting\",\"value\":23,\"unit\":\"count\",\"warn\":1}");
        assertThat(fields(pool.get("policy")))
                .containsExactly("scope", "groups", "dependsOn", "resource", "timeoutMs", "intervalMs", "trustedForMs");
    }

    @Test
    void each_kind_of_evidence_has_its_own_fields() throws IOException {
        Result result = Result.down("a.b", "broken")
                .evidence(new Evidence.Text("stack", List.of("at a")))
                .evidence(new Evidence.Table("sessions", List.of("pid"), List.of(List.of("1"))))
                .evidence(new Evidence.Tree("tree", List.of(Evidence.Node.leaf("root"))));

        JsonNode evidence =
                json(Reports.report(check("a", result)), Access.DETAIL).at("/checks/0/evidence");

        assertThat(evidence.toString())
                .isEqualTo("[{\"title\":\"stack\",\"lines\":[\"at a\"]},"
                        + "{\"title\":\"sessions\",\"columns\":[\"pid\"],\"rows\":[[\"1\"]]},"
                        + "{\"title\":\"tree\",\"tree\":[{\"text\":\"root\",\"children\":[]}]}]");
    }

    @Test
    void callers_who_may_see_statuses_only_see_no_more() throws IOException {
        JsonNode json = json(incident, Access.STATUS);

        assertThat(fields(json))
                .containsExactly(
                        "application",
                        "status",
                        "ready",
                        "severity",
                        "sev",
                        "at",
                        "since",
                        "lastingMs",
                        "respondBy",
                        "nextUpdate",
                        "checks");
        assertThat(json.at("/checks/0").toString())
                .isEqualTo("{\"name\":\"orders-pool\",\"status\":\"DOWN\",\"impact\":\"CRITICAL\"}");
    }

    @Test
    void a_healthy_report_has_no_severity() throws IOException {
        JsonNode json = json(Reports.report(check("a", Result.up())), Access.DETAIL);

        assertThat(fields(json))
                .containsExactly("application", "status", "ready", "at", "since", "lastingMs", "rootCauses", "checks");
    }

    @Test
    void numbers_keep_their_value_and_whole_ones_have_no_fraction() throws IOException {
        Result result = Result.up().observe(Observation.of("a", 0.1, "")).observe(Observation.of("b", 3e9, "bytes"));

        JsonNode seen = json(Reports.report(check("a", result)), Access.DETAIL).at("/checks/0/observations");

        assertThat(seen.at("/0/value").toString()).isEqualTo("0.1");
        assertThat(seen.at("/1/value").toString()).isEqualTo("3000000000");
    }

    @Test
    void a_duration_without_end_is_the_longest_number() throws IOException {
        Report report =
                Reports.report(check("a", Result.up(), policy -> policy.maxAge(Duration.ofSeconds(Long.MAX_VALUE))));

        assertThat(json(report, Access.DETAIL)
                        .at("/checks/0/policy/trustedForMs")
                        .longValue())
                .isEqualTo(Long.MAX_VALUE);
    }

    private static JsonNode json(Report report, Access access) throws IOException {
        return new ObjectMapper().readTree(JsonFormat.DEFAULT.render(report, access));
    }

    private static List<String> fields(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
