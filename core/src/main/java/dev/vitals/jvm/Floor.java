package dev.vitals.jvm;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The least of each minute of the last hour. What a load brings goes away with it; what leaks stays, and so the floor
 * rises. Allocates nothing while it is fed.
 */
final class Floor {
    private static final int MINUTES = 60;
    private static final int THIRDS = 3;
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final LongSupplier nanoTime;
    private final long[] starts = new long[MINUTES];
    private final long[] lows = new long[MINUTES];
    private int count;

    Floor(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * How a floor has risen.
     *
     * @param from the least of the first third of the time
     * @param to that of the last third, greater
     * @param over the time between the two
     */
    record Rise(long from, long to, Duration over) {
        long by() {
            return to - from;
        }

        double perSecond() {
            return by() / (over.toMillis() / 1e3);
        }
    }

    void add(long value) {
        long now = nanoTime.getAsLong();
        int last = (count + MINUTES - 1) % MINUTES;
        if (count == 0 || now - starts[last] >= MINUTE) {
            starts[count % MINUTES] = now;
            lows[count % MINUTES] = value;
            count++;
        } else {
            lows[last] = Math.min(lows[last], value);
        }
    }

    /**
     * Returns how the floor has risen.
     *
     * @param least what time must have been seen
     * @return empty if less has been, or the least of each third is not above that of the third before
     */
    Optional<Rise> rise(Duration least) {
        int size = Math.min(count, MINUTES);
        if (size < THIRDS || start(size - 1) - start(0) < least.toNanos()) {
            return Optional.empty();
        }
        int first = lowest(0, size / THIRDS);
        int second = lowest(size / THIRDS, size * 2 / THIRDS);
        int third = lowest(size * 2 / THIRDS, size);
        boolean rises = low(first) < low(second) && low(second) < low(third);
        return rises
                ? Optional.of(new Rise(low(first), low(third), Duration.ofNanos(start(third) - start(first))))
                : Optional.empty();
    }

    private int lowest(int from, int to) {
        int lowest = from;
        for (int i = from + 1; i < to; i++) {
            lowest = low(i) < low(lowest) ? i : lowest;
        }
        return lowest;
    }

    private long low(int index) {
        return lows[slot(index)];
    }

    private long start(int index) {
        return starts[slot(index)];
    }

    /** Counted from the oldest. */
    private int slot(int index) {
        return count <= MINUTES ? index : (count + index) % MINUTES;
    }
}
