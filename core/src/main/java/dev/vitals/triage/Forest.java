package dev.vitals.triage;

import dev.vitals.report.CheckReport;
import dev.vitals.report.RootCause;
import dev.vitals.report.RootCause.Symptom;
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

    private Forest(List<CheckReport> troubles) {
        this.troubles = troubles;
    }

    /**
     * Lets the surest explainer explain what it can before the next one tries, and each the mildest check first: so of
     * checks that explain each other, the one with the weakest explanation stands at the root, and among equals the
     * worst.
     *
     * @param troubles the checks in trouble, worst first
     * @param explainers the surest first
     */
    static Forest grow(List<CheckReport> troubles, List<Explainer> explainers) {
        Forest forest = new Forest(troubles);
        for (Explainer explainer : explainers) {
            for (int i = troubles.size() - 1; i >= 0; i--) {
                forest.explain(troubles.get(i), explainer);
            }
        }
        return forest;
    }

    private void explain(CheckReport effect, Explainer explainer) {
        if (explanation(effect).isEmpty()) {
            explainer.explain(effect).stream()
                    .filter(explanation -> !Troubles.same(rootOf(explanation.cause()), effect))
                    .findFirst()
                    .ifPresent(explanation -> explanations.put(effect.name(), explanation));
        }
    }

    /** Returns the roots, the one with the worst trouble under it first. */
    List<RootCause> rootCauses(SeverityRules severities) {
        Map<String, RootedTree> trees = new LinkedHashMap<>();
        for (CheckReport trouble : troubles) {
            CheckReport root = rootOf(trouble);
            RootedTree tree = trees.computeIfAbsent(root.name(), name -> new RootedTree(root));
            tree.weigh(severities.rule(trouble).severity());
            explanation(trouble).ifPresent(found -> tree.add(new Symptom(trouble.name(), rule(found, root))));
        }
        return trees.values().stream()
                .sorted(RootedTree.WORST_FIRST)
                .map(RootedTree::rootCause)
                .toList();
    }

    private static String rule(Explanation explanation, CheckReport root) {
        CheckReport cause = explanation.cause();
        return Troubles.same(cause, root) ? explanation.rule() : explanation.rule() + ", by way of " + cause.name();
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
