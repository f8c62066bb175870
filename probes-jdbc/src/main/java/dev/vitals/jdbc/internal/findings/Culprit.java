package dev.vitals.jdbc.internal.findings;

import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;
import dev.vitals.probe.Subject;
import java.util.List;

/**
 * What on a server is at fault: the thing to commit, cancel or end. Every check of a database names it the same way, so
 * that triage sees one fault in their findings.
 *
 * @param kind a session or a transaction that outlives its session
 * @param id the server's own exact name for it
 */
public record Culprit(Subject.Kind kind, String id) {
    /**
     * Returns a client's session.
     *
     * @param number the server's number for it, such as a process id
     * @return the culprit
     */
    public static Culprit session(long number) {
        return new Culprit(Subject.Kind.SESSION, Long.toString(number));
    }

    /**
     * Returns a prepared transaction.
     *
     * @param name the exact name it was prepared under
     * @return the culprit
     */
    public static Culprit transaction(String name) {
        return new Culprit(Subject.Kind.TRANSACTION, name);
    }

    /**
     * Says what a finding is about.
     *
     * @param result the finding
     * @param culprits what is at fault, the worst first; the engine keeps the first few
     * @param context the run of the check, whose name begins with that of the database
     * @return a copy with the culprits as subjects
     */
    public static Result blame(Result result, List<Culprit> culprits, ProbeContext context) {
        String server = server(context);
        return result.about(culprits.stream().map(one -> one.on(server)).toArray(Subject[]::new));
    }

    /**
     * Returns the name of the database that a check belongs to: {@code orders-db} of {@code orders-db.locks}.
     *
     * @param context the run of the check
     * @return what {@code JdbcProbes.of} was called with
     */
    public static String server(ProbeContext context) {
        String check = context.name();
        int end = check.lastIndexOf('.');
        return end < 0 ? check : check.substring(0, end);
    }

    private Subject on(String server) {
        return kind == Subject.Kind.SESSION ? Subject.session(server, id) : Subject.transaction(server, id);
    }
}
