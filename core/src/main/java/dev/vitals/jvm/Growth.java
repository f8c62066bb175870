package dev.vitals.jvm;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** How a number has grown that should not, for half an hour and longer; what comes with the start is left out. */
final class Growth {
    static final Duration LEAST = Duration.ofMinutes(30);
    static final Duration START = Duration.ofMinutes(10);

    private final Floor floor;
    private final LongSupplier nanoTime;
    private final long settledAt;

    Growth(LongSupplier nanoTime) {
        this.floor = new Floor(nanoTime);
        this.nanoTime = nanoTime;
        long uptime = ManagementFactory.getRuntimeMXBean().getUptime();
        this.settledAt = nanoTime.getAsLong() + START.minusMillis(uptime).toNanos();
    }

    void add(long number) {
        if (nanoTime.getAsLong() - settledAt >= 0) {
            floor.add(number);
        }
    }

    Optional<Floor.Rise> rise() {
        return floor.rise(LEAST);
    }
}
