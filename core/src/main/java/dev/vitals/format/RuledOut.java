package dev.vitals.format;

import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Report;
import java.util.List;
import java.util.Optional;

/** The checks that might have explained a root cause, and do not: they are up. */
final class RuledOut {
    private RuledOut() {}

    /** Those that look at the same resource, and those that the root depends on. */
    static List<CheckReport> of(Report report, CheckReport root) {
        Optional<String> resource = root.policy().resource();
        return report.checks().stream()
                .filter(check -> check.status() == Status.UP)
                .filter(check -> root.policy().dependsOn().contains(check.name())
                        || (resource.isPresent() && check.policy().resource().equals(resource)))
                .toList();
    }
}
