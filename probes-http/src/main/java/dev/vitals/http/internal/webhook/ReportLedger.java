package dev.vitals.http.internal.webhook;

import dev.vitals.http.internal.webhook.Notice.Alert;
import dev.vitals.http.internal.webhook.Notice.Kind;
import dev.vitals.report.Report;
import dev.vitals.report.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the receiver has been told, and what it has to be told next. Compares states, not events: however many changes come
 * while nothing can be delivered, there is one notice to catch up with, so no queue can overflow and nothing that is over
 * already is announced. Not thread-safe.
 */
final class ReportLedger implements Ledger {
    private final Severity from;
    private final Duration remindEvery;
    private List<Alert> told = List.of();
    private @Nullable Instant toldAt;
    private @Nullable Report latest;

    ReportLedger(Severity from, Duration remindEvery) {
        this.from = from;
        this.remindEvery = remindEvery;
    }

    void see(Report report) {
        latest = report;
    }

    @Override
    public Optional<Letter> due(Instant now) {
        Report report = latest;
        if (report == null) {
            return Optional.empty();
        }
        List<Alert> alerts = bad(report) ? Notice.alerts(report) : List.of();
        return kind(alerts, now).map(kind -> new News(new Notice(kind, report, alerts, missing(told, alerts))));
    }

    private boolean bad(Report report) {
        return report.verdict()
                .severity()
                .filter(severity -> severity.compareTo(from) <= 0)
                .isPresent();
    }

    private Optional<Kind> kind(List<Alert> alerts, Instant now) {
        if (alerts.isEmpty()) {
            return told.isEmpty() ? Optional.empty() : Optional.of(Kind.RESOLVED);
        }
        if (told.isEmpty()) {
            return Optional.of(Kind.FIRED);
        }
        if (!missing(alerts, told).isEmpty() && isNews(alerts)) {
            return Optional.of(Kind.CHANGED);
        }
        boolean silentForLong = !now.isBefore(next().orElse(now));
        return silentForLong ? Optional.of(Kind.REMINDER) : Optional.empty();
    }

    /** It is news when it got worse or another check is at a root, not when it got milder or an old root is gone. */
    private boolean isNews(List<Alert> alerts) {
        Severity before = told.get(0).severity();
        Set<String> known = new HashSet<>();
        told.forEach(alert -> known.add(alert.check()));
        return alerts.get(0).severity().compareTo(before) < 0
                || alerts.stream().anyMatch(alert -> !known.contains(alert.check()));
    }

    private static List<Alert> missing(List<Alert> wanted, List<Alert> there) {
        return wanted.stream().filter(alert -> !there.contains(alert)).toList();
    }

    /** {@inheritDoc} Then the receiver is to be reminded. */
    @Override
    public Optional<Instant> next() {
        Instant last = toldAt;
        return told.isEmpty() || last == null ? Optional.empty() : Optional.of(last.plus(remindEvery));
    }

    /** News of the report. */
    private final class News implements Letter {
        private final Notice notice;

        News(Notice notice) {
            this.notice = notice;
        }

        @Override
        public Kind kind() {
            return notice.kind();
        }

        @Override
        public String key() {
            return notice.key();
        }

        @Override
        public boolean isWithheld() {
            return false;
        }

        @Override
        public String body(Format format, Instant now, Duration validFor) {
            return format.body(notice, now, validFor);
        }

        @Override
        public void taken(Instant now) {
            told = notice.alerts();
            toldAt = now;
        }
    }
}
