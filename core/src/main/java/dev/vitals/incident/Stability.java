package dev.vitals.incident;

import dev.vitals.probe.Status;
import dev.vitals.report.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How long incidents in monitoring have been well: since their recovery, since another fault last kept one of their
 * checks from being good, or since this process took them over. Confined to one thread.
 */
final class Stability {
    private final Duration window;
    private final Clocks clocks;
    private final Map<String, Long> disturbedAt = new HashMap<>();
    private Set<String> disturbed = Set.of();

    Stability(Duration window, Clocks clocks) {
        this.window = window;
        this.clocks = clocks;
    }

    /** What was before this process says nothing: nobody has watched since. */
    void resumed(Incident incident, Moment now) {
        disturbedAt.put(incident.id(), now.nanos());
    }

    /** Takes up how the checks of the open incidents are. */
    void observe(List<Incident> open, Report report, Moment now) {
        Set<String> ids = open.stream().map(Incident::id).collect(Collectors.toSet());
        Set<String> bad = open.stream()
                .filter(incident -> isDisturbed(incident, report))
                .map(Incident::id)
                .collect(Collectors.toSet());
        disturbedAt.keySet().retainAll(ids);
        ids.stream()
                .filter(id -> bad.contains(id) || disturbed.contains(id)) // until now, if it has just ended
                .forEach(id -> disturbedAt.put(id, now.nanos()));
        disturbed = bad;
    }

    private static boolean isDisturbed(Incident incident, Report report) {
        return incident.affected().stream()
                .flatMap(name -> report.check(name).stream())
                .anyMatch(check -> check.status().compareTo(Status.DEGRADED) >= 0);
    }

    /** Returns how long an incident must stay well before it counts as resolved. */
    Duration left(Incident incident, Moment now) {
        Optional<TimelineEntry> recovered = incident.toDraft().recovered;
        if (recovered.isEmpty()) {
            return window;
        }
        Duration well = clocks.after(incident.id(), now).minus(recovered.get().after());
        Duration quiet = Optional.ofNullable(disturbedAt.get(incident.id()))
                .map(now::since)
                .orElse(well);
        Duration left = window.minus(quiet.compareTo(well) < 0 ? quiet : well);
        return left.isNegative() ? Duration.ZERO : left;
    }

    Verification verification(Incident incident, Report report, Moment now) {
        boolean counting = incident.status() == IncidentStatus.MONITORING && !disturbed.contains(incident.id());
        Optional<Instant> over = counting ? Optional.of(now.wall().plus(left(incident, now))) : Optional.empty();
        return Verification.of(incident, report, window, over);
    }
}
