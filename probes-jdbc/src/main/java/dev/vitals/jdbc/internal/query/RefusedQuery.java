package dev.vitals.jdbc.internal.query;

import dev.vitals.jdbc.internal.failure.Failure;
import dev.vitals.jdbc.internal.url.Target;
import dev.vitals.jdbc.limits.QuerySettings;
import dev.vitals.probe.Cause;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.text.Clean;
import java.util.List;

/** The results of a query that gave no number: each is unknown, since it says nothing about what was to be counted. */
record RefusedQuery(String name, QuerySettings settings, Target target) {
    Result notANumber(String shown) {
        return Result.unknown(QueryCauses.NOT_A_NUMBER, name + " gave '" + shown + "' where a number was expected")
                .remedy(Remedy.words("select one number, or count the rows with countingRows()"));
    }

    Result noValue(String what) {
        return Result.unknown(QueryCauses.NO_VALUE, name + " gave " + what + " where a number was expected")
                .remedy(Remedy.words("write coalesce(…, 0) around the number if nothing means zero"));
    }

    Result noRelation(String relation, Failure failure) {
        String code = failure.code().map(one -> " (" + one + ")").orElse("");
        return unknown(QueryCauses.NO_RELATION, "reads '" + Clean.line(relation, 200) + "', which does not exist", code)
                .remedy(Remedy.words(
                        "create {}, correct its name, or name its schema: {} does not find it at {}",
                        relation,
                        target.user().map(user -> "user " + user).orElse("the user"),
                        target.words()));
    }

    Result result(Failure failure) {
        String code = failure.code().map(one -> " (" + one + ")").orElse("");
        Result result = switch (failure.kind()) {
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
        return failure.message().isEmpty()
                ? result
                : result.evidence(new Evidence.Text("what the driver said", List.of(failure.message())));
    }

    private Result unknown(Cause cause, String what, String code) {
        return Result.unknown(cause, "the query of " + name + " " + what + code);
    }

    private Remedy withUser(String words) {
        return Remedy.words(words, target.user().map(user -> "user " + user).orElse("the user"), target.words());
    }
}
