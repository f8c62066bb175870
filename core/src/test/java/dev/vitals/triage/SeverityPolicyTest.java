package dev.vitals.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Escalation;
import dev.vitals.report.Ruling;
import dev.vitals.report.Severity;
import dev.vitals.report.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A severity policy of one's own, from JSON. */
class SeverityPolicyTest {
    @Test
    void each_condition_must_hold() {
        String json = """
                {"rules": [{"name": "r", "severity": "P0", "impact": "MAJOR", "status": "DEGRADED", "cause": "pool.*",
                  "check": "orders-*", "group": "sho*", "lasting": "5 m",
                  "observation": {"name": "pool.active", "atLeast": 10}}], "standard": false}
                """;
        Check all = new Check("orders-pool", Impact.MAJOR, Status.DEGRADED, "pool.exhausted", "shop", 300, 10);

        assertThat(judge(json, all.report()).severity()).isEqualTo(Severity.P0);
        assertThat(List.of(
                        new Check("orders-pool", Impact.MINOR, Status.DEGRADED, "pool.exhausted", "shop", 300, 10),
                        new Check("orders-pool", Impact.MAJOR, Status.DOWN, "pool.exhausted", "shop", 300, 10),
                        new Check("orders-pool", Impact.MAJOR, Status.DEGRADED, "locks.blocked", "shop", 300, 10),
                        new Check("other-pool", Impact.MAJOR, Status.DEGRADED, "pool.exhausted", "shop", 300, 10),
                        new Check("orders-pool", Impact.MAJOR, Status.DEGRADED, "pool.exhausted", "till", 300, 10),
                        new Check("orders-pool", Impact.MAJOR, Status.DEGRADED, "pool.exhausted", "shop", 299, 10),
                        new Check("orders-pool", Impact.MAJOR, Status.DEGRADED, "pool.exhausted", "shop", 300, 9)))
                .allSatisfy(other ->
                        assertThat(judge(json, other.report()).severity()).isEqualTo(Severity.P3));
    }

    @Test
    void a_rule_may_need_several_checks() {
        String json =
                "{\"rules\": [{\"name\": \"much is down\", \"severity\": \"SEV-1\", \"status\": \"DOWN\", \"checks\": 3}]}";
        CheckReport[] two = {down("a"), down("b")};
        CheckReport[] three = {down("a"), down("b"), down("c")};

        assertThat(judge(json, two).severity()).isEqualTo(Severity.P2);
        assertThat(judge(json, three)).satisfies(ruling -> {
            assertThat(ruling.severity()).isEqualTo(Severity.P0);
            assertThat(ruling.rule()).isEqualTo("much is down");
            assertThat(ruling.inputs()).contains("check a", "status DOWN", "3 such checks");
        });
    }

    @Test
    void what_is_not_known_is_no_alarm_unless_the_rule_says_so() {
        Check unknown = new Check("db", Impact.CRITICAL, Status.UNKNOWN, "db.permission", "shop", 1, 1);

        assertThat(judge(
                                "{\"rules\": [{\"name\": \"r\", \"severity\": \"P0\", \"cause\": \"db.*\"}]}",
                                unknown.report())
                        .severity())
                .isEqualTo(Severity.P3);
        assertThat(judge(
                                "{\"rules\": [{\"name\": \"r\", \"severity\": \"P0\", \"status\": \"UNKNOWN\"}]}",
                                unknown.report())
                        .severity())
                .isEqualTo(Severity.P0);
    }

    @Test
    void the_times_and_the_ladder_come_with_the_verdict() {
        String json = """
                {"severities": {"P2": {"respondWithin": "2 h", "updateEvery": "PT45M",
                  "escalate": [{"after": "0 s", "to": "on-call"}, {"after": "1 d", "to": "CTO"}]}}}
                """;

        assertThat(judge(json, down("a")).response()).satisfies(response -> {
            assertThat(response.respondWithin()).isEqualTo(Duration.ofHours(2));
            assertThat(response.updateEvery()).isEqualTo(Duration.ofMinutes(45));
            assertThat(response.escalations())
                    .containsExactly(
                            new Escalation(Duration.ZERO, "on-call"), new Escalation(Duration.ofDays(1), "CTO"));
        });
    }

