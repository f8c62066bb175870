package dev.vitals.incident;

import dev.vitals.incident.Incident.Root;
import dev.vitals.incident.TimelineEntry.Kind;
import dev.vitals.report.ResponsePlan;
import dev.vitals.report.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The parts of an incident while they change. Confined to one thread. */
final class Draft {
    private static final int MOST_ENTRIES = 1_000;

    final String id;
    final String application;
    final Instant began;
    final Instant opened;
    final Optional<Instant> mutedUntil;
    final List<Root> roots;
    final Set<String> affected;
    final List<TimelineEntry> timeline;
    Set<String> failing;
    Severity severity;
    Severity worst;
    boolean severityByHand;
    Optional<TimelineEntry> acknowledged = Optional.empty();
    Optional<TimelineEntry> recovered = Optional.empty();
    Optional<TimelineEntry> resolved = Optional.empty();
    Optional<String> commander = Optional.empty();
    Optional<Verification> verification = Optional.empty();
    int relapses;
    Duration seenWell = Duration.ZERO;
    ResponsePlan responses = ResponsePlan.STANDARD;

    Draft(
            String id,
            String application,
            Instant began,
            Instant opened,
            Optional<Instant> mutedUntil,
            Severity severity) {
        this.id = id;
        this.application = application;
        this.began = began.isAfter(opened) ? opened : began;
        this.opened = opened;
        this.mutedUntil = mutedUntil;
        this.severity = severity;
        this.worst = severity;
        this.roots = new ArrayList<>();
        this.affected = new LinkedHashSet<>();
        this.timeline = new ArrayList<>();
        this.failing = new LinkedHashSet<>();
    }

    Draft(Draft from) {
        id = from.id;
        application = from.application;
        began = from.began;
        opened = from.opened;
        mutedUntil = from.mutedUntil;
        severity = from.severity;
        worst = from.worst;
        severityByHand = from.severityByHand;
        responses = from.responses;
        roots = new ArrayList<>(from.roots);
        affected = new LinkedHashSet<>(from.affected);
        timeline = new ArrayList<>(from.timeline);
        failing = new LinkedHashSet<>(from.failing);
        acknowledged = from.acknowledged;
        recovered = from.recovered;
        resolved = from.resolved;
        commander = from.commander;
        verification = from.verification;
        relapses = from.relapses;
        seenWell = from.seenWell;
    }

    void severity(Severity now) {
        severity = now;
        worst = now.compareTo(worst) < 0 ? now : worst;
    }

    /** Adds an entry and what follows from its kind alone. */
    void add(TimelineEntry entry) {
        switch (entry.kind()) {
            case ACKNOWLEDGED -> acknowledged = acknowledged.or(() -> Optional.of(entry));
            case RECOVERED -> {
                recovered = Optional.of(entry);
                seenWell = Duration.ZERO;
                failing = new LinkedHashSet<>();
            }
            case RESOLVED -> {
                resolved = Optional.of(entry);
                failing = new LinkedHashSet<>();
                verification = Optional.empty();
            }
            case RELAPSED, REOPENED -> {
                recovered = Optional.empty();
                resolved = Optional.empty();
                relapses++;
                seenWell = Duration.ZERO;
            }
            default -> {}
        }
        append(entry);
    }

    /** Adds an entry to the timeline and nothing else. Recoveries and relapses in turn become one entry. */
    void append(TimelineEntry entry) {
        timeline.add(entry.kind() == Kind.RELAPSED ? flap(entry) : entry);
        if (timeline.size() > MOST_ENTRIES) {
            timeline.remove(MOST_ENTRIES / 2);
        }
    }

    private TimelineEntry flap(TimelineEntry relapse) {
        int last = timeline.size() - 1;
        boolean again = last >= 1
                && timeline.get(last).kind() == Kind.RECOVERED
                && Set.of(Kind.RELAPSED, Kind.FLAPPED)
                        .contains(timeline.get(last - 1).kind());
        if (!again) {
            return relapse;
        }
        timeline.remove(last);
        timeline.remove(last - 1);
        String words = "recovered and came back, " + relapses + " times so far; last: " + relapse.text();
        return new TimelineEntry(relapse.at(), relapse.after(), Kind.FLAPPED, relapse.by(), words, relapse.detail());
    }

    Incident build() {
        return new Incident(this);
    }
}
