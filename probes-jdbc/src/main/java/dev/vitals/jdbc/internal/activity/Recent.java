package dev.vitals.jdbc.internal.activity;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/** Counts events within a sliding window. Not thread-safe: used by one check. */
public final class Recent {
    private final Duration window;
    private final LongSupplier nanoTime;
    private final Deque<Growth> growths = new ArrayDeque<>();

    /**
     * Makes one that has seen nothing.
     *
     * @param window how far back to count
     * @param nanoTime monotonic time
     */
    public Recent(Duration window, LongSupplier nanoTime) {
        this.window = window;
        this.nanoTime = nanoTime;
    }

    /**
     * Notes events since the last call.
     *
     * @param events how many there were
     * @return how many there were within the window
     */
    public long add(long events) {
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
