package dev.vitals.engine;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** How often threads of a kind met an error that was not theirs, and had to be replaced. Reported for an hour. */
final class Mishaps {
    private static final long REPORTED_MILLIS = 3_600_000;

    private final String threads;
    private final AtomicInteger errors = new AtomicInteger();
    private final AtomicInteger replaced = new AtomicInteger();
    private volatile long lastMillis;

    Mishaps(String threads) {
        this.threads = threads;
    }

    /** Called where memory may be short: allocates nothing. */
    void error() {
        errors.incrementAndGet();
        lastMillis = System.currentTimeMillis();
    }

    void replaced() {
        replaced.incrementAndGet();
        lastMillis = System.currentTimeMillis();
    }

    Optional<String> reported() {
        int met = errors.get();
        int again = replaced.get();
        if (met + again == 0 || System.currentTimeMillis() - lastMillis > REPORTED_MILLIS) {
            return Optional.empty();
        }
        Instant last = Instant.ofEpochMilli(lastMillis).truncatedTo(ChronoUnit.SECONDS);
        return Optional.of(threads + " met " + met + (met == 1 ? " error" : " errors")
                + (again == 0 ? "" : " and was revived " + again + (again == 1 ? " time" : " times"))
                + ", last at " + last + ", most likely for lack of memory; checks go on");
    }
}
