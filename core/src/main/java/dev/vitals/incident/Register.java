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
import java.util.SortedMap;
import java.util.TreeMap;

/** The incidents by name. Confined to one thread. */
final class Register {
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Map<String, Incident> incidents = new HashMap<>();
    private final SortedMap<Place, Incident> all = new TreeMap<>();
    private final SortedMap<Place, Incident> open = new TreeMap<>();

    /** Returns all incidents, oldest first. */
    List<Incident> all() {
        return List.copyOf(all.values());
    }

    List<Incident> open() {
        return List.copyOf(open.values());
    }

    Optional<Incident> find(String id) {
        return Optional.ofNullable(incidents.get(id));
    }

    Incident get(String id) {
        return find(id).orElseThrow(() -> new IncidentException("there is no incident '" + id + "'" + latest()));
    }

    private String latest() {
        return all.isEmpty()
                ? ": there are none"
                : "; the latest is '" + all.lastKey().id() + "'";
    }

    void put(Incident incident) {
        Place place = new Place(incident.opened(), incident.id());
        incidents.put(incident.id(), incident);
        all.put(place, incident);
        if (incident.status() == IncidentStatus.RESOLVED) {
            open.remove(place);
        } else {
            open.put(place, incident);
        }
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
        return forget(all.values().stream()
                .filter(incident -> incident.resolved().filter(time::isAfter).isPresent())
                .toList());
    }

    /** Forgets the oldest resolved incidents while there are more than a number, and returns their names. */
    List<String> shrinkTo(int most) {
        return forget(all.values().stream()
                .filter(incident -> incident.status() == IncidentStatus.RESOLVED)
                .limit(Math.max(0, incidents.size() - most))
                .toList());
    }

    private List<String> forget(List<Incident> resolved) {
        resolved.forEach(incident -> all.remove(new Place(incident.opened(), incident.id())));
        List<String> names = resolved.stream().map(Incident::id).toList();
        incidents.keySet().removeAll(names);
        return names;
    }

    private record Place(Instant opened, String id) implements Comparable<Place> {
        private static final Comparator<Place> OLDEST_FIRST =
                Comparator.comparing(Place::opened).thenComparing(Place::id);

        @Override
        public int compareTo(Place other) {
            return OLDEST_FIRST.compare(this, other);
        }
    }
}
