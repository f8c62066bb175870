package dev.vitals.triage;

import dev.vitals.probe.Scope;
import dev.vitals.probe.Status;
import dev.vitals.probe.Subject;
import dev.vitals.report.CheckReport;
import java.util.Comparator;
import java.util.regex.Pattern;

/** How checks in trouble compare. Total, so that a verdict does not depend on the order checks come in. */
final class Troubles {
    /** Worse status first, then higher impact, then what depends on less, then name. */
    static final Comparator<CheckReport> WORST_FIRST = Comparator.comparing(CheckReport::status)
            .reversed()
            .thenComparing(check -> check.policy().impact())
            .thenComparingInt(check -> check.policy().dependsOn().size())
            .thenComparing(CheckReport::name);

    /** The id of an endpoint is its host and port. A name is not looked up: that could take long. */
    private static final Pattern LOOPBACK =
            Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|(0{0,4}:){1,7}0{0,3}1) \\d+");

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

    /** Whether a check looks at this process or machine. */
    static boolean local(CheckReport check) {
        return check.policy().scope() == Scope.LOCAL;
    }

    /** Whether a check looks at this machine, or found something about a server that runs on it. */
    static boolean onThisHost(CheckReport check) {
        return local(check)
                || check.result().subjects().stream()
                        .filter(subject -> subject.kind() == Subject.Kind.ENDPOINT)
                        .anyMatch(subject -> LOOPBACK.matcher(subject.id()).matches());
    }

    static boolean sameResource(CheckReport one, CheckReport other) {
        return one.policy().resource().isPresent()
                && one.policy().resource().equals(other.policy().resource());
    }
}
