package dev.vitals.jvm;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Estimates how much of the heap is alive, from what collections leave.
 *
 * <p>How much is merely in use says nothing: every collector lets garbage pile up before it works. An old generation
 * shows it after each of its collections. Without one, as with ZGC before generations and Shenandoah, a collection runs
 * beside the application, and objects allocated meanwhile count as survivors; the least of several samples comes near
 * the truth.
 */
final class LiveHeap {
    static final int SAMPLES = 6;

    private final LongSupplier nanoTime;
    private final long[] samples = new long[SAMPLES];
    private int count;
    private long left = -1;
    private long leftAt;

    LiveHeap(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Adds a sample.
     *
     * @return empty if the heap has no limit
     */
    Optional<HeapLevel> estimate(HeapReading reading) {
        List<HeapPool> old = reading.old();
        return old.isEmpty() ? leastOfSamples(reading) : afterGc(old, reading.maxOf(old));
    }

    private Optional<HeapLevel> afterGc(List<HeapPool> old, OptionalLong max) {
        boolean collected = old.stream().anyMatch(pool -> pool.afterGc().isPresent());
        long age = collected
                ? unchangedFor(
                        old.stream().mapToLong(pool -> pool.afterGc().orElse(0)).sum())
                : 0;
        return level(old.stream().mapToLong(HeapPool::alive).sum(), max, collected, Duration.ofNanos(age));
    }

    /** No two collections leave the same number of bytes. */
    private long unchangedFor(long bytes) {
        long now = nanoTime.getAsLong();
        if (bytes != left) {
            left = bytes;
            leftAt = now;
        }
        return now - leftAt;
    }

    private Optional<HeapLevel> leastOfSamples(HeapReading reading) {
        samples[count % SAMPLES] =
                reading.pools().stream().mapToLong(HeapPool::alive).sum();
        count++;
        long least = Arrays.stream(samples, 0, Math.min(count, SAMPLES)).min().orElseThrow();
        return level(least, reading.maxOf(reading.pools()), count >= SAMPLES, Duration.ZERO);
    }

    /**
     * The heap was too full to be measured: earlier samples do not excuse the next one. Allocates nothing, and names no
     * class, since the first use of one may allocate.
     */
    void full() {
        for (int i = 0; i < SAMPLES; i++) {
            samples[i] = Long.MAX_VALUE;
        }
        count = SAMPLES;
    }

    private static Optional<HeapLevel> level(long alive, OptionalLong max, boolean settled, Duration age) {
        return max.isPresent() ? Optional.of(new HeapLevel(alive, max.getAsLong(), settled, age)) : Optional.empty();
    }
}
