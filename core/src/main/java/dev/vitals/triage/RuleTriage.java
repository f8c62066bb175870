package dev.vitals.triage;

import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Triage;
import dev.vitals.report.Verdict;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Severity by rules, root causes by explanations. */
final class RuleTriage implements Triage {
    private final SeverityRules severities;
    private final Catalogue catalogue;

    RuleTriage(List<SeverityRule> severityRules, Catalogue catalogue) {
        this.severities = new SeverityRules(Objects.requireNonNull(severityRules, "severityRules"));
        this.catalogue = Objects.requireNonNull(catalogue, "catalogue");
    }

    @Override
    public Verdict judge(List<CheckReport> checks) {
        if (isHealthy(checks)) {
            return Verdict.HEALTHY;
        }
        List<CheckReport> troubles = checks.stream()
                .filter(check -> check.status() != Status.UP)
                .sorted(Troubles.WORST_FIRST)
                .toList();
        SeverityRules.Ruling worst = troubles.stream()
                .map(severities::rule)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Forest forest = Forest.grow(troubles, Fault.of(troubles, catalogue.links()), explainers(checks, troubles));
        return new Verdict(Optional.of(worst.severity()), Optional.of(worst.words()), forest.rootCauses(severities));
    }

    private static boolean isHealthy(List<CheckReport> checks) {
        for (CheckReport check : checks) {
            if (check.status() != Status.UP) {
                return false;
            }
        }
        return true;
    }

    /** Surest first. That a dependency is merely impaired says less than what a link knows of both findings. */
    private List<Explainer> explainers(List<CheckReport> checks, List<CheckReport> troubles) {
        return List.of(
                new UnreachableExplainer(catalogue, troubles),
                LinkExplainer.sameResource(catalogue.links(), troubles),
                new DependencyExplainer(checks, EnumSet.of(Status.DOWN)),
                LinkExplainer.anywhere(catalogue.links(), troubles),
                new DependencyExplainer(checks, EnumSet.of(Status.DEGRADED, Status.UNKNOWN)));
    }
}
