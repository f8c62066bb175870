package dev.vitals.redis.internal.link;

import dev.vitals.remote.Backoff;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/** The clock and the chance that decide when to ask again. */
public final class Pace {
    private final LongSupplier nanoTime;
    private final DoubleSupplier random;

    /** Takes monotonic time, and numbers from 0 to 1. */
    public Pace(LongSupplier nanoTime, DoubleSupplier random) {
        this.nanoTime = nanoTime;
        this.random = random;
    }

    public static Pace real() {
        return new Pace(System::nanoTime, () -> ThreadLocalRandom.current().nextDouble());
    }

    public long nanoTime() {
        return nanoTime.getAsLong();
    }

    public <F> Backoff<F> backoff() {
        return new Backoff<>(nanoTime, random);
    }
}
