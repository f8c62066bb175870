package dev.vitals.incident;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The incidents by name. Confined to one thread. */
final class Register {
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Map<String, Incident> incidents = new HashMap<>();

    /** Returns all incidents, oldest first. */
    List<Incident> all() {
        return incidents.values().stream()
                .sorted(Comparator.comparing(Incident::opened).thenComparing(Incident::id))
                .toList();
    }

    List<Incident> open() {
        return all().stream()
                .filter(incident -> incident.status() != IncidentStatus.RESOLVED)
                .toList();
    }

    Optional<Incident> find(String id) {
        return Optional.ofNullable(incidents.get(id));
    }

    Incident get(String id) {
        return find(id).orElseThrow(() -> new IncidentException("there is no incident '" + id + "'" + latest()));
    }

    private String latest() {
        List<Incident> all = all();
        return all.isEmpty()
                ? ": there are none"
                : "; the latest is '" + all.get(all.size() - 1).id() + "'";
    }

    void put(Incident incident) {
        incidents.put(incident.id(), incident);
    }

    String newId(Moment now) {
        String second = SECOND.format(now.wall());
        String id = second;
        for (int number = 2; incidents.containsKey(id); number++) {
            id = second + "-" + number;
        }
        return id;
    }

    /** Forgets what was resolved before a time, and returns the names. */
    List<String> forgetBefore(Instant time) {
        List<String> old = all().stream()
                .filter(incident -> incident.resolved().filter(time::isAfter).isPresent())
                .map(Incident::id)
                .toList();
        incidents.keySet().removeAll(old);
        return old;
    }

    /** Forgets the oldest resolved incidents while there are more than a number, and returns their names. */
    List<String> shrinkTo(int most) {
        List<String> oldest = all().stream()
                .filter(incident -> incident.status() == IncidentStatus.RESOLVED)
                .limit(Math.max(0, incidents.size() - most))
                .map(Incident::id)
                .toList();
        incidents.keySet().removeAll(oldest);
        return oldest;
    }
}
