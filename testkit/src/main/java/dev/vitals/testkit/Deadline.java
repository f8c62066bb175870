package dev.vitals.testkit;

import java.time.Duration;
import java.util.Locale;

/** The moment by which a start must be done. */
record Deadline(Duration limit, long endNanos) {

    static Deadline in(Duration limit) {
        return new Deadline(limit, System.nanoTime() + limit.toNanos());
    }

    boolean isOver() {
        return remainingMillis() == 0;
    }

    long remainingMillis() {
        return Math.max(0, (endNanos - System.nanoTime()) / 1_000_000);
    }

    /** How much of the limit has been used, as a person would say it. */
    String elapsed() {
        double seconds = (limit.toNanos() - (endNanos - System.nanoTime())) / 1e9;
        return String.format(Locale.ROOT, "%.1f s", seconds);
    }
}