    @Test
    void every_fault_is_told_at_once_with_its_line_and_key() {
        String json = """
                {
                  "severities": {
                    "P0": {"respondWithin": "5 h", "escalate": [{"after": "2 h", "to": "a"}, {"after": "1 h", "to": "b"}]},
                    "P9": {}
                  },
                  "rules": [
                    {"name": "one", "severity": "P7", "impact": "HUGE"},
                    {"severity": "P1", "lasting": "soon", "checks": 0},
                    {"name": "up", "severity": "P1", "status": "UP"},
                    {"name": "limit", "severity": "P1", "observation": {"name": "x"}}
                  ],
                  "rulez": []
                }
                """;

        assertThat(faults(json))
                .anyMatch(fault -> fault.contains("mine line 3, severities.P0.escalate[1]: comes before"))
                .anyMatch(fault -> fault.contains("mine line 3, severities.P0: contradicts itself"))
                .anyMatch(fault -> fault.contains("mine line 4, severities.P9: is no key here"))
                .anyMatch(fault -> fault.contains("line 7, rules[0].severity: must be one of P0, P1, P2, P3, SEV-1"))
                .anyMatch(fault -> fault.contains("line 7, rules[0].impact: must be one of CRITICAL"))
                .anyMatch(fault -> fault.contains("line 8, rules[1]: needs 'name'"))
                .anyMatch(fault -> fault.contains("line 8, rules[1].lasting: must be a duration such as '15 m'"))
                .anyMatch(fault -> fault.contains("line 8, rules[1].checks: must be a whole number from 1"))
                .anyMatch(fault -> fault.contains("line 9, rules[2].status: is never reached"))
                .anyMatch(fault -> fault.contains("line 10, rules[3].observation: needs 'name' and either"))
                .anyMatch(fault -> fault.contains("line 12, rulez: is no key here"))
                .hasSize(11);
    }

    @Test
    void a_rule_that_an_earlier_one_leaves_nothing_to_is_a_fault() {
        String json = """
                {"rules": [
                  {"name": "database", "severity": "P0", "status": "DOWN", "cause": "db.*"},
                  {"name": "refused", "severity": "P1", "status": "DOWN", "cause": "db.refused", "lasting": "5 m"},
                  {"name": "slow", "severity": "P2", "cause": "db.slow"},
                  {"name": "database again", "severity": "P2", "status": "DOWN", "cause": ["db.*"]}
                ]}
                """;

        assertThat(faults(json))
                .containsExactly(
                        "mine line 3, rules[1]: is never reached: 'database' of line 2 applies first to all that this is"
                                + " about",
                        "mine line 5, rules[3]: contradicts 'database' of line 2: the same conditions, another severity");
    }

    @Test
    void what_is_no_JSON_is_told_with_its_line() {
        assertThat(faults("{\n  \"rules\": [\n}")).singleElement().asString().startsWith("mine line 3: is no JSON");
        assertThat(faults("[]")).containsExactly("mine line 1: must be an object");
        assertThat(faults("")).isNotEmpty();
        assertThat(faults("{\"standard\": true,\n\"standard\": false}"))
                .containsExactly("mine line 2, standard: stands here twice");
    }

    @Test
    void a_rule_about_a_cause_that_nobody_knows_is_a_fault_of_the_triage() {
        SeverityPolicy policy = SeverityPolicy.parse(
                "mine", "{\"rules\": [{\"name\": \"typo\", \"severity\": \"P0\", \"cause\": \"polo.*\"}]}");
        Catalogue catalogue = Catalogue.of(List.of(new SampleKnowledge()));
        InvalidTriageException fault = catchThrowableOfType(
                InvalidTriageException.class, () -> Triages.of(policy, Runbook.of(catalogue), catalogue));

        assertThat(fault).hasMessageContaining("'typo'").hasMessageContaining("'polo.*'");
    }

    private static List<String> faults(String json) {
        InvalidTriageException fault =
                catchThrowableOfType(InvalidTriageException.class, () -> SeverityPolicy.parse("mine", json));
        return fault.faults();
    }

    private static Ruling judge(String json, CheckReport... checks) {
        Catalogue catalogue = Catalogue.of(List.of(new SampleKnowledge()));
        Runbook runbook = Runbook.of(catalogue);
        return Triages.of(SeverityPolicy.parse("mine", json), runbook, catalogue)
                .judge(List.of(checks))
                .ruling()
                .orElseThrow();
    }

    private static CheckReport down(String name) {
        return new Check(name, Impact.MINOR, Status.DOWN, "licence.expired", "shop", 1, 1).report();
    }

    private record Check(
            String name, Impact impact, Status status, String cause, String group, long seconds, double active) {
        CheckReport report() {
            Result result = switch (status) {
                case DEGRADED -> Result.degraded(cause, "x");
                case UNKNOWN -> Result.unknown(cause, "x");
                default -> Result.down(cause, "x");
            };
            return CheckReport.builder(name, CheckPolicy.DEFAULT.impact(impact).groups(group))
                    .result(result.observe(Observation.count("pool.active", (long) active)))
                    .timing(Timing.builder(Instant.EPOCH)
                            .lasting(Duration.ofSeconds(seconds))
                            .build())
                    .build();
        }
    }
}
