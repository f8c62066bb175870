package dev.vitals.triage;

import static dev.vitals.triage.Checks.check;
import static dev.vitals.triage.Checks.failing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vitals.probe.Impact;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.report.Severity;
import dev.vitals.report.Triage;
import dev.vitals.report.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeverityTest {
    private final Triage triage = Triages.standard();

    @ParameterizedTest
    @CsvSource({
        "CRITICAL, DOWN,     P0, critical check down",
        "CRITICAL, DEGRADED, P1, critical check degraded",
        "MAJOR,    DOWN,     P1, major check down",
        "MAJOR,    DEGRADED, P2, major check degraded",
        "MINOR,    DOWN,     P2, minor check down",
        "MINOR,    DEGRADED, P3, a check is not up",
        "CRITICAL, UNKNOWN,  P3, a check is not up",
    })
    void impact_and_status_decide_the_severity(Impact impact, Status status, Severity severity, String rule) {
        Verdict verdict = triage.judge(List.of(failing("a", impact, status)));

        assertThat(verdict.severity()).contains(severity);
        assertThat(verdict.severityRule()).contains(rule);
    }

    @Test
    void damaged_data_is_more_serious_than_the_check_that_finds_it() {
        Verdict verdict = triage.judge(
                List.of(failing("size", Status.DOWN, "pages.damaged", policy -> policy.impact(Impact.MINOR))));

        assertThat(verdict.severity()).contains(Severity.P1);
        assertThat(verdict.severityRule()).contains("data is damaged");
    }

    @Test
    void checks_that_are_all_up_need_nobody() {
        assertThat(triage.judge(List.of(check("a", Result.up())))).isEqualTo(Verdict.HEALTHY);
        assertThat(triage.judge(List.of())).isEqualTo(Verdict.HEALTHY);
    }

    @Test
    void the_worst_check_gives_the_severity_and_of_equals_the_rule_that_stands_first() {
        Verdict verdict = triage.judge(List.of(
                failing("a", Impact.MINOR, Status.DEGRADED),
                failing("b", Impact.MAJOR, Status.DOWN),
                failing("c", Impact.CRITICAL, Status.DEGRADED)));

        assertThat(verdict.severity()).contains(Severity.P1);
        assertThat(verdict.severityRule()).contains("critical check degraded");
    }

    @Test
    void a_rule_of_ones_own_goes_before_the_standard_ones() {
        SeverityRule own = new SeverityRule(
                "payments are broken", Severity.P0, check -> check.name().equals("payments"));
        Triage mine = Triages.of(List.of(own), Catalogue.of(List.of()));

        Verdict verdict = mine.judge(List.of(failing("payments", Impact.MINOR, Status.DEGRADED)));

        assertThat(verdict.severity()).contains(Severity.P0);
        assertThat(verdict.severityRule()).contains("payments are broken");
    }

    @Test
    void a_rule_without_words_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SeverityRule.of(" ", Severity.P0, Impact.MAJOR, Status.DOWN))
                .withMessage("'words' must not be blank");
    }
}
