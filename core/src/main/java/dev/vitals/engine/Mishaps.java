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
        int count = errors.get();
        int again = replaced.get();
        if (count + again == 0 || System.currentTimeMillis() - lastMillis > REPORTED_MILLIS) {
            return Optional.empty();
        }
        Instant last = Instant.ofEpochMilli(lastMillis).truncatedTo(ChronoUnit.SECONDS);
        Class<?> met = kind;
        return Optional.of(threads + " met " + count + (count == 1 ? " error" : " errors")
                + (met == null ? "" : ", of late " + met.getName())
                + (again == 0 ? "" : ", and was revived " + again + (again == 1 ? " time" : " times"))
                + ", last at " + last + "; checks go on");
    }

    /** Loads what telling of a mishap needs: a class that is first used in a full heap may be lost to the whole process. */
    static void rehearse() {
        Mishaps none = new Mishaps("-");
        none.error(new Exception("none"));
        none.replaced();
        none.reported();
    }
}
