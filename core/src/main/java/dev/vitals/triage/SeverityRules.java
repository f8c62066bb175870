package dev.vitals.triage;

import dev.vitals.report.CheckReport;
import dev.vitals.report.Severity;
import java.util.Comparator;
import java.util.List;

/** The ordered severity rules, asked about the checks of one report. */
final class SeverityRules {
    private final List<SeverityRule> rules;
    private final List<Boolean> inForce;
    private final List<CheckReport> troubles;
    private final Severity otherwise;

    /**
     * Finds out which rules have as many checks as they ask for.
     *
     * @param troubles the checks that are not up
     * @param otherwise how bad it is where no rule applies
     */
    SeverityRules(List<SeverityRule> rules, List<CheckReport> troubles, Severity otherwise) {
        this.rules = rules;
        this.troubles = troubles;
        this.otherwise = otherwise;
        this.inForce = rules.stream()
                .map(rule -> rule.checks() <= 1 || count(rule) >= rule.checks())
                .toList();
    }

    private long count(SeverityRule rule) {
        return troubles.stream().filter(rule.when()).count();
    }

    Decision rule(CheckReport check) {
        for (int i = 0; i < rules.size(); i++) {
            SeverityRule rule = rules.get(i);
            if (inForce.get(i) && rule.when().test(check)) {
                return new Decision(rule.severity(), i, rule.words(), check);
            }
        }
        return new Decision(otherwise, rules.size(), "a check is not up", check);
    }

    /** What a decision was made on. */
    List<String> inputs(Decision decision) {
        return decision.order() < rules.size()
                ? SeverityInputs.of(rules.get(decision.order()), decision.check(), count(rules.get(decision.order())))
                : SeverityInputs.of(decision.check());
    }

    /** What the rules say of one check. Ordered from worst to mildest, then by the order of the rules. */
    record Decision(Severity severity, int order, String words, CheckReport check) implements Comparable<Decision> {
        private static final Comparator<Decision> WORST_FIRST =
                Comparator.comparing(Decision::severity).thenComparingInt(Decision::order);

        @Override
        public int compareTo(Decision other) {
            return WORST_FIRST.compare(this, other);
        }
    }
}
