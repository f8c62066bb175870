package dev.vitals.incident;

import dev.vitals.incident.TimelineEntry.Kind;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Knows how long ago each incident was opened. While the process lives, by monotonic time: the wall clock may be set. An
 * incident from an earlier process goes on from its last entry by the wall clock.
 */
final class Clocks {
    /** A journal is not read that says more. */
    static final Duration LONGEST = Duration.ofDays(36_500);

    private final Map<String, Long> openedAt = new HashMap<>();

    void opened(String id, Moment now) {
        openedAt.put(id, now.nanos());
    }

    void resumed(Incident incident, Moment now) {
        List<TimelineEntry> timeline = incident.timeline();
        TimelineEntry last = timeline.get(timeline.size() - 1);
        Duration gone = Duration.between(last.at(), now.wall());
        Duration after = within(last.after().plus(within(gone)));
        openedAt.put(incident.id(), now.nanos() - after.toNanos());
    }

    /** A clock that was wrong, or a journal changed by hand, makes no time that cannot be counted. */
    private static Duration within(Duration time) {
        return time.isNegative() ? Duration.ZERO : time.compareTo(LONGEST) > 0 ? LONGEST : time;
    }

    void forget(String id) {
        openedAt.remove(id);
    }

    Duration after(String id, Moment now) {
        return within(now.since(openedAt.getOrDefault(id, now.nanos())));
    }

    TimelineEntry entry(String id, Moment now, Kind kind, Optional<String> by, String text, Optional<String> detail) {
        return new TimelineEntry(now.wall(), after(id, now), kind, by, text, detail);
    }
}
