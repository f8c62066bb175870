package dev.vitals.triage;

import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import java.util.Comparator;

/** How checks in trouble compare. Total, so that a verdict does not depend on the order checks come in. */
final class Troubles {
    /** Worse status first, then higher impact, then what depends on less, then name. */
    static final Comparator<CheckReport> WORST_FIRST = Comparator.comparing(CheckReport::status)
            .reversed()
            .thenComparing(check -> check.policy().impact())
            .thenComparingInt(check -> check.policy().dependsOn().size())
            .thenComparing(CheckReport::name);

    private Troubles() {}

    /** Whether a status is bad enough to explain another: what is merely not known explains only what is not known. */
    static boolean mayExplain(Status cause, Status effect) {
        return cause.compareTo(Status.DEGRADED) >= 0 || (cause == Status.UNKNOWN && effect == Status.UNKNOWN);
    }

    static boolean same(CheckReport one, CheckReport other) {
        return one.name().equals(other.name());
    }

    static boolean failing(CheckReport check) {
        return check.status().compareTo(Status.DEGRADED) >= 0;
    }

    static boolean sameResource(CheckReport one, CheckReport other) {
        return one.policy().resource().isPresent()
                && one.policy().resource().equals(other.policy().resource());
    }
}
