package dev.vitals.triage;

import dev.vitals.report.CheckReport;
import java.util.List;

/** A connection that failed explains every other check of the same resource. */
final class ConnectionExplainer implements Explainer {
    private final List<CheckReport> failed;

    ConnectionExplainer(List<CheckReport> troubles) {
        this.failed = troubles.stream().filter(Connections::failed).toList();
    }

    @Override
    public List<Explanation> explain(CheckReport effect) {
        return failed.stream()
                .filter(cause -> !Troubles.same(cause, effect))
                .filter(cause ->
                        cause.policy().resource().equals(effect.policy().resource()))
                .filter(cause -> Connections.isConnection(cause) || !Connections.isConnection(effect))
                .map(cause -> new Explanation(cause, cause.policy().resource().orElseThrow() + " cannot be reached"))
                .toList();
    }
}
