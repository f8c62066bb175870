package dev.vitals.jdbc.internal.query;

import dev.vitals.jdbc.internal.blocking.Holders;
import dev.vitals.jdbc.internal.failure.Failure;
import dev.vitals.jdbc.internal.failure.FailureKind;
import dev.vitals.jdbc.internal.findings.Culprit;
import dev.vitals.jdbc.internal.findings.GoodToKnow;
import dev.vitals.jdbc.internal.url.Target;
import dev.vitals.jdbc.limits.QuerySettings;
import dev.vitals.probe.Cause;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.text.Clean;
import dev.vitals.text.Plural;
import java.util.List;

/** The results of a query that gave no number: each is unknown, since it says nothing about what was to be counted. */
record RefusedQuery(String name, QuerySettings settings, Target target) {
    /** The text itself may be anybody's: it is not shown. */
    Result notANumber(String text) {
        String what = " gave a text of " + Plural.of(text.length(), "character");
        return Result.unknown(QueryCauses.NOT_A_NUMBER, name + what + " where a number was expected")
                .remedy(Remedy.words("select one number, or count the rows with countingRows()"));
    }

    Result noValue(String what) {
        return Result.unknown(QueryCauses.NO_VALUE, name + " gave " + what + " where a number was expected")
                .remedy(Remedy.words("write coalesce(…, 0) around the number if nothing means zero"));
    }

    Result noRelation(String relation, Failure failure) {
        String code = failure.code().map(one -> " (" + one + ")").orElse("");
        Result result = unknown(
                        QueryCauses.NO_RELATION,
                        "reads '" + Clean.line(relation, 200) + "', which does not exist",
                        code)
                .remedy(Remedy.words(
                        "create {}, correct its name, or name its schema: {} does not find it at {}",
                        relation,
                        target.user().map(user -> "user " + user).orElse("the user"),
                        target.words()));
        return withMessage(result, failure);
    }

    Result result(Failure failure, Holders holders, ProbeContext context) {
        boolean held = holders.found() && (holders.sure() || isLocked(failure));
        Result refused = held ? held(failure, holders, context) : refused(failure);
        Result result = holders.grant()
                .map(grant -> GoodToKnow.note(refused, List.of("whether it waited for a lock, and whose, is hidden"))
                        .remedy(grant))
                .orElse(refused);
        return withMessage(result, failure);
    }

    private static Result withMessage(Result result, Failure failure) {
        return failure.message().isEmpty()
                ? result
                : result.evidence(new Evidence.Text("what the driver said", List.of(failure.message())));
    }

    static boolean isLocked(Failure failure) {
        return failure.kind() == FailureKind.LOCKED || failure.kind() == FailureKind.FILE_LOCKED;
    }

    private Result held(Failure failure, Holders holders, ProbeContext context) {
        String code = failure.code().map(one -> " (" + one + ")").orElse("");
        String what = holders.sure()
                ? "reads what is locked by " + holders.words()
                : "waits for a lock, most likely of " + holders.words();
        return Culprit.blame(
                unknown(QueryCauses.LOCKED, what, code).withRemedies(holders.remedies()), holders.culprits(), context);
    }

    private Result refused(Failure failure) {
        String code = failure.code().map(one -> " (" + one + ")").orElse("");
        return switch (failure.kind()) {
            case TIMEOUT ->
                unknown(QueryCauses.TIMEOUT, "took longer than " + Quantities.duration(settings.timeout()), code)
                        .remedy(Remedy.words("make the query faster, or give it more time with timeout(…)"));
            case LOCKED, FILE_LOCKED ->
                unknown(QueryCauses.LOCKED, "reads what another session has locked", code)
                        .remedy(Remedy.words("look for a change of a table that is under way, and wait for it"));
            case PERMISSION ->
                unknown(QueryCauses.PERMISSION, "reads what it may not", code)
                        .remedy(withUser("grant {} SELECT on each table the query reads at {}"));
            case READ_ONLY ->
                unknown(QueryCauses.WRITES, "tried to write and was refused", code)
                        .remedy(Remedy.words("take the part that writes out of the query: a check only reads"));
            default ->
                unknown(QueryCauses.FAILED, "was refused by the database", code)
                        .remedy(withUser("correct the query: it has to run as {} at {}"));
        };
    }

    private Result unknown(Cause cause, String what, String code) {
        return Result.unknown(cause, "the query of " + name + " " + what + code);
    }

    private Remedy withUser(String words) {
        return Remedy.words(words, target.user().map(user -> "user " + user).orElse("the user"), target.words());
    }
}
