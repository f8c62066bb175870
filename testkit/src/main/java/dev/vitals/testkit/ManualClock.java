package dev.vitals.testkit;

import dev.vitals.spi.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Time that stands still until a test moves it. Tasks that fall due run on the thread that moves it.
 *
 * <pre>{@code
 * ManualClock clock = new ManualClock();
 * Vitals vitals = Vitals.builder("test").time(clock).check("a", probe).build();
 * clock.advance(Duration.ofSeconds(10));   // every run scheduled in between has been handed to its thread
 * }</pre>
 *
 * <p>This class is thread-safe.
 *
 * @since 0.1.0
 */
public final class ManualClock implements TimeSource {
    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Task::due).thenComparingLong(Task::order));
    private Instant wall = Instant.parse("2026-01-01T00:00:00Z");
    private long nanos;
    private long order;

    /**
     * Makes a clock that shows the start of 2026, UTC.
     */
    public ManualClock() {}

    @Override
    public synchronized Instant now() {
        return wall;
    }

    @Override
    public synchronized long nanoTime() {
        return nanos;
    }

    /**
     * Moves both the wall clock and monotonic time, stopping at every task on the way to run it. Blocks as long as the
     * tasks take.
     *
     * @param step how far; not negative
     * @throws IllegalArgumentException if {@code step} is negative
     */
    public void advance(Duration step) {
        if (step.isNegative()) {
            throw new IllegalArgumentException("'step' must not be negative but was " + step);
        }
        long end;
        synchronized (this) {
            end = nanos + step.toNanos();
        }
        for (Task task = next(end); task != null; task = next(end)) {
            task.action().run();
        }
        moveTo(end);
    }

    /**
     * Moves the wall clock alone, as an administrator or a time server does. Nothing that measures durations may
     * notice.
     *
     * @param step how far; may be negative
     */
    public synchronized void jump(Duration step) {
        wall = wall.plus(step);
    }

    @Override
    public Scheduler openScheduler(String threadName) {
        return new ManualScheduler();
    }

    private synchronized @Nullable Task next(long end) {
        Task first = tasks.peek();
        if (first == null || first.due() > end) {
            return null;
        }
        tasks.remove();
        moveTo(Math.max(nanos, first.due()));
        return first;
    }

    private synchronized void moveTo(long target) {
        wall = wall.plusNanos(Math.max(0, target - nanos));
        nanos = Math.max(nanos, target);
    }

    private record Task(ManualScheduler owner, long due, long order, Runnable action) {}

    private final class ManualScheduler implements Scheduler {
        private boolean closed;

        @Override
        public Runnable schedule(Duration delay, Runnable action) {
            synchronized (ManualClock.this) {
                if (closed) {
                    return () -> {};
                }
                Task task = new Task(this, nanos + Math.max(0, delay.toNanos()), order++, action);
                tasks.add(task);
                return () -> cancel(task);
            }
        }

        private void cancel(Task task) {
            synchronized (ManualClock.this) {
                tasks.remove(task);
            }
        }

        @Override
        public void close() {
            synchronized (ManualClock.this) {
                closed = true;
                tasks.removeIf(task -> task.owner() == this);
            }
        }
    }
}
