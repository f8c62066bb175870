package dev.vitals.triage;

import dev.vitals.probe.Cause;
import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What cannot be asked explains whatever was to be asked of it: a resource that cannot be reached or lets us in no more
 * explains each other check of it, one that is not in service explains those that do not know.
 */
final class UnreachableExplainer implements Explainer {
    private final Catalogue catalogue;
    private final List<CheckReport> causes;

    UnreachableExplainer(Catalogue catalogue, List<CheckReport> troubles) {
        this.catalogue = catalogue;
        this.causes = troubles.stream()
                .filter(Troubles::failing)
                .filter(check -> check.policy().resource().isPresent())
                .filter(check -> words(check).isPresent())
                .toList();
    }

    @Override
    public List<Explanation> explain(CheckReport effect) {
        return causes.stream()
                .filter(cause -> !Troubles.same(cause, effect))
                .filter(cause -> Troubles.sameResource(cause, effect))
                // A check that is run over a connection does not explain the connection, unless it keeps that busy.
                .filter(cause -> !cause.policy().dependsOn().contains(effect.name()) || ours(effect))
                .filter(cause -> effect.status() == Status.UNKNOWN || !outOfService(cause))
                .flatMap(this::explanation)
                .toList();
    }

    private Stream<Explanation> explanation(CheckReport cause) {
        String resource = cause.policy().resource().orElseThrow();
        return words(cause).map(words -> new Explanation(cause, resource + " " + words)).stream();
    }

    private Optional<String> words(CheckReport check) {
        return kind(check).flatMap(kind -> switch (kind) {
            case UNREACHABLE -> Optional.of("cannot be reached");
            case DENIED -> Optional.of("lets no check in");
            case UNAVAILABLE -> Optional.of("is not in service");
            case EXHAUSTED, BLOCKED, SLOW, LAGGING, FAILING, DAMAGED, MISCONFIGURED, UNKNOWN, OURS -> Optional.empty();
        });
    }

    private boolean ours(CheckReport check) {
        return kind(check).filter(Cause.Kind.OURS::equals).isPresent();
    }

    private boolean outOfService(CheckReport check) {
        return kind(check).filter(Cause.Kind.UNAVAILABLE::equals).isPresent();
    }

    private Optional<Cause.Kind> kind(CheckReport check) {
        return catalogue.cause(check.cause()).map(Cause::kind);
    }
}
