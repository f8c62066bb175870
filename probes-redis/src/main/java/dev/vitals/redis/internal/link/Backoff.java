package dev.vitals.redis.internal.link;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/**
 * When to try again after a failure: 1 s later, then twice as long each time up to 60 s, each up to a fifth shorter by
 * chance, so that many instances do not come back as one. Not thread-safe.
 */
public final class Backoff {
    private static final long FIRST = Duration.ofSeconds(1).toNanos();
    private static final long LONGEST = Duration.ofSeconds(60).toNanos();

    private final LongSupplier nanoTime;
    private long next = FIRST;
    private long notBefore;
    private boolean waiting;

    public Backoff(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Returns the time until the next attempt; zero when it may be made now. */
    public Duration left() {
        long nanos = waiting ? notBefore - nanoTime.getAsLong() : 0;
        return Duration.ofNanos(Math.max(0, nanos));
    }

    public void failed() {
        waitFor(next);
        next = Math.min(LONGEST, next * 2);
    }

    /** Waits longest at once: what failed is a matter of configuration, and asking again may lock the user out. */
    public void failedForGood() {
        next = LONGEST;
        failed();
    }

    public void succeeded() {
        waiting = false;
        next = FIRST;
    }

    private void waitFor(long nanos) {
        waiting = true;
        notBefore = nanoTime.getAsLong() + nanos - ThreadLocalRandom.current().nextLong(nanos / 5);
    }
}
