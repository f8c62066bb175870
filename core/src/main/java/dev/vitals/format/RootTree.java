package dev.vitals.format;

import dev.vitals.probe.Status;
import dev.vitals.report.Advice;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Report;
import dev.vitals.report.RootCause;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A root cause with the checks its verdict names.
 *
 * @param root the check at the root
 * @param branches the symptoms it explains
 * @param advice what the runbook says of it
 * @param notes what else is known of it: what was deployed shortly before, and earlier incidents, in words
 */
record RootTree(CheckReport root, List<Branch> branches, Optional<Advice> advice, List<String> notes) {
    RootTree {
        branches = List.copyOf(branches);
        notes = List.copyOf(notes);
    }

    /**
     * Returns the root causes of a report. A triage of an application's own may forget a check that is not up; it
     * stands at the end, as a root, so that no trouble goes unseen.
     */
    static List<RootTree> of(Report report) {
        Map<String, CheckReport> left = new LinkedHashMap<>();
        report.checks().stream()
                .filter(check -> check.status() != Status.UP)
                .forEach(check -> left.put(check.name(), check));
        List<RootTree> trees = new ArrayList<>();
        for (RootCause cause : report.verdict().rootCauses()) {
            take(left, cause.check())
                    .ifPresent(root ->
                            trees.add(new RootTree(root, branches(left, cause), cause.advice(), notes(report, cause))));
        }
        left.values().forEach(check -> trees.add(new RootTree(check, List.of(), Optional.empty(), List.of())));
        return trees;
    }

    /** Returns what else is known of a root cause: what was deployed shortly before, and earlier incidents. */
    static List<String> notes(Report report, RootCause cause) {
        return Stream.concat(
                        report.deploymentBefore(cause).stream(),
                        report.precedent(cause).map(earlier -> "seen before: " + earlier.words()).stream())
                .toList();
    }

    private static List<Branch> branches(Map<String, CheckReport> left, RootCause cause) {
        return cause.symptoms().stream()
                .flatMap(symptom ->
                        take(left, symptom.check()).map(check -> new Branch(check, symptom.explainedBy())).stream())
                .toList();
    }

    private static Optional<CheckReport> take(Map<String, CheckReport> left, String name) {
        return Optional.ofNullable(left.remove(name));
    }

    /** Whether nothing is wrong here as far as is known. */
    boolean merelyUnknown() {
        return root.status() == Status.UNKNOWN && branches.isEmpty();
    }

    /** Returns the rule that explains all of the branches, if it is the same for each. */
    Optional<String> commonRule() {
        Set<String> rules = new HashSet<>();
        branches.forEach(branch -> rules.add(branch.rule()));
        return rules.size() == 1 ? rules.stream().findFirst() : Optional.empty();
    }

    /**
     * A symptom.
     *
     * @param check the check
     * @param rule why it follows from the root, in words
     */
    record Branch(CheckReport check, String rule) {}
}
