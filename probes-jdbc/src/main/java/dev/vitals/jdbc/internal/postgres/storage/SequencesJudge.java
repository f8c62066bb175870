package dev.vitals.jdbc.internal.postgres.storage;

import dev.vitals.jdbc.internal.connect.Judge;
import dev.vitals.jdbc.internal.findings.Finding;
import dev.vitals.jdbc.internal.findings.ReachedLimit;
import dev.vitals.jdbc.limits.SequenceLimits;
import dev.vitals.probe.Argument;
import dev.vitals.probe.Command;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Observation;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Unit;
import dev.vitals.text.Plural;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Whether a sequence runs out of values, at which inserts fail.
 *
 * @param limits what counts as near
 */
public record SequencesJudge(SequenceLimits limits) implements Judge<List<SequenceUse>> {
    private static final int ROWS = 10;

    @Override
    public Result judge(List<SequenceUse> uses, ProbeContext context) {
        List<SequenceUse> known =
                uses.stream().filter(one -> one.used().isPresent()).toList();
        List<Finding> findings = known.stream()
                .filter(one -> status(one) != Status.UP)
                .map(this::finding)
                .toList();
        Result result = Finding.worst(findings, calm(uses, known));
        if (!findings.isEmpty()) {
            result = result.evidence(table(known));
        }
        if (!known.isEmpty()) {
            result = result.observe(Observation.ratio("sequences.used.ratio", used(known.get(0)))
                    .against(limits.used()));
        }
        return mindHidden(result, uses);
    }

    private static Result mindHidden(Result result, List<SequenceUse> uses) {
        if (uses.isEmpty() || uses.get(0).hidden().schemas().isEmpty()) {
            return result;
        }
        SequenceUse any = uses.get(0);
        return Finding.blinded(
                result,
                "the values of " + any.hidden().number() + " of " + Plural.of(any.total(), "sequence")
                        + " are hidden from this role",
                grant(any.hidden()));
    }

    private static Remedy grant(SequenceUse.Hidden hidden) {
        List<Argument> arguments = new ArrayList<>();
        hidden.schemas().forEach(schema -> arguments.add(Argument.identifier(schema)));
        arguments.add(Argument.identifier(hidden.role()));
        String places = String.join(", ", Collections.nCopies(hidden.schemas().size(), "{}"));
        return Remedy.words("let this role read the sequences")
                .run(Command.sql("GRANT SELECT ON ALL SEQUENCES IN SCHEMA " + places + " TO {}", arguments.toArray()));
    }

    private Finding finding(SequenceUse use) {
        Status status = status(use);
        String feeds = use.column()
                .map(column -> ", which feeds " + column.shown() + ",")
                .orElse("");
        return new Finding(
                status,
                StorageCauses.SEQUENCES_NEAR_END,
                "sequence " + use.name().shown() + feeds + " is used to " + Unit.RATIO.show(used(use))
                        + ReachedLimit.words(limits.used(), status) + ", " + left(use) + " values left",
                remedies(use));
    }

    private static List<Remedy> remedies(SequenceUse use) {
        List<Remedy> remedies = new ArrayList<>();
        use.column()
                .filter(SequenceUse.Column::narrow)
                .ifPresent(column -> remedies.add(Remedy.words(
                                "widen the column; this rewrites the whole table and locks everything else out of it,"
                                        + " so for a large one plan a new column instead")
                        .run(Command.sql(
                                "ALTER TABLE {}.{} ALTER COLUMN {} TYPE bigint",
                                column.table().schemaArgument(),
                                column.table().nameArgument(),
                                Argument.identifier(column.name())))));
        if (use.column().filter(SequenceUse.Column::narrowSequence).isPresent()) {
            remedies.add(Remedy.words("then widen the sequence")
                    .run(Command.sql(
                            "ALTER SEQUENCE {}.{} AS bigint",
                            use.name().schemaArgument(),
                            use.name().nameArgument())));
        }
        if (remedies.isEmpty()) {
            remedies.add(Remedy.words("see its bounds, and raise the upper one if its readers can take larger numbers")
                    .run(Command.sql("SELECT * FROM pg_sequences WHERE last_value IS NOT NULL"
                            + " ORDER BY last_value::float8 / max_value DESC LIMIT 10")));
        }
        return remedies;
    }

    private static String calm(List<SequenceUse> uses, List<SequenceUse> known) {
        if (known.isEmpty()) {
            return uses.isEmpty() ? "no sequences" : "no sequence has been used";
        }
        return Plural.of(uses.get(0).total(), "sequence") + ", fullest "
                + known.get(0).name().shown() + " at " + Unit.RATIO.show(used(known.get(0)));
    }

    private Status status(SequenceUse use) {
        return limits.used().judge(used(use));
    }

    private static double used(SequenceUse use) {
        return use.used().orElseThrow();
    }

    private static String left(SequenceUse use) {
        return String.format(Locale.ROOT, "%,d", use.left());
    }

    private static Evidence.Table table(List<SequenceUse> known) {
        return new Evidence.Table(
                "fullest sequences",
                List.of("sequence", "column", "used", "values left"),
                known.stream()
                        .limit(ROWS)
                        .map(one -> List.of(
                                one.name().shown(),
                                one.column().map(SequenceUse.Column::shown).orElse(""),
                                Unit.RATIO.show(used(one)),
                                left(one)))
                        .toList());
    }
}
