package dev.vitals.testkit;

import dev.vitals.spi.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Time that stands still until a test moves it. What falls due runs on the thread that moves it.
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
    private final List<ManualLoop> loops = new ArrayList<>();
    private Instant wall = Instant.parse("2026-01-01T00:00:00Z");
    private long nanos;

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
     * Moves both the wall clock and monotonic time, stopping on the way at every moment at which something is due, to do it.
     * Blocks as long as that takes.
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
        for (ManualLoop loop = next(end); loop != null; loop = next(end)) {
            loop.call();
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
    public synchronized Loop openLoop(String threadName, Step step) {
        ManualLoop loop = new ManualLoop(step);
        loops.add(loop);
        return loop;
    }

    /** Returns the loop that is to be called first, at its time, and has it rest until it asks again. */
    private synchronized @Nullable ManualLoop next(long end) {
        ManualLoop first =
                loops.stream().min(Comparator.comparingLong(loop -> loop.due)).orElse(null);
        if (first == null || first.due > end) {
            return null;
        }
        moveTo(Math.max(nanos, first.due));
        first.due = Long.MAX_VALUE;
        return first;
    }

    private synchronized void moveTo(long target) {
        wall = wall.plusNanos(Math.max(0, target - nanos));
        nanos = Math.max(nanos, target);
    }

    private final class ManualLoop implements Loop {
        private final Step step;
        private long due = Long.MAX_VALUE;

        ManualLoop(Step step) {
            this.step = step;
        }

        void call() {
            callBy(step.run());
        }

        @Override
        public void callBy(long nanoTime) {
            synchronized (ManualClock.this) {
                due = Math.min(due, nanoTime);
            }
        }

        @Override
        public void close() {
            synchronized (ManualClock.this) {
                loops.remove(this);
            }
        }
    }
}
