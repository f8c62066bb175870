package dev.vitals.triage;

import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells a failed connection to a resource from a finding made over a connection. */
final class Connections {
    /** The last words of names such as {@code orders-db.connect}. */
    private static final Set<String> NAMES = Set.of("connect", "connection", "connectivity", "ping");

    /** The cause codes that say nothing can be asked of a resource. */
    private static final Pattern FAILURE = Pattern.compile("(db|redis|http|tcp)\\."
            + "(auth|closed|dns|lost|protocol|refused|reset|timeout|tls|unreachable)"
            + "|db\\.(no-database|no-driver|shutdown|starting|too-many-connections)"
            + "|redis\\.(busy|loading|masterdown|maxclients|protected)");

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
        return (check.status() == Status.DOWN && isConnection(check))
                || (Troubles.failing(check) && FAILURE.matcher(check.cause()).matches());
    }

    private static String lastWord(String dotted) {
        return dotted.substring(dotted.lastIndexOf('.') + 1);
    }
}
