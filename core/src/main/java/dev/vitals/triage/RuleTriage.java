package dev.vitals.triage;

import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Ruling;
import dev.vitals.report.Triage;
import dev.vitals.report.Verdict;
import dev.vitals.triage.SeverityRules.Decision;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Severity by rules, root causes by explanations, advice by a runbook. */
final class RuleTriage implements Triage {
    private final SeverityPolicy policy;
    private final Runbook runbook;
    private final Catalogue catalogue;

    RuleTriage(SeverityPolicy policy, Runbook runbook, Catalogue catalogue) {
        this.policy = Objects.requireNonNull(policy, "policy");
        this.runbook = Objects.requireNonNull(runbook, "runbook");
        this.catalogue = Objects.requireNonNull(catalogue, "catalogue");
    }

    @Override
    public Verdict judge(List<CheckReport> checks) {
        List<CheckReport> troubles = troubles(checks);
        if (troubles.isEmpty()) {
            return Verdict.HEALTHY;
        }
        SeverityRules severities = new SeverityRules(policy.rules(), troubles, policy.otherwise());
        Decision worst = troubles.stream()
                .map(severities::rule)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Forest forest = Forest.grow(troubles, Fault.of(troubles, catalogue.links()), explainers(checks, troubles));
        return new Verdict(Optional.of(ruling(worst, severities)), forest.rootCauses(severities, runbook));
    }

    private Ruling ruling(Decision decision, SeverityRules severities) {
        return new Ruling(
                decision.severity(),
                decision.words(),
                severities.inputs(decision),
                policy.responses().to(decision.severity()));
    }

    /** Without a comparator where there are none, as in most reports. */
    private static List<CheckReport> troubles(List<CheckReport> checks) {
        List<CheckReport> troubles = new ArrayList<>();
        for (CheckReport check : checks) {
            if (check.status() != Status.UP) {
                troubles.add(check);
            }
        }
        if (!troubles.isEmpty()) {
            troubles.sort(Troubles.WORST_FIRST);
        }
        return troubles;
    }

    /** Surest first. That a dependency is merely impaired says less than what a link knows of both findings. */
    private List<Explainer> explainers(List<CheckReport> checks, List<CheckReport> troubles) {
        Map<String, CheckReport> named = named(checks, troubles);
        return List.of(
                new UnreachableExplainer(catalogue, troubles),
                LinkExplainer.sameResource(catalogue.links(), troubles),
                new DependencyExplainer(named, EnumSet.of(Status.DOWN)),
                LinkExplainer.anywhere(catalogue.links(), troubles),
                new DependencyExplainer(named, EnumSet.of(Status.DEGRADED, Status.UNKNOWN)));
    }

    /** Without dependencies nobody looks a check up, and a thousand take their time. */
    private static Map<String, CheckReport> named(List<CheckReport> checks, List<CheckReport> troubles) {
        return troubles.stream().allMatch(check -> check.policy().dependsOn().isEmpty())
                ? Map.of()
                : checks.stream().collect(Collectors.toMap(CheckReport::name, check -> check));
    }
}
