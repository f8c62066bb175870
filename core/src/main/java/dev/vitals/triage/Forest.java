package dev.vitals.triage;

import dev.vitals.report.CheckReport;
import dev.vitals.report.RootCause;
import dev.vitals.report.RootCause.Symptom;
import dev.vitals.report.Severity;
import dev.vitals.triage.Explainer.Explanation;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every check in trouble with the one explanation it is put under, if any. Never has a circle. */
final class Forest {
    private final List<CheckReport> troubles;
    private final Map<String, Explanation> explanations = new HashMap<>();
    private final Map<String, List<CheckReport>> rivals = new HashMap<>();

    private Forest(List<CheckReport> troubles) {
        this.troubles = troubles;
    }

    /**
     * Lets the surest explainer explain what it can before the next one tries, and each the mildest fault first: so of
     * faults that explain each other, the one with the weakest explanation stands at the root, and among equals the
     * worst.
     *
     * @param troubles the checks in trouble, worst first
     * @param faults the same, put together by what they are about
     * @param explainers the surest first
     */
    static Forest grow(List<CheckReport> troubles, List<Fault> faults, List<Explainer> explainers) {
        Forest forest = new Forest(troubles);
        faults.forEach(forest::join);
        for (Explainer explainer : explainers) {
            for (int i = faults.size() - 1; i >= 0; i--) {
                forest.explain(faults.get(i), explainer);
            }
        }
        return forest;
    }

    private void join(Fault fault) {
        fault.members().stream()
                .filter(member -> !Troubles.same(member, fault.leader()))
                .forEach(member -> explanations.put(member.name(), fault.explanation(member)));
    }

    /** What explains one of a fault's findings from outside explains them all. */
    private void explain(Fault fault, Explainer explainer) {
        if (explanation(fault.leader()).isPresent()) {
            return;
        }
        List<Explanation> candidates = fault.members().stream()
                .flatMap(member -> explainer.explain(member).stream())
                .filter(explanation -> Troubles.mayExplain(
                        explanation.cause().status(), fault.leader().status()))
                .filter(explanation -> !Troubles.same(rootOf(explanation.cause()), fault.leader()))
                .toList();
        if (!candidates.isEmpty()) {
            Explanation first = candidates.get(0);
            explanations.put(fault.leader().name(), first);
            rivals.put(fault.leader().name(), rivals(first, candidates, fault.leader()));
        }
    }

    /** Others that explain it as surely, by the same rule or another; one of the same resource has none. */
    private static List<CheckReport> rivals(Explanation first, List<Explanation> candidates, CheckReport effect) {
        return Troubles.sameResource(first.cause(), effect)
                ? List.of()
                : candidates.stream().map(Explanation::cause).toList();
    }

    /** Returns the roots, the one with the worst trouble under it first. */
    List<RootCause> rootCauses(SeverityRules severities, Runbook runbook) {
        Map<String, RootedTree> trees = new LinkedHashMap<>();
        for (CheckReport trouble : troubles) {
            CheckReport root = rootOf(trouble);
            Severity severity = severities.rule(trouble).severity();
            RootedTree tree = trees.computeIfAbsent(root.name(), name -> new RootedTree(root, severity));
            tree.weigh(severity);
            explanation(trouble)
                    .ifPresent(found ->
                            tree.add(new Symptom(trouble.name(), rule(found, root) + undecided(trouble, root))));
        }
        return trees.values().stream()
                .sorted(RootedTree.WORST_FIRST)
                .map(tree -> tree.rootCause(runbook))
                .toList();
    }

    private static String rule(Explanation explanation, CheckReport root) {
        CheckReport cause = explanation.cause();
        return Troubles.same(cause, root) ? explanation.rule() : explanation.rule() + ", by way of " + cause.name();
    }

    /** Says so where another root would explain a check as well. */
    private String undecided(CheckReport trouble, CheckReport root) {
        List<String> others = rivals.getOrDefault(trouble.name(), List.of()).stream()
                .map(rival -> rootOf(rival).name())
                .filter(name -> !name.equals(root.name()))
                .distinct()
                .toList();
        return others.isEmpty() ? "" : "; " + String.join(", ", others) + " may as well: the evidence does not decide";
    }

    private CheckReport rootOf(CheckReport check) {
        CheckReport root = check;
        Optional<Explanation> above = explanation(root);
        while (above.isPresent()) {
            root = above.get().cause();
            above = explanation(root);
        }
        return root;
    }

    private Optional<Explanation> explanation(CheckReport check) {
        return Optional.ofNullable(explanations.get(check.name()));
    }
}
