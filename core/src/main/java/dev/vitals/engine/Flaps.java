package dev.vitals.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Counts changes of status, and knows whether too many of them were recent. Immutable. */
record Flaps(long total, List<Long> recentNanos) {
    static final int MANY = 5;
    static final Duration WINDOW = Duration.ofMinutes(10);
    static final Flaps NONE = new Flaps(0, List.of());

    Flaps changedAt(long nanos) {
        List<Long> recent = new ArrayList<>(recentNanos);
        recent.add(nanos);
        return new Flaps(total + 1, List.copyOf(recent.subList(Math.max(0, recent.size() - MANY), recent.size())));
    }

    boolean flapping(long nowNanos) {
        return recentNanos.size() == MANY && nowNanos - recentNanos.get(0) <= WINDOW.toNanos();
    }
}
