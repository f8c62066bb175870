package dev.vitals.triage;

import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A check is explained by what it depends on, nearest first. A check in between that is {@code UP} has not noticed yet
 * and does not break the chain.
 */
final class DependencyExplainer implements Explainer {
    private final Map<String, CheckReport> checks;
    private final Set<Status> statuses;

    /** Explains by those of the checks, under their names, that have one of some statuses. */
    DependencyExplainer(Map<String, CheckReport> checks, Set<Status> statuses) {
        this.checks = checks;
        this.statuses = statuses;
    }

    @Override
    public List<Explanation> explain(CheckReport effect) {
        List<Explanation> found = new ArrayList<>();
        Set<String> seen = new HashSet<>(Set.of(effect.name()));
        List<CheckReport> level = List.of(effect);
        while (!level.isEmpty()) {
            level = next(level, seen);
            level.stream()
                    .filter(cause -> statuses.contains(cause.status()))
                    .filter(cause -> Troubles.mayExplain(cause.status(), effect.status()))
                    .map(cause -> new Explanation(cause, "a declared dependency"))
                    .forEach(found::add);
        }
        return found;
    }

    private List<CheckReport> next(List<CheckReport> level, Set<String> seen) {
        return level.stream()
                .flatMap(check -> check.policy().dependsOn().stream())
                .filter(seen::add)
                .map(checks::get)
                .filter(Objects::nonNull)
                .sorted(Troubles.WORST_FIRST)
                .toList();
    }
}
