package dev.vitals.engine;

import dev.vitals.spi.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Time that a test moves; what falls due runs on the test's thread. Published tests use the test kit's clock. */
public class TestTime implements TimeSource {
    private final List<TestLoop> loops = new ArrayList<>();
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

    /** How many loops wait to be called. */
    synchronized long waiting() {
        return loops.stream().filter(loop -> loop.due != Long.MAX_VALUE).count();
    }

    public void advance(Duration step) {
        long end;
        synchronized (this) {
            end = nanos + step.toNanos();
        }
        for (Optional<TestLoop> loop = due(end); loop.isPresent(); loop = due(end)) {
            loop.get().callBy(loop.get().step.run());
        }
        moveTo(end);
    }

    private synchronized Optional<TestLoop> due(long end) {
        Optional<TestLoop> first =
                loops.stream().filter(loop -> loop.due <= end).min(Comparator.comparingLong(loop -> loop.due));
        first.ifPresent(loop -> {
            moveTo(loop.due);
            loop.due = Long.MAX_VALUE;
        });
        return first;
    }

    private synchronized void moveTo(long target) {
        nanos = Math.max(nanos, target);
    }

    @Override
    public synchronized Loop openLoop(String threadName, Step step) {
        TestLoop loop = new TestLoop(step);
        loops.add(loop);
        return loop;
    }

    private final class TestLoop implements Loop {
        private final Step step;
        private long due = Long.MAX_VALUE;

        TestLoop(Step step) {
            this.step = step;
        }

        @Override
        public void callBy(long nanoTime) {
            synchronized (TestTime.this) {
                due = Math.min(due, nanoTime);
            }
        }

        @Override
        public void close() {
            synchronized (TestTime.this) {
                loops.remove(this);
            }
        }
    }
}
