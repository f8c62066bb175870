package dev.vitals.engine;

import dev.vitals.spi.TimeSource;
import java.time.Instant;

/** The machine's time. */
public final class SystemTime implements TimeSource {
    /** The one instance. */
    public static final SystemTime INSTANCE = new SystemTime();

    private SystemTime() {}

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Loop openLoop(String threadName, Step step) {
        return new ThreadLoop(threadName, step, this);
    }
}
