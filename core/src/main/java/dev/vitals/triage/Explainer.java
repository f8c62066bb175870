package dev.vitals.triage;

import dev.vitals.report.CheckReport;
import java.util.List;

/** One way to explain why a check is in trouble. */
@FunctionalInterface
interface Explainer {
    /** Returns what may explain a check, best first. None of them is the check itself or {@code UP}. */
    List<Explanation> explain(CheckReport effect);

    /** A check that explains another, and the rule in words. */
    record Explanation(CheckReport cause, String rule) {}
}
