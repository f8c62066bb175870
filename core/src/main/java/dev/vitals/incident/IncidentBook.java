package dev.vitals.incident;

import dev.vitals.incident.Incident.Root;
import dev.vitals.incident.TimelineEntry.Kind;
import dev.vitals.probe.Quantities;
import dev.vitals.report.Report;
import dev.vitals.report.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every incident, and how reports and people change them. Knows neither threads nor disks; confined to one thread.
 *
 * <p>A fault goes to the incident that it belongs to, see {@link Kinship}. So a root cause may move, as when the blocking
 * session behind an exhausted pool comes to light, and a fault that returns within the stability window opens no second
 * incident; another fault does.
 */
final class IncidentBook {
    private final String application;
    private final IncidentSettings settings;
    private final Register register = new Register();
    private final Candidates candidates;
    private final Clocks clocks = new Clocks();
    private final Tenure tenure = new Tenure();
    private final WallClock wallClock = new WallClock();
    private final Stability stability;
    private final Kinship kinship;
    private @Nullable Recurrence recurrence;

    IncidentBook(String application, IncidentSettings settings) {
        this.application = application;
        this.settings = settings;
        this.candidates = new Candidates(settings);
        this.stability = new Stability(settings.stability());
        this.kinship = new Kinship(settings.stability(), clocks);
    }

    /** Takes over what an earlier process knew, and when that last counted. */
    void resume(List<Incident> known, Duration missed, Moment now) {
        wallClock.resumed(missed);
        recurrence = null;
        for (Incident incident : known) {
            if (register.find(incident.id()).isEmpty()) {
                Draft draft = incident.toDraft();
                draft.responses = settings.responses();
                register.put(draft.build());
                clocks.resumed(incident, now);
                stability.resumed(incident, now);
            }
        }
    }

    /** Returns all incidents, oldest first. */
    List<Incident> all() {
        return register.all();
    }

    Optional<Incident> find(String id) {
        return register.find(id);
    }

    /** Returns what those that were resolved say; made again only after one of them has changed. */
    Recurrence recurrence() {
        Recurrence known = recurrence;
        if (known == null) {
            known = Recurrence.of(register.all());
            recurrence = known;
        }
        return known;
    }

    /** Takes up a report, be it news or the last one again because time has passed. */
    List<Change> observe(Report report, Moment now, Optional<Instant> muted) {
        List<Change> changes = new ArrayList<>();
        List<Fault> faults = Fault.of(report);
        tenure.observe(faults, now);
        Map<String, List<Fault>> known = new TreeMap<>();
        List<Fault> unknown = homes(faults, known, now, changes);
        known.forEach((id, own) -> changes.addAll(goesOn(register.get(id), own, now)));
        stability.observe(register.open(), report, now);
        register.open().stream()
                .filter(incident -> !known.containsKey(incident.id()))
                .forEach(incident -> changes.addAll(well(incident, faults, now)));
        candidates.lasting(unknown, now).forEach(fault -> changes.addAll(opened(fault, now, muted)));
        register.open().forEach(incident -> register.put(verified(incident, report, now)));
        changes.replaceAll(change -> new Change(verified(change.incident(), report, now), change.entry()));
        forget(register.shrinkTo(settings.kept()));
        wallClock.forAges(now).ifPresent(time -> forget(register.forgetBefore(time.minus(settings.keptFor()))));
        return changes;
    }

    private void forget(List<String> names) {
        if (!names.isEmpty()) {
            names.forEach(clocks::forget);
            recurrence = null;
        }
    }

    /** Returns how long until {@link #observe} may find something without a new report. */
    OptionalLong nanosLeft(Moment now) {
        OptionalLong monitored = register.open().stream()
                .filter(incident -> incident.status() == IncidentStatus.MONITORING)
                .flatMapToLong(incident -> stability.nanosLeft(incident, now).stream())
                .min();
        OptionalLong held = candidates.nanosLeft(now);
        OptionalLong settling = register.open().isEmpty() ? OptionalLong.empty() : tenure.nanosLeft(now);
        return Stream.of(held, monitored, settling)
                .flatMapToLong(OptionalLong::stream)
                .min();
    }

