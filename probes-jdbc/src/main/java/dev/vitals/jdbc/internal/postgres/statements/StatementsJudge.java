package dev.vitals.jdbc.internal.postgres.statements;

import dev.vitals.jdbc.internal.activity.StatementCauses;
import dev.vitals.jdbc.internal.connect.Judge;
import dev.vitals.jdbc.internal.failure.FailureKind;
import dev.vitals.jdbc.internal.findings.Finding;
import dev.vitals.jdbc.internal.findings.ReachedLimit;
import dev.vitals.jdbc.internal.postgres.server.PostgresGrants;
import dev.vitals.jdbc.internal.postgres.statements.StatementReader.Named;
import dev.vitals.jdbc.internal.postgres.statements.StatementReader.Reading;
import dev.vitals.jdbc.limits.StatementLimits;
import dev.vitals.probe.Argument;
import dev.vitals.probe.Command;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Observation;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Unit;
import dev.vitals.text.Plural;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Whether a single slow statement takes much of the database's time.
 *
 * @param limits what counts as slow and as much
 * @param reader keeps what to compare with
 */
public record StatementsJudge(StatementLimits limits, StatementReader reader) implements Judge<Reading> {
    /** Samples in quick succession count from the same moment, so that each sees enough. */
    private static final Duration SHORTEST = Duration.ofSeconds(50);

    @Override
    public Result judge(Reading seen, ProbeContext context) {
        if (seen.counting() != StatementReader.Counting.ON) {
            return notCounting(seen.counting());
        }
        if (reader.base().filter(this::isRecent).isEmpty()) {
            reader.countFrom(seen.sample());
        }
        Result result =
                seen.all().isPresent() ? judged(seen, seen.all().getAsDouble()) : Result.up("counting from here on");
        return seen.hidden() == 0 ? result : blinded(result, seen.role());
    }

    private static Result notCounting(StatementReader.Counting why) {
        Result result =
                Result.unknown(FailureKind.UNSUPPORTED.cause(), "pg_stat_statements is installed but counts nothing");
        if (why == StatementReader.Counting.SWITCHED_OFF) {
            return result.remedy(Remedy.words("let it count, and reload the configuration")
                    .run(Command.sql("ALTER SYSTEM SET pg_stat_statements.track = 'top'")));
        }
        return result.remedy(
                Remedy.words("add it to the libraries that the server loads, which needs a restart, or drop the"
                                + " extension")
                        .run(Command.sql("SHOW shared_preload_libraries")));
    }

    private Result judged(Reading seen, double all) {
        Optional<Named> worst = seen.top().stream()
                .filter(one -> one.use().judge(limits, all) != Status.UP)
                .findFirst();
        Result result = worst.map(one -> slow(one, all, seen))
                .orElseGet(() -> Result.up("no slow statement takes much of the time"));
        return seen.hidden() == 0
                ? result.observe(Observation.of("statements.time", all / 1_000, Unit.SECONDS))
                : result;
    }

    private static Result blinded(Result result, String role) {
        return Finding.blinded(
                result,
                "which statements of others take time is hidden from " + PostgresGrants.shown(role),
                Remedy.words("let this role see them")
                        .run(Command.sql("GRANT pg_read_all_stats TO {}", Argument.identifier(role))));
    }

    private boolean isRecent(StatementReader.Sample sample) {
        return System.nanoTime() - sample.nanos() < SHORTEST.toNanos();
    }

    private Result slow(Named worst, double all, Reading seen) {
        Status status = worst.use().judge(limits, all);
        return Result.of(
                        status,
                        StatementCauses.SLOW,
                        "one statement takes " + Unit.RATIO.show(worst.use().share(all)) + " of the time"
                                + ReachedLimit.words(limits.share(), status) + ": "
                                + Plural.of(worst.use().calls(), "call") + " of "
                                + Quantities.duration(worst.use().meanTime()) + " each")
                .evidence(table(seen, all))
                .remedy(Remedy.words("look at its plan with EXPLAIN (ANALYZE, BUFFERS) and real values; most often an"
                                + " index is missing")
                        .run(Command.sql(
                                "SELECT query FROM {}.pg_stat_statements WHERE queryid = {} LIMIT 1",
                                seen.schema(),
                                worst.use().id())));
    }

    private static Evidence.Table table(Reading seen, double all) {
        List<List<String>> rows = seen.top().stream()
                .map(one -> List.of(
                        Long.toString(one.use().calls()),
                        Quantities.duration(one.use().meanTime()),
                        Unit.RATIO.show(one.use().share(all)),
                        one.text()))
                .toList();
        return new Evidence.Table(
                "statements that took the most time", List.of("calls", "mean", "share", "statement"), rows);
    }
}
