package dev.vitals.meter.window;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** The greatest of the numbers seen within a window. Not thread-safe. */
public final class Maxima {
    private final long nanos;
    private final Deque<Seen> falling = new ArrayDeque<>();

    /** Remembers numbers for as long as given. */
    public Maxima(Duration length) {
        nanos = length.toNanos();
    }

    /** Adds a number and returns the greatest one of the window that ends now. */
    public double greatest(long now, double number) {
        while (!falling.isEmpty() && falling.peekLast().number <= number) {
            falling.removeLast();
        }
        falling.addLast(new Seen(now, number));
        while (now - falling.getFirst().at >= nanos && falling.size() > 1) {
            falling.removeFirst();
        }
        return falling.getFirst().number;
    }

    private record Seen(long at, double number) {}
}