    /** Counts how long those in monitoring have been seen well, and returns those of which so much is to be written down. */
    List<Incident> countSeen(Moment now, Duration least) {
        List<Incident> counted = new ArrayList<>();
        for (Incident incident : register.open()) {
            stability.unrecorded(incident, now, least).ifPresent(seen -> {
                Draft draft = incident.toDraft();
                draft.seenWell = seen;
                register.put(draft.build());
                counted.add(register.get(incident.id()));
            });
        }
        return counted;
    }

    /** Applies a person's change. */
    Change change(String id, Moment now, Kind kind, Optional<String> by, String text, Consumer<Draft> change) {
        Incident incident = register.get(id);
        return apply(incident, clocks.entry(id, now, kind, by, text, Optional.empty()), change);
    }

    /** Finds the incident of each fault, and returns those that have none. */
    private List<Fault> homes(List<Fault> faults, Map<String, List<Fault>> known, Moment now, List<Change> changes) {
        List<Fault> homeless = new ArrayList<>();
        List<String> candidates = kinship.candidates(register.all(), now);
        for (Fault fault : faults) {
            home(fault, candidates, now, changes)
                    .ifPresentOrElse(
                            incident -> known.computeIfAbsent(incident.id(), id -> new ArrayList<>())
                                    .add(fault),
                            () -> homeless.add(fault));
        }
        Set<String> taken = Set.copyOf(known.keySet());
        return homeless.stream()
                .filter(fault -> candidates.stream()
                        .map(register::get)
                        .filter(incident -> Kinship.inherits(fault, incident, taken.contains(incident.id())))
                        .findFirst()
                        .map(incident -> known.computeIfAbsent(incident.id(), id -> new ArrayList<>())
                                .add(fault))
                        .isEmpty())
                .toList();
    }

    /** The incident that a fault is the root of, or turns out to be. If there are several, the oldest takes the others over. */
    private Optional<Incident> home(Fault fault, List<String> candidates, Moment now, List<Change> changes) {
        List<Incident> homes = candidates.stream()
                .map(register::get)
                .filter(incident -> kinship.isRoot(fault, incident, now))
                .sorted(Comparator.comparing(incident -> incident.status() == IncidentStatus.RESOLVED))
                .toList();
        if (homes.isEmpty()) {
            return Optional.empty();
        }
        Incident oldest = homes.get(0);
        homes.stream()
                .skip(1)
                .filter(other -> other.status() != IncidentStatus.RESOLVED)
                .forEach(other -> merge(oldest.id(), other, now, changes));
        return Optional.of(oldest);
    }

    private void merge(String oldest, Incident other, Moment now, List<Change> changes) {
        changes.add(change(oldest, now, Kind.MERGED, Optional.empty(), "is the same fault as " + other.id(), draft -> {
            draft.affected.addAll(other.affected());
            draft.roots.addAll(
                    0,
                    other.roots().stream()
                            .filter(root -> draft.roots.stream().noneMatch(root::same))
                            .toList());
        }));
        changes.add(change(other.id(), now, Kind.RESOLVED, Optional.empty(), Ending.GOES_ON + oldest, draft -> {}));
    }

    private List<Change> opened(Fault fault, Moment now, Optional<Instant> muted) {
        String id = register.newId(now);
        clocks.opened(id, now);
        Draft draft = new Draft(id, application, fault.began(), now.wall(), muted, fault.severity());
        draft.responses = settings.responses();
        draft.roots.add(fault.root());
        draft.affected.addAll(fault.checks());
        draft.failing.addAll(fault.checks());
        String text = fault.severity() + " " + fault.root();
        TimelineEntry entry = clocks.entry(id, now, Kind.OPENED, Optional.empty(), text, Optional.of(fault.detail()));
        draft.add(entry);
        List<Change> changes = new ArrayList<>(List.of(keep(draft, entry)));
        fault.deployed()
                .ifPresent(words ->
                        changes.add(change(id, now, Kind.DEPLOYMENT, Optional.empty(), words, unchanged -> {})));
        earlier(id, fault.root(), now).ifPresent(changes::add);
        return changes;
    }

    /** Says which incidents had the same root cause before, and what helped then. */
    private Optional<Change> earlier(String id, Root root, Moment now) {
        return recurrence()
                .of(root.check(), root.cause())
                .map(known -> change(id, now, Kind.EARLIER, Optional.empty(), known.words(), unchanged -> {}));
    }

