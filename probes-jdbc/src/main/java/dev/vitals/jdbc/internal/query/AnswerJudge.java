package dev.vitals.jdbc.internal.query;

import dev.vitals.jdbc.internal.connect.Judge;
import dev.vitals.jdbc.internal.url.Target;
import dev.vitals.jdbc.limits.QuerySettings;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Observation;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Threshold;
import java.util.function.Supplier;

/**
 * Holds a query's answer against its threshold.
 *
 * @param name the name of the query
 * @param settings what the answer means
 * @param target where it ran
 */
record AnswerJudge(String name, QuerySettings settings, Supplier<Target> target) implements Judge<Answer> {
    @Override
    public Result judge(Answer answer, ProbeContext context) {
        if (answer instanceof Answer.Measured number) {
            return measured(Observation.of(
                    "query.value", number.value(), settings.threshold().unit()));
        }
        if (answer instanceof Answer.Rows rows) {
            return rows(rows);
        }
        RefusedQuery refused = new RefusedQuery(name, settings, target.get());
        if (answer instanceof Answer.Refused error) {
            return refused.result(error.failure(), error.holders(), context);
        }
        if (answer instanceof Answer.NoRelation missing) {
            return refused.noRelation(missing.relation(), missing.failure());
        }
        if (answer instanceof Answer.Text text) {
            return refused.notANumber(text.shown());
        }
        return refused.noValue(answer instanceof Answer.Nothing nothing ? nothing.what() : "nothing");
    }

    private Result rows(Answer.Rows rows) {
        String more = rows.more() ? "at least " : "";
        Result result = judged(
                Observation.count("query.rows", rows.count()),
                more,
                settings.noun().isEmpty() ? "rows" : settings.noun());
        return rows.shown().isEmpty()
                ? result
                : result.evidence(new Evidence.Table("first rows", rows.columns(), rows.shown()));
    }

    private Result measured(Observation seen) {
        return judged(seen, "", settings.noun());
    }

    private Result judged(Observation seen, String prefix, String noun) {
        Threshold limit = settings.threshold();
        Status status = limit.judge(seen.value());
        String words = (prefix + seen.shown() + " " + noun).strip();
        boolean high = limit.direction() == Threshold.Direction.ABOVE;
        Result result = status == Status.UP
                ? Result.up(words)
                : Result.of(status, high ? QueryCauses.HIGH : QueryCauses.LOW, words + limit.suffix(status));
        boolean limited = limit.warn().isPresent() || limit.fail().isPresent();
        return result.observe(limited ? seen.against(limit) : seen);
    }
}
