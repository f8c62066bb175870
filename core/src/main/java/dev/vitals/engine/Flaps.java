package dev.vitals.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The latest changes of status, of which too many may be recent. Immutable. */
record Flaps(List<Long> recentNanos) {
    static final int MANY = 5;
    static final Duration WINDOW = Duration.ofMinutes(10);
    static final Flaps NONE = new Flaps(List.of());

    Flaps changedAt(long nanos) {
        List<Long> recent = new ArrayList<>(recentNanos);
        recent.add(nanos);
        return new Flaps(List.copyOf(recent.subList(Math.max(0, recent.size() - MANY), recent.size())));
    }

    boolean flapping(long nowNanos) {
        return recentNanos.size() == MANY && nowNanos - recentNanos.get(0) <= WINDOW.toNanos();
    }
}
