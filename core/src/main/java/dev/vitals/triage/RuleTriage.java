package dev.vitals.triage;

import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Triage;
import dev.vitals.report.Verdict;
import java.util.Comparator;
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
        // Dependencies are what the application said itself; a failed connection is nearly as sure; rules are guesses.
        List<Explainer> explainers = List.of(
                new DependencyExplainer(checks),
                new ConnectionExplainer(troubles),
                new RuleExplainer(causeRules, troubles));
        Forest forest = Forest.grow(troubles, explainers);
        return new Verdict(Optional.of(worst.severity()), Optional.of(worst.words()), forest.rootCauses(severities));
    }
}
