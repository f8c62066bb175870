package dev.vitals.internal;

import java.time.Duration;
import java.util.Arrays;

/** Counts changes of status, and knows whether too many of them were recent. Immutable. */
record Flaps(long total, long[] recent) {
    static final int MANY = 5;
    static final Duration WINDOW = Duration.ofMinutes(10);
    static final Flaps NONE = new Flaps(0, new long[0]);

    Flaps changedAt(long nanos) {
        int keep = Math.min(recent.length, MANY - 1);
        long[] next = Arrays.copyOfRange(recent, recent.length - keep, recent.length + 1);
        next[keep] = nanos;
        return new Flaps(total + 1, next);
    }

    boolean flapping(long nowNanos) {
        return recent.length == MANY && nowNanos - recent[0] <= WINDOW.toNanos();
    }
}
