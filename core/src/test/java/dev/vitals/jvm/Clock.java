package dev.vitals.jvm;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Monotonic time that is moved by hand. */
final class Clock implements LongSupplier {
    private long now = System.nanoTime();

    void pass(Duration time) {
        now += time.toNanos();
    }

    @Override
    public long getAsLong() {
        return now;
    }
}
