package dev.vitals.engine;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** How often threads of a kind met an error that was not theirs, and had to be replaced. Reported for an hour. */
final class Mishaps {
    private static final long REPORTED_MILLIS = 3_600_000;

    private final String threads;
    private final AtomicInteger errors = new AtomicInteger();
    private final AtomicInteger replaced = new AtomicInteger();
    private volatile long lastMillis;
    private volatile @Nullable Class<?> kind;

    Mishaps(String threads) {
        this.threads = threads;
    }

    /** Called where memory may be short: allocates nothing. */
    void error(Throwable error) {
        kind = error.getClass();
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
                + ", last " + kind() + "at " + last + "; checks go on");
    }

    private String kind() {
        Class<?> met = kind;
        return met == null ? "" : met.getSimpleName() + " ";
    }
}
