package dev.vitals.triage;

import dev.vitals.report.CheckReport;
import dev.vitals.report.Severity;
import java.util.Comparator;
import java.util.List;

/** The ordered severity rules. */
final class SeverityRules {
    private final List<SeverityRule> rules;

    SeverityRules(List<SeverityRule> rules) {
        this.rules = List.copyOf(rules);
    }

    Ruling rule(CheckReport check) {
        for (int i = 0; i < rules.size(); i++) {
            SeverityRule rule = rules.get(i);
            if (rule.when().test(check)) {
                return new Ruling(rule.severity(), i, rule.words());
            }
        }
        return new Ruling(Severity.P3, rules.size(), "a check is not up");
    }

    /** What the rules say of one check. Ordered from worst to mildest, then by the order of the rules. */
    record Ruling(Severity severity, int order, String words) implements Comparable<Ruling> {
        private static final Comparator<Ruling> WORST_FIRST =
                Comparator.comparing(Ruling::severity).thenComparingInt(Ruling::order);

        @Override
        public int compareTo(Ruling other) {
            return WORST_FIRST.compare(this, other);
        }
    }
}
