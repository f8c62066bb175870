package dev.vitals.triage;

import dev.vitals.report.CheckReport;
import dev.vitals.report.RootCause;
import dev.vitals.report.RootCause.Symptom;
import dev.vitals.report.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A root cause while its symptoms are being gathered. */
final class RootedTree {
    /** The worst trouble anywhere in the tree decides, then how much the root explains, then the root itself. */
    static final Comparator<RootedTree> WORST_FIRST = Comparator.comparing((RootedTree tree) -> tree.worst)
            .thenComparing(Comparator.comparingInt((RootedTree tree) -> tree.symptoms.size())
                    .reversed())
            .thenComparing(tree -> tree.root, Troubles.WORST_FIRST);

    private final CheckReport root;
    private final List<Symptom> symptoms = new ArrayList<>();
    private Severity worst;

    RootedTree(CheckReport root, Severity severity) {
        this.root = root;
        this.worst = severity;
    }

    void weigh(Severity severity) {
        worst = severity.compareTo(worst) < 0 ? severity : worst;
    }

    void add(Symptom symptom) {
        symptoms.add(symptom);
    }

    RootCause rootCause(Runbook runbook) {
        return new RootCause(root.name(), worst, symptoms, runbook.advice(root));
    }
}
