package dev.vitals.jdbc.internal.postgres.storage;

import dev.vitals.jdbc.internal.connect.Judge;
import dev.vitals.jdbc.internal.findings.Finding;
import dev.vitals.jdbc.internal.text.Words;
import dev.vitals.jdbc.limits.SequenceLimits;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Observation;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether a sequence runs out of values, at which inserts fail.
 *
 * @param limits what counts as near
 */
public record SequencesJudge(SequenceLimits limits) implements Judge<List<SequenceUse>> {

    @Override
    public Result judge(List<SequenceUse> uses, ProbeContext context) {
        List<SequenceUse> known =
                uses.stream().filter(one -> one.percent().isPresent()).toList();
        List<Finding> findings = known.stream()
                .filter(one -> percent(one) >= limits.warnPercent())
                .map(this::finding)
                .toList();
        Result result = Finding.worst(findings, calm(uses, known));
        if (!findings.isEmpty()) {
            result = result.evidence(table(known));
        }
        double fullest = known.isEmpty() ? 0 : percent(known.get(0));
        result = result.observe(Observation.of("sequences.used.percent", fullest, "%")
                .warnAt(limits.warnPercent())
                .failAt(limits.failPercent()));
        return mindHidden(result, uses);
    }

    private static Result mindHidden(Result result, List<SequenceUse> uses) {
        if (uses.isEmpty() || uses.get(0).grant().isEmpty()) {
            return result;
        }
        SequenceUse any = uses.get(0);
        return Finding.blinded(
                result,
                "the values of " + any.hidden() + " of " + Words.count(any.total(), "sequence")
                        + " are hidden from this role",
                Remedy.run("let this role read the sequences", any.grant().orElseThrow()));
    }

    private Finding finding(SequenceUse use) {
        boolean down = percent(use) >= limits.failPercent();
        String feeds = use.column()
                .map(column -> ", which feeds " + column.table() + "." + column.name())
                .orElse("");
        return new Finding(
                down ? Status.DOWN : Status.DEGRADED,
                "sequences.near-end",
                "sequence " + use.name() + feeds + ", is used to " + Quantities.percent(percent(use)) + " (limit "
                        + Quantities.percent(down ? limits.failPercent() : limits.warnPercent()) + "), "
                        + String.format(Locale.ROOT, "%,d", use.left()) + " values left",
                remedies(use));
    }

    private static List<Remedy> remedies(SequenceUse use) {
        List<Remedy> remedies = new ArrayList<>();
        if (use.column().filter(SequenceUse.Column::narrow).isPresent()) {
            SequenceUse.Column column = use.column().orElseThrow();
            remedies.add(Remedy.run(
                    "widen the column; rewrites the whole table while nobody else can use it, so for a large one"
                            + " plan a new column instead",
                    "ALTER TABLE " + column.table() + " ALTER COLUMN " + column.name() + " TYPE bigint;"));
        }
        if (use.column().filter(SequenceUse.Column::narrowSequence).isPresent()) {
            remedies.add(Remedy.run("then widen the sequence", "ALTER SEQUENCE " + use.name() + " AS bigint;"));
        }
        if (remedies.isEmpty()) {
            remedies.add(Remedy.run(
                    "see its bounds, and raise the upper one if its readers can take larger numbers",
                    "SELECT * FROM pg_sequences WHERE last_value IS NOT NULL"
                            + " ORDER BY last_value::float8 / max_value DESC LIMIT 10;"));
        }
        return remedies;
    }

    private static String calm(List<SequenceUse> uses, List<SequenceUse> known) {
        if (known.isEmpty()) {
            return uses.isEmpty() ? "no sequences" : "no sequence has been used";
        }
        return Words.count(uses.get(0).total(), "sequence") + ", fullest "
                + known.get(0).name() + " at " + Quantities.percent(percent(known.get(0)));
    }

    private static double percent(SequenceUse use) {
        return use.percent().orElse(0d);
    }

    private static Evidence.Table table(List<SequenceUse> known) {
        return new Evidence.Table(
                "fullest sequences",
                List.of("sequence", "column", "used", "values left"),
                known.stream()
                        .limit(10)
                        .map(one -> List.of(
                                one.name(),
                                one.column()
                                        .map(column -> column.table() + "." + column.name())
                                        .orElse(""),
                                Quantities.percent(percent(one)),
                                String.format(Locale.ROOT, "%,d", one.left())))
                        .toList());
    }
}
