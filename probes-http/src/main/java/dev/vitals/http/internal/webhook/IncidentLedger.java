package dev.vitals.http.internal.webhook;

import dev.vitals.http.internal.webhook.Notice.Kind;
import dev.vitals.incident.Incident;
import dev.vitals.incident.IncidentDocuments;
import dev.vitals.incident.IncidentStatus;
import dev.vitals.incident.TimelineEntry;
import dev.vitals.report.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the receiver has been told of each incident. Compares states like {@link ReportLedger}. Forgets an incident once
 * nothing more is to be said of it. Not thread-safe.
 */
final class IncidentLedger implements Ledger {
    private static final Set<TimelineEntry.Kind> BEGINNINGS =
            Set.of(TimelineEntry.Kind.OPENED, TimelineEntry.Kind.REOPENED);

    private final Severity from;
    private final Duration remindEvery;
    private final Optional<IncidentDocuments> documents;
    private final Map<String, Case> cases = new LinkedHashMap<>();

    IncidentLedger(Severity from, Duration remindEvery, Optional<IncidentDocuments> documents) {
        this.from = from;
        this.remindEvery = remindEvery;
        this.documents = documents;
    }

    /** Of an incident that an earlier process opened the receiver was told by that process. */
    void see(Incident incident, TimelineEntry.Kind event, Instant now) {
        Case known = cases.get(incident.id());
        boolean toldBefore = known == null && !BEGINNINGS.contains(event) && isWorthIt(incident.worst());
        Optional<Told> told = toldBefore && incident.mutedUntil().isEmpty()
                ? Optional.of(Told.of(incident, now))
                : Optional.ofNullable(known).flatMap(Case::told);
        boolean isOver = incident.status() == IncidentStatus.RESOLVED && told.isEmpty();
        if (isOver) {
            cases.remove(incident.id());
        } else {
            cases.put(incident.id(), new Case(incident, told, known != null && known.withheld()));
        }
    }

    @Override
    public Optional<Letter> due(Instant now) {
        return cases.values().stream().flatMap(each -> each.due(now).stream()).findFirst();
    }

    @Override
    public Optional<Instant> next() {
        return cases.values().stream().flatMap(each -> each.next().stream()).min(Instant::compareTo);
    }

    private boolean isWorthIt(Severity severity) {
        return severity.compareTo(from) <= 0;
    }

    /** What was said last of an incident, and when. */
    private record Told(Severity severity, String root, boolean acknowledged, Instant at) {
        static Told of(Incident incident, Instant now) {
            return new Told(
                    incident.severity(), root(incident), incident.acknowledged().isPresent(), now);
        }

        static String root(Incident incident) {
            return incident.root().check() + " " + incident.root().cause();
        }
    }

    /** An incident and what was said of it; withheld is what a maintenance window has kept back and recorded. */
    private final class Case {
        private final Incident incident;
        private final Optional<Told> told;
        private final boolean withheld;

        Case(Incident incident, Optional<Told> told, boolean withheld) {
            this.incident = incident;
            this.told = told;
            this.withheld = withheld;
        }

        Optional<Told> told() {
            return told;
        }

        boolean withheld() {
            return withheld;
        }

        Optional<Letter> due(Instant now) {
            boolean muted = incident.mutedUntil().filter(now::isBefore).isPresent();
            Optional<Kind> kind = told.map(said -> next(said, now)).orElseGet(this::first);
            return kind.filter(any -> !muted || !withheld).map(why -> new News(this, why, muted));
        }

        /** What is over already is not announced. */
        private Optional<Kind> first() {
            boolean isOn = incident.status() == IncidentStatus.INVESTIGATING
                    || incident.status() == IncidentStatus.ACKNOWLEDGED;
            return isOn && isWorthIt(incident.severity()) ? Optional.of(Kind.FIRED) : Optional.empty();
        }

        private Optional<Kind> next(Told said, Instant now) {
            if (incident.status() == IncidentStatus.RESOLVED) {
                return Optional.of(Kind.RESOLVED);
            }
            if (incident.severity().compareTo(said.severity()) < 0
                    || !Told.root(incident).equals(said.root())) {
                return Optional.of(Kind.CHANGED);
            }
            if (incident.acknowledged().isPresent() && !said.acknowledged()) {
                return Optional.of(Kind.ACKNOWLEDGED);
            }
            return now.isBefore(said.at().plus(remindEvery)) ? Optional.empty() : Optional.of(Kind.REMINDER);
        }

        Optional<Instant> next() {
            return told.map(said -> said.at().plus(remindEvery))
                    .or(() -> withheld ? incident.mutedUntil() : Optional.empty());
        }
    }

    /** News of one incident. */
    private final class News implements Letter {
        private final Case about;
        private final Kind kind;
        private final boolean muted;

        News(Case about, Kind kind, boolean muted) {
            this.about = about;
            this.kind = kind;
            this.muted = muted;
        }

        @Override
        public Kind kind() {
            return kind;
        }

        @Override
        public String key() {
            return about.incident.id();
        }

        @Override
        public boolean isWithheld() {
            return muted;
        }

        @Override
        public String body(Format format, Instant now, Duration validFor) {
            Optional<Severity> before =
                    about.told.map(Told::severity).filter(severity -> severity != about.incident.severity());
            return format.body(new IncidentNotice(kind, about.incident, before, documents), now, validFor);
        }

        @Override
        public void taken(Instant now) {
            if (muted) {
                cases.put(key(), new Case(about.incident, about.told, true));
            } else if (kind == Kind.RESOLVED) {
                cases.remove(key());
            } else {
                cases.put(key(), new Case(about.incident, Optional.of(Told.of(about.incident, now)), false));
            }
        }
    }
}
