package dev.vitals.format;

import static dev.vitals.triage.Checks.check;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitals.probe.Argument;
import dev.vitals.probe.Command;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Evidence.Node;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Unit;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Report;
import dev.vitals.report.RootCause;
import dev.vitals.report.RootCause.Symptom;
import dev.vitals.report.Selection;
import dev.vitals.report.Severity;
import dev.vitals.report.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Reports in which every text is an attack: on the terminal, on the line structure, on the JSON, on a page. */
class HostileTextTest {
    private static final String ATTACK =
            "\u001b[2J\u001b]0;title\u0007\u009b31m\r\nUP 14   forged\n\u2028\u202Eevil\u0000"
                    + "<script>alert(1)</script>\"},{\\\uD800 \t\u007f" + "\b".repeat(20);

    private final Report report = attack();

    @Test
    void no_text_acts_on_the_terminal() {
        for (boolean verbose : List.of(true, false)) {
            String text = TextFormat.DEFAULT.verbose(verbose).render(report, Access.DETAIL);

            assertThat(text.codePoints().filter(c -> c != '\n'))
                    .noneMatch(Character::isISOControl)
                    .noneMatch(c -> Character.getType(c) == Character.SURROGATE)
                    .noneMatch(c -> c == 0x2028 || c == 0x202E);
        }
    }

    @Test
    void no_text_forges_a_line() {
        String text = TextFormat.DEFAULT.render(report, Access.DETAIL);

        assertThat(text).contains("forged").endsWith("\n");
        assertThat(text.lines()).noneMatch(line -> line.startsWith("UP"));
    }

    @Test
    void statuses_alone_are_as_harmless() {
        String text = TextFormat.DEFAULT.render(report, Access.STATUS);

        assertThat(text.codePoints().filter(c -> c != '\n')).noneMatch(Character::isISOControl);
        assertThat(text.lines()).hasSizeLessThan(12);
    }

    @Test
    void json_stays_json_and_holds_nothing_that_acts() throws IOException {
        String json = new String(JsonFormat.DEFAULT.render(report, Access.DETAIL), StandardCharsets.UTF_8);

        JsonNode tree = new ObjectMapper().readTree(json);
        assertThat(tree.get("checks")).hasSize(2);
        assertThat(tree.get("checks").elements().next().get("summary").textValue())
                .contains("\r\nUP 14   forged\n", "<script>", "\"},{\\");
        assertThat(json.strip().codePoints()).noneMatch(Character::isISOControl).noneMatch(c -> c == 0x202E);
    }

    @Test
    void a_very_long_text_is_cut() {
        Report longWinded = Reports.report(check(
                "a",
                Result.down("a.b", "x".repeat(1_000_000))
                        .remedy(Remedy.words("do").run(Command.shell("y".repeat(1_000_000))))));

        assertThat(TextFormat.DEFAULT.render(longWinded, Access.DETAIL)).hasSizeLessThan(5_000);
    }

    @Test
    void a_very_deep_tree_is_cut() throws IOException {
        Node deep = Node.leaf("bottom");
        for (int i = 0; i < 5_000; i++) {
            deep = new Node("level", List.of(deep));
        }
        Report report = Reports.report(
                check("a", Result.down("a.b", "deep").evidence(new Evidence.Tree("tree", List.of(deep)))));

        assertThat(TextFormat.DEFAULT.verbose(true).render(report, Access.DETAIL))
                .doesNotContain("bottom");
        assertThat(new ObjectMapper().readTree(JsonFormat.DEFAULT.render(report, Access.DETAIL)))
                .isNotEmpty();
    }

    @Test
    void a_number_beyond_all_measure_does_no_harm() throws IOException {
        Observation odd = Observation.of("a", 1e300, Unit.SECONDS);
        Report report = Reports.report(check("a", Result.down("a.b", "odd").observe(odd)));

        assertThat(TextFormat.DEFAULT.verbose(true).render(report, Access.DETAIL))
                .contains("a 1");
        JsonNode json = new ObjectMapper().readTree(JsonFormat.DEFAULT.render(report, Access.DETAIL));
        assertThat(json.at("/checks/a/observations/a/value").doubleValue()).isEqualTo(1e300);
    }

    private static Report attack() {
        CheckReport root = hostile(ATTACK + "root");
        CheckReport symptom = hostile(ATTACK + "symptom");
        Report benign = Reports.report(new Selection(Optional.of(ATTACK), Set.of(ATTACK)), List.of(root, symptom));
        Verdict verdict = new Verdict(
                Optional.of(Severity.P0),
                Optional.of(ATTACK),
                List.of(new RootCause(root.name(), Severity.P0, List.of(new Symptom(symptom.name(), ATTACK)))));
        return Report.builder(ATTACK, benign.selection())
                .status(benign.status())
                .ready(false)
                .verdict(verdict)
                .checks(benign.checks())
                .at(benign.at())
                .since(benign.since(), benign.lasting())
                .build();
    }

    private static CheckReport hostile(String name) {
        Result result = Result.down("a.b", ATTACK)
                .observe(Observation.count(ATTACK, 1).against(Threshold.countAbove(2, 3)))
                .evidence(new Evidence.Text(ATTACK, List.of(ATTACK)))
                .evidence(new Evidence.Table(ATTACK, List.of(ATTACK, ATTACK), List.of(List.of(ATTACK, ATTACK))))
                .evidence(new Evidence.Tree(ATTACK, List.of(new Node(ATTACK, List.of(Node.leaf(ATTACK))))))
                .remedy(Remedy.of(ATTACK))
                .remedy(Remedy.of(ATTACK).run(Command.shell("{}", new Argument(ATTACK, Argument.Quoting.NONE))));
        CheckReport check = check(
                name, result, policy -> policy.groups(ATTACK).resource(ATTACK).dependsOn(ATTACK));
        return check.toBuilder().diagnosis(result.evidence()).note(ATTACK).build();
    }
}
