package dev.vitals.incident;

import dev.vitals.format.Format.CheckView;
import dev.vitals.format.TextFormat;
import dev.vitals.incident.Incident.Root;
import dev.vitals.probe.Remedy;
import dev.vitals.report.Advice;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Freshness;
import dev.vitals.report.HistoryEntry;
import dev.vitals.report.Report;
import dev.vitals.report.ResultCauses;
import dev.vitals.report.RootCause;
import dev.vitals.report.RootCause.Symptom;
import dev.vitals.report.Severity;
import dev.vitals.text.Clean;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A root cause of a report.
 *
 * @param check the check at the root
 * @param severity how bad it is
 * @param checks the names of the root and its symptoms
 * @param advice what the runbook says of it
 * @param deployed what was deployed shortly before, in words
 */
record Fault(
        CheckReport check, Severity severity, Set<String> checks, Optional<Advice> advice, Optional<String> deployed) {
    /** Between advice and the command to run. */
    static final String COMMAND = ":  ";

    private static final int LONGEST_DETAIL = 8_000;

    static List<Fault> of(Report report) {
        return report.verdict().rootCauses().stream()
                .flatMap(root ->
                        report
                                .check(root.check())
                                .map(check -> of(root, check, report.deploymentBefore(root)))
                                .stream())
                .toList();
    }

    private static Fault of(RootCause root, CheckReport check, Optional<String> deployed) {
        Set<String> checks = new LinkedHashSet<>(Set.of(root.check()));
        root.symptoms().stream().map(Symptom::check).forEach(checks::add);
        return new Fault(check, root.severity(), checks, root.advice(), deployed);
    }

    /** A check that has not been run yet says nothing of the world. */
    boolean known() {
        return check.freshness() != Freshness.PENDING;
    }

    /** What the engine says of a result's age and of holds names no cause: the one that is known stands. */
    boolean namesCause() {
        return ResultCauses.ALL.stream().noneMatch(cause -> cause.code().equals(check.cause()));
    }

    boolean touches(Collection<String> names) {
        return !Collections.disjoint(checks, names);
    }

    /** Whether another root cause follows from this one: of one check, what it says later explains nothing. */
    boolean explains(Root other) {
        return !other.check().equals(check.name()) && checks.contains(other.check());
    }

    Root root() {
        return new Root(
                check.name(),
                check.cause(),
                check.result().summary(),
                check.result().remedies().stream().map(Fault::line).toList(),
                advice,
                Optional.empty());
    }

    private static String line(Remedy remedy) {
        return remedy.command()
                .map(command -> remedy.advice() + COMMAND + command)
                .orElse(remedy.advice());
    }

    /** When the check began to be as it is: a hold may have kept its former status for a while. */
    Instant began() {
        Instant began = check.timing().since();
        List<HistoryEntry> history = check.history();
        for (int i = history.size() - 1; i >= 0 && history.get(i).status() == check.status(); i--) {
            began = history.get(i).at().isBefore(began) ? history.get(i).at() : began;
        }
        return began;
    }

    String detail() {
        byte[] text = TextFormat.DEFAULT.check(new CheckView(check, true, false, List.of()));
        return Clean.cut(new String(text, StandardCharsets.UTF_8), LONGEST_DETAIL);
    }
}
