package dev.vitals.host;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Samples of the last minutes, at most 64 whatever the interval of the check.
 *
 * @param <T> what is sampled
 */
final class Window<T> {
    private static final int MOST = 64;

    private final long length;
    private final Deque<Sample<T>> samples = new ArrayDeque<>();

    /** One sample and when it was taken. */
    record Sample<T>(long nanoTime, T value) {
        double secondsUntil(long now) {
            return (now - nanoTime) / 1e9;
        }
    }

    Window(Duration length) {
        this.length = length.toNanos();
    }

    /** Keeps a sample unless the newest is nearly as young. */
    synchronized void add(long now, T value) {
        while (!samples.isEmpty() && now - samples.getFirst().nanoTime() > length + length / MOST) {
            samples.removeFirst();
        }
        if (samples.isEmpty() || now - samples.getLast().nanoTime() >= length / MOST) {
            samples.addLast(new Sample<>(now, value));
        }
    }

    /** The youngest sample that is at least so old or, if none is, the oldest. */
    synchronized Optional<Sample<T>> before(long now, Duration age) {
        Sample<T> found = samples.peekFirst();
        for (Sample<T> sample : samples) {
            found = now - sample.nanoTime() >= age.toNanos() ? sample : found;
        }
        return Optional.ofNullable(found);
    }

    synchronized List<Sample<T>> all() {
        return new ArrayList<>(samples);
    }
}
