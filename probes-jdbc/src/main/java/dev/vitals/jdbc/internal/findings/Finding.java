package dev.vitals.jdbc.internal.findings;

import dev.vitals.jdbc.internal.failure.FailureKind;
import dev.vitals.probe.Cause;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import java.util.Comparator;
import java.util.List;

/**
 * One of the things that a check has found wrong.
 *
 * @param status how bad it is; not {@code UP}
 * @param cause why
 * @param words what is wrong, with numbers
 * @param remedies what to do, best first
 */
public record Finding(Status status, Cause cause, String words, List<Remedy> remedies) {
    private static final int ALSO = 20;
    private static final int REMEDIES = 5;

    /** Copies the list. */
    public Finding {
        remedies = List.copyOf(remedies);
    }

    /**
     * Makes one result of several findings: the worst one, the first among equals, with the others as evidence.
     *
     * @param findings the findings; none means that all is well
     * @param calm what to say then
     * @return the result
     */
    public static Result worst(List<Finding> findings, String calm) {
        if (findings.isEmpty()) {
            return Result.up(calm);
        }
        List<Finding> sorted = findings.stream()
                .sorted(Comparator.comparing(Finding::status).reversed())
                .toList();
        Finding first = sorted.get(0);
        Result result = Result.of(first.status(), first.cause(), first.words());
        if (sorted.size() > 1) {
            result = result.evidence(new Evidence.Text(
                    "also",
                    sorted.stream().skip(1).limit(ALSO).map(Finding::words).toList()));
        }
        return result.withRemedies(sorted.stream()
                .flatMap(one -> one.remedies().stream())
                .distinct()
                .limit(REMEDIES)
                .toList());
    }

    /**
     * Takes account of what this role may not see: a result without a finding becomes {@code UNKNOWN}, one with a finding
     * says what it may have missed.
     *
     * @param result what was found in what could be seen
     * @param words what is hidden, and from whom
     * @param grant how to see it
     * @return a copy
     */
    public static Result blinded(Result result, String words, Remedy grant) {
        Result partial = result.status() == Status.UP
                ? result.as(Status.UNKNOWN, FailureKind.PERMISSION.cause(), words)
                : GoodToKnow.note(result, List.of(words));
        return partial.remedy(grant);
    }
}
