package dev.vitals.jdbc.internal.connect;

import dev.vitals.jdbc.internal.failure.Failure;
import dev.vitals.jdbc.internal.failure.FailureKind;
import dev.vitals.jdbc.internal.session.DedicatedConnection;
import dev.vitals.jdbc.internal.url.Target;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Subject;
import java.util.List;

/** Turns a failure to ask a database into a result. */
public final class FailureResults {
    private static final Remedy OWN_LOGIN = Remedy.words("give the checks a login of their own,"
            + " JdbcProbes.of(name, url, user, password): over the application's data source they fail with it, whatever"
            + " the database does");

    private FailureResults() {}

    /**
     * Returns the result of a check whose question was another: it could not ask, so it does not know.
     *
     * @param connection over which it was to ask
     * @param failure why it could not
     * @return a result that is {@link Status#UNKNOWN}
     */
    public static Result notAsked(DedicatedConnection connection, Failure failure) {
        return result(Status.UNKNOWN, connection, failure);
    }

    /**
     * Returns the result of a check that has asked, and learnt from the answer that the server is in trouble.
     *
     * @param connection over which it asked
     * @param failure what the server answered
     * @return a result that is {@link Status#DOWN}
     */
    public static Result serverInTrouble(DedicatedConnection connection, Failure failure) {
        return result(Status.DOWN, connection, failure);
    }

    /**
     * Leaves word that a check is about to ask the database, which may not answer even the connection's own timeouts.
     * That is DOWN in each check: the one that would say so may be waiting for this very call. A data source that may be a
     * pool may keep us waiting while the database is well, so there it is UNKNOWN.
     *
     * @param context the check's run
     * @param connection over which it asks
     * @return to be closed when there is an answer
     */
    public static ProbeContext.Stay asking(ProbeContext context, DedicatedConnection connection) {
        Failure unanswered = connection.unanswered();
        return context.entering(
                result(unanswered.kind().undecided() ? Status.UNKNOWN : Status.DOWN, connection, unanswered));
    }

    /** The result of the check whose business the failure is. */
    static Result result(Status status, DedicatedConnection connection, Failure failure) {
        Target target = connection.target();
        Result result = Result.of(status, failure.kind().cause(), summary(failure, target));
        if (failure.kind().ofServer()) {
            result = result.about(connection.remote().subjects().toArray(Subject[]::new));
        }
        if (!failure.message().isEmpty() && !failure.kind().ours() && failure.kind() != FailureKind.NO_DRIVER) {
            result = result.evidence(new Evidence.Text(
                    failure.kind().undecided() ? "what was thrown" : "what the driver said",
                    List.of(failure.message())));
        }
        for (Remedy remedy : remedies(connection, failure)) {
            result = result.remedy(remedy);
        }
        return connection.dedicated() || failure.kind().ours() ? result : result.remedy(OWN_LOGIN);
    }

    private static List<Remedy> remedies(DedicatedConnection connection, Failure failure) {
        return failure.remedy()
                .map(List::of)
                .orElseGet(() -> connection.dialect().remedies(failure, connection.target()));
    }

    private static String summary(Failure failure, Target target) {
        if (failure.kind().ours()
                || (failure.kind() == FailureKind.NO_DRIVER
                        && !failure.message().isEmpty())) {
            return failure.message();
        }
        StringBuilder words = new StringBuilder(failure.kind().words());
        if (target.known()) {
            words.append(": ").append(target.words());
        }
        if (failure.kind().ofUser()) {
            target.user().ifPresent(user -> words.append(" as ").append(user));
        }
        failure.code().ifPresent(code -> words.append(" (").append(code).append(')'));
        failure.retryIn().ifPresent(wait -> words.append(", next attempt in ").append(Quantities.duration(wait)));
        return words.toString();
    }
}
