package dev.vitals.jdbc.internal.query;

import dev.vitals.jdbc.internal.connect.Judge;
import dev.vitals.jdbc.internal.failure.Failure;
import dev.vitals.jdbc.internal.target.Target;
import dev.vitals.jdbc.limits.QueryCheck;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Observation;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/**
 * Holds a query's answer against its limits.
 *
 * @param name what the query is called
 * @param check the limits
 * @param target where it ran
 */
record AnswerJudge(String name, QueryCheck check, Supplier<Target> target) implements Judge<Answer> {
    @Override
    public Result judge(Answer answer, ProbeContext context) {
        if (answer instanceof Answer.Measured number) {
            return measured(
                    Observation.of("query.value", number.value(), check.unit()), words(number.value(), check.unit()));
        }
        if (answer instanceof Answer.Rows rows) {
            return rows(rows);
        }
        if (answer instanceof Answer.Refused refused) {
            return refused(refused.failure());
        }
        if (answer instanceof Answer.Text text) {
            return Result.unknown(
                            "query.not-a-number", name + " gave '" + text.shown() + "' where a number was expected")
                    .remedy(Remedy.of("select one number, or count the rows with countingRows()"));
        }
        String what = answer instanceof Answer.Nothing nothing ? nothing.what() : "nothing";
        return Result.unknown("query.no-value", name + " gave " + what + " where a number was expected")
                .remedy(Remedy.of("write coalesce(…, 0) around it if nothing means zero"));
    }

    private Result rows(Answer.Rows rows) {
        String unit = check.unit().isEmpty() ? "rows" : check.unit();
        String words = (rows.more() ? "at least " : "") + words(rows.count(), unit);
        Result result = measured(Observation.of("query.rows", rows.count(), check.unit()), words);
        return rows.shown().isEmpty()
                ? result
                : result.evidence(new Evidence.Table("first rows", rows.columns(), rows.shown()));
    }

    private Result measured(Observation.Old seen, String words) {
        return judged(seen.value(), words).observe(limited(seen));
    }

    private Result judged(double value, String words) {
        for (Status status : List.of(Status.DOWN, Status.DEGRADED)) {
            OptionalDouble high = status == Status.DOWN ? check.failAt() : check.warnAt();
            if (high.isPresent() && value >= high.getAsDouble()) {
                return Result.of(status, "query.high", words + " (limit " + number(high.getAsDouble()) + ")");
            }
            OptionalDouble low = status == Status.DOWN ? check.failBelow() : check.warnBelow();
            if (low.isPresent() && value < low.getAsDouble()) {
                return Result.of(status, "query.low", words + " (at least " + number(low.getAsDouble()) + ")");
            }
        }
        return Result.up(words);
    }

    private Observation.Old limited(Observation.Old seen) {
        boolean high = check.warnAt().isPresent() || check.failAt().isPresent();
        return new Observation.Old(
                seen.name(),
                seen.value(),
                seen.unit(),
                high ? check.warnAt() : check.warnBelow(),
                high ? check.failAt() : check.failBelow());
    }

    private Result refused(Failure failure) {
        String code = failure.code().map(one -> " (" + one + ")").orElse("");
        Result result = switch (failure.kind()) {
            case TIMEOUT ->
                unknown("query.timeout", "took longer than " + Quantities.duration(check.timeout()), code)
                        .remedy(Remedy.of("make the query faster, or give it more time with timeout(…)"));
            case LOCKED, FILE_LOCKED ->
                unknown("query.locked", "reads what somebody else has locked", code)
                        .remedy(Remedy.of("look for a change of a table that is under way, and wait for it"));
            case PERMISSION ->
                unknown("query.privilege", "reads what it may not", code)
                        .remedy(Remedy.of("grant " + user() + " SELECT on each table the query reads at "
                                + target.get().words()));
            case READ_ONLY ->
                unknown("query.writes", "tried to write and was refused", code)
                        .remedy(Remedy.of("a check only reads: take what writes out of the query"));
            default ->
                unknown("query.failed", "was refused by the database", code)
                        .remedy(Remedy.of("correct the query: it has to run as " + user() + " at "
                                + target.get().words()));
        };
        return failure.message().isEmpty()
                ? result
                : result.evidence(new Evidence.Text("what the driver said", List.of(failure.message())));
    }

    private Result unknown(String cause, String what, String code) {
        return Result.unknown(cause, "the query of " + name + " " + what + code);
    }

    private String user() {
        return target.get().user().map(one -> "user '" + one + "'").orElse("the user");
    }

    private static String words(double value, String unit) {
        return unit.isEmpty() ? number(value) : number(value) + " " + unit;
    }

    private static String number(double value) {
        return new BigDecimal(value)
                .round(new MathContext(12))
                .stripTrailingZeros()
                .toPlainString();
    }
}
