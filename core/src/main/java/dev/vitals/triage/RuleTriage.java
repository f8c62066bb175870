package dev.vitals.triage;

import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Triage;
import dev.vitals.report.Verdict;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** Severity by rules, root causes by explanations. */
final class RuleTriage implements Triage {
    private final SeverityRules severities;
    private final List<CauseRule> causeRules;

    RuleTriage(List<SeverityRule> severityRules, List<CauseRule> causeRules) {
        this.severities = new SeverityRules(severityRules);
        this.causeRules = List.copyOf(causeRules);
    }

    @Override
    public Verdict judge(List<CheckReport> checks) {
        List<CheckReport> troubles = checks.stream()
                .filter(check -> check.status() != Status.UP)
                .sorted(Troubles.WORST_FIRST)
                .toList();
        if (troubles.isEmpty()) {
            return Verdict.HEALTHY;
        }
        SeverityRules.Ruling worst = troubles.stream()
                .map(severities::rule)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        // Surest first. That a dependency is merely impaired says less than what a rule knows of both findings.
        List<Explainer> explainers = List.of(
                new ConnectionExplainer(troubles),
                new DependencyExplainer(checks, EnumSet.of(Status.DOWN)),
                new RuleExplainer(causeRules, troubles),
                new DependencyExplainer(checks, EnumSet.of(Status.DEGRADED, Status.UNKNOWN)));
        Forest forest = Forest.grow(troubles, explainers);
        return new Verdict(Optional.of(worst.severity()), Optional.of(worst.words()), forest.rootCauses(severities));
    }
}
