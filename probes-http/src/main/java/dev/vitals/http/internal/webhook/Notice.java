package dev.vitals.http.internal.webhook;

import dev.vitals.probe.Result;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Report;
import dev.vitals.report.RootCause;
import dev.vitals.report.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Something to say about a report.
 *
 * @param kind why it is said
 * @param report the report
 * @param alerts the root causes now; empty when it is resolved
 * @param over root causes that were delivered and are over, or were said differently
 */
public record Notice(Kind kind, Report report, List<Alert> alerts, List<Alert> over) {
    /** Copies the lists. */
    public Notice {
        alerts = List.copyOf(alerts);
        over = List.copyOf(over);
    }

    /** Why something is said. */
    public enum Kind {
        /** The trouble has begun. */
        FIRED,
        /** It got worse, or has another root. */
        CHANGED,
        /** A person has taken it on. */
        ACKNOWLEDGED,
        /** It goes on. */
        REMINDER,
        /** It is over. */
        RESOLVED
    }

    /**
     * One root cause. Two that are equal are one alert.
     *
     * @param check the check at the root
     * @param cause its cause code
     * @param severity how bad the whole is
     */
    public record Alert(String check, String cause, Severity severity) {}

    /** Returns the root causes of a report. */
    static List<Alert> alerts(Report report) {
        return report.verdict().severity().stream()
                .flatMap(severity -> report.verdict().rootCauses().stream()
                        .map(RootCause::check)
                        .flatMap(check -> report.check(check).stream())
                        .map(check -> new Alert(check.name(), check.cause(), severity)))
                .toList();
    }

    /** Returns the key by which a receiver tells that two notices are about the same. */
    public String key() {
        return report.selection()
                .group()
                .map(group -> report.application() + "/" + group)
                .orElse(report.application());
    }

    Optional<Result> result(Alert alert) {
        return report.check(alert.check()).map(CheckReport::result);
    }

    Instant since(Alert alert) {
        return report.check(alert.check()).map(check -> check.timing().since()).orElse(report.since());
    }

    List<String> symptoms(Alert alert) {
        return report.verdict().rootCauses().stream()
                .filter(root -> root.check().equals(alert.check()))
                .flatMap(root -> root.symptoms().stream())
                .map(RootCause.Symptom::check)
                .toList();
    }
}
