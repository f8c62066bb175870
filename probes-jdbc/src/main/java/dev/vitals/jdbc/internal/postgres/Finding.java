package dev.vitals.jdbc.internal.postgres;

import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import java.util.Comparator;
import java.util.List;

/**
 * One of several things that a check may find at once.
 *
 * @param status how bad it is
 * @param cause its cause code
 * @param words what it is, with numbers
 * @param remedies what to do
 */
record Finding(Status status, String cause, String words, List<Remedy> remedies) {
    private static final int REMEDIES = 6;

    /** The worst gives the result its cause; of the others their number is told. */
    static Result result(List<Finding> findings) {
        List<Finding> sorted = findings.stream()
                .sorted(Comparator.comparing(Finding::status).reversed())
                .toList();
        Finding worst = sorted.get(0);
        String others = sorted.size() == 1 ? "" : "; " + (sorted.size() - 1) + " more over a limit";
        Result result = Result.of(worst.status, worst.cause, worst.words + others);
        List<Remedy> remedies = sorted.stream()
                .flatMap(finding -> finding.remedies.stream())
                .distinct()
                .limit(REMEDIES)
                .toList();
        for (Remedy remedy : remedies) {
            result = result.remedy(remedy);
        }
        return result;
    }
}
