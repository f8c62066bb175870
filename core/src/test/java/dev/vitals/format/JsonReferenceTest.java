package dev.vitals.format;

import static dev.vitals.triage.Checks.check;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitals.format.Format.CheckView;
import dev.vitals.format.Format.ProbeView;
import dev.vitals.format.Format.ReportView;
import dev.vitals.probe.Command;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Evidence.Node;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Subject;
import dev.vitals.probe.Threshold;
import dev.vitals.report.Build;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Deployment;
import dev.vitals.report.Escalation;
import dev.vitals.report.HistoryEntry;
import dev.vitals.report.Precedent;
import dev.vitals.report.Precedent.Remedied;
import dev.vitals.report.Report;
import dev.vitals.report.Response;
import dev.vitals.report.Ruling;
import dev.vitals.report.Selection;
import dev.vitals.report.Trend;
import dev.vitals.report.Verdict;
import dev.vitals.triage.Checks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The tables of fields in docs/reference/endpoint.md hold exactly the fields there are. */
class JsonReferenceTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Path REFERENCE = Path.of("..", "docs", "reference", "endpoint.md");
    private static final Pattern ROW = Pattern.compile("\\| `([^`]+)`( °)? \\|.*");

    /** Objects whose keys are names from elsewhere. */
    private static final Set<String> BY_NAME = Set.of("checks", "observations", "fields", "rows[]", "values");

    @Test
    void a_report_has_the_fields_that_are_documented() throws IOException {
        Set<String> documented = documented("Report", "", true, "checks.*.", "Check");
        documented.remove("hidden");
        assertThat(fields(report(true))).isEqualTo(documented);
    }

    @Test
    void a_caller_who_may_see_statuses_only_gets_the_fields_that_are_marked() throws IOException {
        assertThat(fields(report(false))).isEqualTo(documented("Report", "", false, "checks.*.", "Check"));
    }

    @Test
    void a_check_has_the_fields_that_are_documented() throws IOException {
        byte[] json = JsonFormat.DEFAULT.check(new CheckView(everything("a"), true, false, List.of()));

        Set<String> documented = documented("Check", "", true);
        documented.addAll(List.of("schema", "name"));
        assertThat(fields(json)).isEqualTo(documented);
    }

    @Test
    void a_probe_has_the_fields_that_are_documented() throws IOException {
        Set<String> seen = new TreeSet<>();
        for (String probe : List.of("live", "ready", "started")) {
            seen.addAll(fields(JsonFormat.DEFAULT.probe(
                    new ProbeView(probe, true, Status.UP, false, List.of("db"), List.of("disk"), List.of("odd")))));
        }

        assertThat(seen).isEqualTo(documented("Probe", "", true));
    }

    /** Returns the fields of a table, all or the marked ones, and of another below a prefix. */
    private static Set<String> documented(String heading, String prefix, boolean all, String... below)
            throws IOException {
        Set<String> fields = new TreeSet<>();
        String section = Files.readString(REFERENCE)
                .split("\n### " + heading + "\n", 2)[1]
                .split("\n##", 2)[0];
        for (String line : section.lines().toList()) {
            Matcher row = ROW.matcher(line);
            if (row.matches() && (all || row.group(2) != null)) {
                fields.add(prefix + row.group(1));
            }
        }
        assertThat(fields).as("table below '%s'", heading).isNotEmpty();
        if (below.length > 0) {
            fields.addAll(documented(below[1], below[0], all));
        }
        return fields;
    }

    private static Set<String> fields(byte[] json) throws IOException {
        Set<String> fields = new LinkedHashSet<>();
        collect(new ObjectMapper().readTree(json), "", fields);
        return new TreeSet<>(fields);
    }

    private static void collect(JsonNode node, String path, Set<String> fields) {
        node.properties().forEach(field -> {
            String last = path.substring(path.lastIndexOf('.') + 1);
            String here =
                    path.isEmpty() ? field.getKey() : path + "." + (BY_NAME.contains(last) ? "*" : field.getKey());
            if (!here.endsWith("checks.*") && !here.endsWith("observations.*")) {
                fields.add(here);
            }
            String below = field.getValue().isArray() ? here + "[]" : here;
            (field.getValue().isArray() ? field.getValue() : List.of(field.getValue()))
                    .forEach(item -> collect(item, sameKind(below), fields));
        });
    }

    /** Nodes of trees have nodes below them, and a diagnosis is evidence. */
    private static String sameKind(String path) {
        return path.replace("tree[].children[]", "tree[]").replaceAll("diagnosis\\[]$", "evidence[]");
    }

    private static byte[] report(boolean detail) {
        Result pool = Result.down("pool.exhausted", "all in use");
        Selection selection = Selection.group("ready").without(Set.of("left-out"));
        Report report = Reports.report(
                selection, List.of(everything("db.locks"), check("db.pool", pool, policy -> policy.resource("db"))));
        assertThat(report.verdict().rootCauses()).hasSize(1);
        Build build = new Build(Optional.of("1.4.2"), Optional.of("5b46c0c"), Optional.of(Checks.AT));
        Build before = new Build(Optional.of("1.4.1"), Optional.of("e5c196b"), Optional.empty());
        Instant deployed =
                report.check("db.pool").orElseThrow().timing().since().minusSeconds(60);
        Ruling ruling = report.verdict().ruling().orElseThrow();
        Response call = new Response(HOUR, HOUR, List.of(new Escalation(HOUR, "the lead of the day")));
        Precedent precedent = new Precedent(
                2, "20261102-031214", Checks.AT, HOUR, Optional.of(new Remedied("20261001-031214", "restarted")));
        Ruling withLadder = new Ruling(ruling.severity(), ruling.rule(), ruling.inputs(), call);
        Report with = report.toBuilder()
                .verdict(new Verdict(Optional.of(withLadder), report.verdict().rootCauses()))
                .deployment(new Deployment(build, deployed, Optional.of(deployed), Optional.of(before)))
                .precedent(report.verdict().rootCauses().get(0).check(), precedent)
                .build();
        Around.Place place = new Around.Place("a name", "a/place", "words");
        Around around = new Around("./", true, false, false, true, List.of(place), true, Optional.of(place));
        return JsonFormat.DEFAULT.report(new ReportView(with, detail, true, List.of("odd"), Optional.of(around)));
    }

    /** Returns a check that has everything a check can have. */
    private static CheckReport everything(String name) {
        Result result = Result.down("locks.blocked", "it is blocked")
                .about(Subject.session("db", "4711"))
                .observe(Observation.count("locks.waiting", 7).against(Threshold.countAbove(3, 10)))
                .evidence(new Evidence.Text("text", List.of("line")))
                .evidence(new Evidence.Table("table", List.of("pid"), List.of(List.of("4711"))))
                .evidence(new Evidence.Tree(
                        "tree", List.of(new Node("root", Map.of("pid", "1"), List.of(Node.leaf("leaf"))))))
                .remedy(Remedy.words("end it").run(Command.shell("kill {}", 4711)));
        CheckReport check =
                check(name, result, policy -> policy.impact(Impact.CRITICAL).resource("db"));
        return check.toBuilder()
                .timing(check.timing().toBuilder()
                        .running(Duration.ofSeconds(1))
                        .build())
                .trend(Trend.STEADY.turning(Status.UP, 1))
                .history(List.of(HistoryEntry.of(Checks.AT, Status.DOWN, Duration.ofMillis(3))
                        .observing(result.observations(), List.of())))
                .diagnosis(result.evidence())
                .note("returned late")
                .build();
    }
}
