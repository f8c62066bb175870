package dev.vitals.engine;

import dev.vitals.spi.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Time that a test moves; tasks that fall due run on the test's thread. Published tests use the test kit's clock. */
public class TestTime implements TimeSource {
    private record Task(long due, Runnable action) {}

    private final List<Task> tasks = new ArrayList<>();
    private final AtomicReference<Runnable> interlude = new AtomicReference<>(() -> {});
    private long nanos;
    private long tick;

    /** Does something on the thread that asks for the time next, before it is told: the way into a race's gap. */
    void beforeNextReading(Runnable action) {
        interlude.set(action);
    }

    /** Lets each reading of the time be a nanosecond after the one before, as on a machine. */
    synchronized void ticking() {
        tick = 1;
    }

    @Override
    public Instant now() {
        return Instant.EPOCH.plusNanos(nanoTime());
    }

    @Override
    public long nanoTime() {
        interlude.getAndSet(() -> {}).run();
        synchronized (this) {
            nanos += tick;
            return nanos;
        }
    }

    public synchronized int tasks() {
        return tasks.size();
    }

    public void advance(Duration step) {
        long end;
        synchronized (this) {
            end = nanos + step.toNanos();
        }
        for (Optional<Task> task = due(end); task.isPresent(); task = due(end)) {
            task.get().action().run();
        }
        moveTo(end);
    }

    private synchronized Optional<Task> due(long end) {
        Optional<Task> first =
                tasks.stream().filter(task -> task.due() <= end).min(Comparator.comparingLong(Task::due));
        first.ifPresent(task -> {
            tasks.remove(task);
            moveTo(task.due());
        });
        return first;
    }

    private synchronized void moveTo(long target) {
        nanos = Math.max(nanos, target);
    }

    @Override
    public Scheduler openScheduler(String threadName) {
        return new Scheduler() {
            @Override
            public Runnable schedule(Duration delay, Runnable action) {
                synchronized (TestTime.this) {
                    Task task = new Task(nanos + delay.toNanos(), action);
                    tasks.add(task);
                    return () -> {
                        synchronized (TestTime.this) {
                            tasks.remove(task);
                        }
                    };
                }
            }

            @Override
            public void close() {
                synchronized (TestTime.this) {
                    tasks.clear();
                }
            }
        };
    }
}