    /** What the faults of an incident have brought, in the order in which a reader asks. */
    private List<Change> goesOn(Incident incident, List<Fault> faults, Moment now) {
        List<Change> changes = new ArrayList<>();
        Fault worst = faults.stream().min(Comparator.comparing(Fault::severity)).orElseThrow();
        Fault root = faults.stream()
                .filter(fault -> fault.root().same(incident.root()))
                .findFirst()
                .orElse(worst);
        String id = incident.id();
        if (incident.status() == IncidentStatus.MONITORING) {
            changes.add(change(id, now, Kind.RELAPSED, Optional.empty(), "came back: " + root.root(), draft -> {}));
        } else if (incident.status() == IncidentStatus.RESOLVED) {
            changes.add(change(id, now, Kind.REOPENED, Optional.empty(), "came back: " + root.root(), draft -> {}));
        }
        for (Rooting rooting : Rooting.of(register.get(id), faults, tenure, now)) {
            changes.add(rooted(id, rooting, now));
            if (rooting.isNew()) {
                earlier(id, rooting.fault().root(), now).ifPresent(changes::add);
            }
        }
        severity(register.get(id), worst.severity(), now).ifPresent(changes::add);
        affected(register.get(id), faults, now).ifPresent(changes::add);
        failing(register.get(id), faults);
        return changes;
    }

    private Change rooted(String id, Rooting rooting, Moment now) {
        Optional<String> detail = rooting.isNew() ? Optional.of(rooting.fault().detail()) : Optional.empty();
        return apply(
                register.get(id),
                clocks.entry(id, now, Kind.ROOT_CAUSE, Optional.empty(), rooting.words(), detail),
                rooting::apply);
    }

    private Optional<Change> severity(Incident incident, Severity seen, Moment now) {
        if (incident.severityByHand() || incident.severity() == seen) {
            return Optional.empty();
        }
        return Optional.of(change(
                incident.id(),
                now,
                Kind.SEVERITY,
                Optional.empty(),
                incident.severity() + " -> " + seen,
                draft -> draft.severity(seen)));
    }

    private Optional<Change> affected(Incident incident, List<Fault> faults, Moment now) {
        Set<String> further = new LinkedHashSet<>();
        faults.forEach(fault -> further.addAll(fault.checks()));
        further.removeAll(incident.affected());
        if (further.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(change(
                incident.id(),
                now,
                Kind.CHECKS,
                Optional.empty(),
                "also affected: " + String.join(", ", further),
                draft -> draft.affected.addAll(further)));
    }

    /** Which of the affected checks fail at the moment is no event. */
    private void failing(Incident incident, List<Fault> faults) {
        Draft draft = incident.toDraft();
        draft.failing = new LinkedHashSet<>();
        faults.forEach(fault -> draft.failing.addAll(fault.checks()));
        register.put(draft.build());
    }

    private List<Change> well(Incident incident, List<Fault> faults, Moment now) {
        List<Change> changes = new ArrayList<>();
        if (incident.status() != IncidentStatus.MONITORING) {
            changes.add(change(
                    incident.id(),
                    now,
                    Kind.RECOVERED,
                    Optional.empty(),
                    Recovery.words(incident, faults),
                    draft -> {}));
        }
        Incident monitored = register.get(incident.id());
        if (stability.isOver(monitored, now)) {
            changes.add(change(
                    incident.id(),
                    now,
                    Kind.RESOLVED,
                    Optional.empty(),
                    "has been well for " + Quantities.duration(settings.stability()),
                    draft -> {}));
        }
        return changes;
    }

    /** How what has been affected stands is no event. */
    private Incident verified(Incident incident, Report report, Moment now) {
        Draft draft = incident.toDraft();
        draft.verification = incident.status() == IncidentStatus.RESOLVED
                ? Optional.empty()
                : Optional.of(stability.verification(incident, report, now));
        return draft.build();
    }

    private Change apply(Incident incident, TimelineEntry entry, Consumer<Draft> change) {
        Draft draft = incident.toDraft();
        change.accept(draft);
        draft.add(entry);
        return keep(draft, entry);
    }

    /** Once at least, though it may have come back; which is forgotten of one that goes on as another. */
    private static boolean hasEnded(Incident incident) {
        return incident.ending().isPresent();
    }

    private Change keep(Draft draft, TimelineEntry entry) {
        Incident incident = draft.build();
        if (hasEnded(incident)
                || register.find(incident.id()).filter(IncidentBook::hasEnded).isPresent()) {
            recurrence = null;
        }
        register.put(incident);
        return new Change(incident, entry);
    }
}
