package dev.vitals.jdbc.internal.postgres;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/** How many events there were lately. Not thread-safe: used by one check. */
final class Recent {
    private final Duration window;
    private final LongSupplier nanoTime;
    private final Deque<Growth> growths = new ArrayDeque<>();

    Recent(Duration window, LongSupplier nanoTime) {
        this.window = window;
        this.nanoTime = nanoTime;
    }

    /** Notes events since the last call and returns how many there were within the window. */
    long add(long events) {
        long now = nanoTime.getAsLong();
        if (events > 0) {
            growths.addLast(new Growth(events, now));
        }
        while (!growths.isEmpty() && now - growths.getFirst().nanos() > window.toNanos()) {
            growths.removeFirst();
        }
        return growths.stream().mapToLong(Growth::events).sum();
    }

    private record Growth(long events, long nanos) {}
}
