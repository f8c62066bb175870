package dev.vitals.triage;

import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import java.util.Set;

/** Tells a failed connection to a resource from a finding made over a connection. */
final class Connections {
    /** The last words of names such as {@code orders-db.connect}. */
    private static final Set<String> NAMES = Set.of("connect", "connection", "connectivity", "ping");

    /** What a cause code of these families ends in when nothing can be asked of the resource. */
    private static final Set<String> FAILURES = Set.of(
            "access",
            "auth",
            "busy",
            "closed",
            "dns",
            "loading",
            "masterdown",
            "maxclients",
            "protected",
            "protocol",
            "refused",
            "reset",
            "shutdown",
            "starting",
            "timeout",
            "tls",
            "too-many-connections",
            "unreachable");

    private static final Set<String> FAMILIES = Set.of("db", "http", "redis", "tcp");

    private Connections() {}

    /** Whether the check is the one that connects: named as its resource is, or {@code .connect} and the like. */
    static boolean isConnection(CheckReport check) {
        return check.policy().resource().filter(check.name()::equals).isPresent()
                || NAMES.contains(lastWord(check.name()));
    }

    /** Whether the check says that its resource cannot be reached. A check that connects says so by any failure. */
    static boolean failed(CheckReport check) {
        if (check.policy().resource().isEmpty()) {
            return false;
        }
        return check.status() == Status.DOWN && isConnection(check)
                || Troubles.failing(check) && refused(check.cause());
    }

    private static boolean refused(String cause) {
        int dot = cause.indexOf('.');
        return dot > 0 && FAMILIES.contains(cause.substring(0, dot)) && FAILURES.contains(lastWord(cause));
    }

    private static String lastWord(String dotted) {
        return dotted.substring(dotted.lastIndexOf('.') + 1);
    }
}
