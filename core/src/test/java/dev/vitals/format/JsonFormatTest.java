package dev.vitals.format;

import static dev.vitals.triage.Checks.check;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitals.format.Format.CheckView;
import dev.vitals.format.Format.ReportView;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Evidence.Node;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Result;
import dev.vitals.probe.Size;
import dev.vitals.probe.Status;
import dev.vitals.probe.Subject;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Unit;
import dev.vitals.report.CheckReport;
import dev.vitals.report.HistoryEntry;
import dev.vitals.report.Report;
import dev.vitals.report.Selection;
import dev.vitals.report.Timing;
import dev.vitals.triage.Checks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonFormatTest {
    private final Report incident = Reports.report(Selection.ALL, Reports.incident());

    @Test
    void a_report_says_how_bad_it_is_since_when_and_what_is_at_the_root() throws IOException {
        JsonNode json = json(incident, Access.DETAIL);

        assertThat(json.get("schema").intValue()).isEqualTo(1);
        assertThat(json.get("severity").textValue()).isEqualTo("P0");
        assertThat(json.get("sev").textValue()).isEqualTo("SEV-1");
        assertThat(json.get("severityRule").textValue()).isEqualTo("critical check down");
        assertThat(json.get("at").textValue()).isEqualTo("2026-11-20T03:02:53Z");
        assertThat(json.get("lasting").longValue()).isEqualTo(252);
        assertThat(json.at("/rootCauses/0/check").textValue()).isEqualTo("orders-db.locks");
        assertThat(json.at("/rootCauses/0/symptoms/0").toString())
                .isEqualTo("{\"check\":\"orders-pool\","
                        + "\"explainedBy\":\"a blocking session explains an exhausted pool\"}");
    }

    @Test
    void checks_stand_under_their_names_worst_first() throws IOException {
        JsonNode checks = json(incident, Access.DETAIL).get("checks");

        assertThat(fields(checks)).startsWith("orders-pool", "orders-db.locks", "payments", "heap");
        assertThat(checks.get("orders-pool").get("status").textValue()).isEqualTo("DOWN");
    }

    @Test
    void an_observation_stands_under_its_name_with_its_limits_in_the_same_unit() throws IOException {
        Result result = Result.down("a.b", "broken")
                .observe(Observation.duration("wait", Duration.ofMillis(250_012))
                        .against(Threshold.above(Duration.ofSeconds(30), Duration.ofMinutes(5))))
                .observe(Observation.bytes("free", 3_000_000_000L)
                        .against(Threshold.below(Size.ofMebibytes(4), Size.ofBytes(1))
                                .failOnly()))
                .observe(Observation.ratio("used", 0.6175))
                .observe(Observation.count("standbys", 0)
                        .against(Threshold.none(Threshold.Direction.BELOW, Unit.COUNT)));

        assertThat(only(result).get("observations").toString())
                .isEqualTo("{\"wait\":{\"value\":250.012,\"unit\":\"seconds\",\"warn\":30,\"fail\":300,"
                        + "\"direction\":\"ABOVE\"},"
                        + "\"free\":{\"value\":3000000000,\"unit\":\"bytes\",\"fail\":1,\"direction\":\"BELOW\"},"
                        + "\"used\":{\"value\":0.6175,\"unit\":\"ratio\"},"
                        + "\"standbys\":{\"value\":0,\"unit\":\"count\"}}");
    }

    @Test
    void names_that_look_the_same_stand_side_by_side() throws IOException {
        Result result = Result.up("fine")
                .observe(Observation.count("size\u202E", 1))
                .observe(Observation.count("size\u200B", 2))
                .observe(Observation.count("size\uFFFD", 3));

        assertThat(fields(only(result).get("observations")))
                .containsExactly("size\uFFFD", "size\uFFFD (2)", "size\uFFFD (3)");
    }

    @Test
    void each_kind_of_evidence_has_its_own_fields() throws IOException {
        Result result = Result.down("a.b", "broken")
                .evidence(new Evidence.Text("stack", List.of("at a")))
                .evidence(new Evidence.Table(
                        "sessions", List.of("pid", "app"), List.of(List.of("1", "web"), List.of("2", " "))))
                .evidence(new Evidence.Tree(
                        "tree",
                        List.of(new Node(
                                "pid 1 blocks 2", Map.of("pid", "1"), List.of(Evidence.Node.leaf("2 waits"))))));

        assertThat(only(result).get("evidence").toString())
                .isEqualTo("[{\"title\":\"stack\",\"lines\":[\"at a\"]},"
                        + "{\"title\":\"sessions\",\"columns\":[\"pid\",\"app\"],"
                        + "\"rows\":[{\"pid\":\"1\",\"app\":\"web\"},{\"pid\":\"2\"}]},"
                        + "{\"title\":\"tree\",\"tree\":[{\"text\":\"pid 1 blocks 2\",\"fields\":{\"pid\":\"1\"},"
                        + "\"children\":[{\"text\":\"2 waits\",\"children\":[]}]}]}]");
    }

    @Test
    void subjects_say_what_a_finding_is_about() throws IOException {
        Result result = Result.down("a.b", "broken").about(Subject.session("orders-db", "4711"), Subject.pool("web"));

        assertThat(only(result).get("subjects").toString())
                .isEqualTo("[{\"kind\":\"SESSION\",\"id\":\"orders-db 4711\"},{\"kind\":\"POOL\",\"id\":\"web\"}]");
    }

    @Test
    void the_past_of_a_check_is_shown_alone_or_in_full_only() {
        HistoryEntry past = HistoryEntry.of(Checks.AT.plusMillis(7), Status.UP, Duration.ofNanos(1_234_567));
        CheckReport check =
                check("a", Result.up("fine")).toBuilder().history(List.of(past)).build();
        String shown =
                "\"history\":[{\"at\":\"2026-11-20T03:02:53Z\",\"status\":\"UP\",\"took\":0.001234,\"values\":{}}]";
        Report report = Reports.report(check);

        assertThat(text(JsonFormat.DEFAULT.report(new ReportView(report, true, true, List.of()))))
                .contains(shown);
        assertThat(text(JsonFormat.DEFAULT.report(new ReportView(report, true, false, List.of()))))
                .doesNotContain("history");
        assertThat(text(JsonFormat.DEFAULT.check(new CheckView(check, true, false, List.of()))))
                .startsWith("{\"schema\":1,\"name\":\"a\",")
                .contains(shown);
    }

    @Test
    void times_are_in_whole_seconds_of_utc() throws IOException {
        Report report = incident.toBuilder()
                .at(Checks.AT.plusNanos(123_456_789))
                .since(Reports.SINCE.plusNanos(1), Duration.ofMillis(1))
                .build();

        JsonNode json = json(report, Access.DETAIL);

        for (String time : List.of("at", "since", "respondBy", "nextUpdate")) {
            assertThat(json.get(time).textValue()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        }
    }

    @Test
    void what_is_not_known_is_absent() throws IOException {
        CheckReport pending = CheckReport.builder("a", CheckPolicy.DEFAULT)
                .timing(Timing.builder(Checks.AT).build())
                .build();

        JsonNode json = json(Reports.report(pending), Access.DETAIL);

        assertThat(fields(json.at("/checks/a")))
                .doesNotContain("checkedAt", "age", "took", "running", "turning", "note");
        assertThat(fields(json.at("/checks/a/policy"))).doesNotContain("resource");
        assertThat(json.toString()).doesNotContain("null");
        assertThat(fields(json(Reports.report(check("a", Result.up())), Access.DETAIL)))
                .doesNotContain("severity", "sev", "severityRule", "respondBy", "nextUpdate", "group", "warnings");
    }

    @Test
    void callers_who_may_see_statuses_only_see_no_more() throws IOException {
        JsonNode json = json(incident, Access.STATUS);

        assertThat(fields(json)).doesNotContain("rootCauses", "severityRule");
        assertThat(json.at("/checks/orders-pool").toString())
                .isEqualTo("{\"status\":\"DOWN\",\"impact\":\"CRITICAL\"}");
    }

    @ParameterizedTest
    @CsvSource({"0.1, 0.1", "3e9, 3000000000", "0.0006, 0.0006", "-0.0, 0", "1e300, 1.0E300", "1e-12, 1.0E-12"})
    void numbers_keep_their_value_and_have_an_exponent_only_beyond_reading(double value, String shown)
            throws IOException {
        String json = text(JsonFormat.DEFAULT.render(
                Reports.report(check("a", Result.up().observe(Observation.of("n", value, Unit.COUNT)))),
                Access.DETAIL));

        assertThat(json).contains("\"n\":{\"value\":" + shown + ",");
    }

    @Test
    void a_duration_without_end_is_a_number_too() throws IOException {
        Report report =
                Reports.report(check("a", Result.up(), policy -> policy.maxAge(Duration.ofSeconds(Long.MAX_VALUE))));

        assertThat(json(report, Access.DETAIL).at("/checks/a/policy/maxAge").longValue())
                .isEqualTo(Long.MAX_VALUE);
    }

    private static JsonNode only(Result result) throws IOException {
        return json(Reports.report(check("a", result)), Access.DETAIL).at("/checks/a");
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }

    @Test
    void a_check_without_a_new_result_is_written_with_the_times_of_now_and_else_as_before() {
        CheckReport before = check("pool", Result.degraded("pool.busy", "busy"));
        CheckReport after =
                before.later(Duration.ofSeconds(5), Duration.ofMillis(242_500), Optional.of(Duration.ofMillis(1_250)));

        assertThat(text(after))
                .isEqualTo(text(before)
                        .replace("\"lasting\":240,", "\"lasting\":242.5,")
                        .replace("\"age\":3,", "\"age\":5,")
                        .replace("\"took\":0.012,", "\"took\":0.012,\"running\":1.25,"));
        assertThat(text(after.toBuilder().late(true).build()))
                .isEqualTo(text(after).replace("\"late\":false", "\"late\":true"));
    }

    private static String text(CheckReport check) {
        return new String(
                JsonFormat.DEFAULT.check(new CheckView(check, true, true, List.of())), StandardCharsets.UTF_8);
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
