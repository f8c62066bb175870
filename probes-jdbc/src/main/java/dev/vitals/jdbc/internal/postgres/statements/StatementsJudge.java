package dev.vitals.jdbc.internal.postgres.statements;

import dev.vitals.jdbc.internal.connect.Judge;
import dev.vitals.jdbc.internal.findings.Finding;
import dev.vitals.jdbc.internal.postgres.server.PostgresRemedies;
import dev.vitals.jdbc.internal.postgres.statements.StatementReader.Reading;
import dev.vitals.jdbc.internal.postgres.statements.StatementReader.Told;
import dev.vitals.jdbc.internal.text.Words;
import dev.vitals.jdbc.limits.StatementLimits;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Observation;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
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
    /** Looks in quick succession count from the same moment, so that each sees enough. */
    private static final Duration SHORTEST = Duration.ofSeconds(50);

    @Override
    public Result judge(Reading seen, ProbeContext context) {
        if (!seen.loaded()) {
            return Result.unknown("db.unsupported", "pg_stat_statements is installed but counts nothing")
                    .remedy(Remedy.run(
                            "add it to the libraries that the server loads, which needs a restart, or drop the"
                                    + " extension",
                            "SHOW shared_preload_libraries;"));
        }
        boolean first = reader.base().isEmpty();
        if (reader.base().filter(this::isRecent).isEmpty()) {
            reader.countFrom(seen.sample());
        }
        Optional<Told> worst = seen.top().stream()
                .filter(one -> one.use().exceeds(limits, seen.all()))
                .findFirst();
        String calm = first ? "counting from here on" : "no slow statement takes much of the time";
        Result result = worst.map(one -> told(one, seen)).orElseGet(() -> Result.up(calm));
        result = result.observe(Observation.of("statements.time", seen.all() / 1_000, "s"));
        return seen.hidden() == 0
                ? result
                : Finding.blinded(
                        result,
                        "which statements of others cost time is hidden from role '" + Words.line(seen.role(), 63)
                                + "'",
                        Remedy.run(
                                "let this role see them",
                                "GRANT pg_read_all_stats TO " + PostgresRemedies.identifier(seen.role()) + ";"));
    }

    private boolean isRecent(StatementReader.Sample sample) {
        return System.nanoTime() - sample.nanos() < SHORTEST.toNanos();
    }

    private Result told(Told worst, Reading seen) {
        double share = worst.use().share(seen.all());
        return Result.degraded(
                        "statements.slow",
                        "one statement takes " + Quantities.percent(share) + " of the time (limit "
                                + Quantities.percent(limits.sharePercent()) + "): "
                                + Words.count(worst.use().calls(), "call") + " of "
                                + Quantities.duration(worst.use().meanTime()) + " each")
                .evidence(table(seen))
                .remedy(Remedy.run(
                        "look at its plan with EXPLAIN (ANALYZE, BUFFERS) and real values; an index is missing most"
                                + " often",
                        "SELECT query FROM " + seen.view() + " WHERE queryid = "
                                + worst.use().id() + " LIMIT 1;"));
    }

    private static Evidence.Table table(Reading seen) {
        List<List<String>> rows = seen.top().stream()
                .map(one -> List.of(
                        Long.toString(one.use().calls()),
                        Quantities.duration(one.use().meanTime()),
                        Quantities.percent(one.use().share(seen.all())),
                        one.text()))
                .toList();
        return new Evidence.Table("dearest statements", List.of("calls", "mean", "share", "statement"), rows);
    }
}
