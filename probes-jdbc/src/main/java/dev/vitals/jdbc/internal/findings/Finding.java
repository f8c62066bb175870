package dev.vitals.jdbc.internal.findings;

import dev.vitals.probe.Evidence;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import java.util.Comparator;
import java.util.List;

/**
 * One thing a check has found wrong, of several that it looks at.
 *
 * @param status how bad it is; not {@code UP}
 * @param cause the cause code
 * @param words what is wrong, with numbers
 * @param remedies what to do, best first
 */
public record Finding(Status status, String cause, String words, List<Remedy> remedies) {
    private static final int ALSO = 20;
    private static final int REMEDIES = 5;

    public Finding {
        remedies = List.copyOf(remedies);
    }

    /** The worst one is the result, the first of equals; the others are told. Without any, all is well. */
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
        for (Remedy remedy : sorted.stream()
                .flatMap(one -> one.remedies().stream())
                .distinct()
                .limit(REMEDIES)
                .toList()) {
            result = result.remedy(remedy);
        }
        return result;
    }

    /** A result that found nothing becomes unknown, because something was hidden; another one is only told so. */
    public static Result blinded(Result result, String words, Remedy remedy) {
        Result told = result.status() == Status.UP
                ? result.as(Status.UNKNOWN, "db.permission", words)
                : result.evidence(new Evidence.Text("good to know", List.of(words)));
        return told.remedy(remedy);
    }
}
