package dev.vitals.triage;

import dev.vitals.probe.Quantities;
import dev.vitals.report.CheckReport;
import java.util.ArrayList;
import java.util.List;

/** What a severity rule was decided on, in words. */
final class SeverityInputs {
    private SeverityInputs() {}

    static List<String> of(SeverityRule rule, CheckReport check, long checks) {
        List<String> inputs = new ArrayList<>(of(check));
        if (rule.when() instanceof SeverityCondition condition) {
            condition.seen(check).ifPresent(seen -> inputs.add(seen.name() + " " + seen.shown()));
        }
        if (rule.checks() > 1) {
            inputs.add(checks + " such checks");
        }
        return inputs;
    }

    static List<String> of(CheckReport check) {
        return List.of(
                "check " + check.name(),
                "impact " + check.policy().impact(),
                "status " + check.status(),
                "cause " + check.cause(),
                "for " + Quantities.duration(check.timing().lasting()));
    }
}
