package dev.vitals.endpoint;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the endpoint has to say about itself, for a while after it was last true. */
final class Notices {
    private static final long SHOWN_NANOS = Duration.ofMinutes(10).toNanos();

    private final Map<String, Long> seen = new ConcurrentHashMap<>();

    void add(String notice) {
        seen.put(notice, System.nanoTime());
    }

    List<String> current() {
        if (seen.isEmpty()) {
            return List.of();
        }
        long now = System.nanoTime();
        seen.values().removeIf(at -> now - at > SHOWN_NANOS);
        return seen.keySet().stream().sorted().toList();
    }
}
