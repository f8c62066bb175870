package dev.vitals.jvm;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Estimates how much of the heap is alive, from what collections leave.
 *
 * <p>What is merely in use says nothing: every collector lets garbage pile up before it works. With an old generation
 * its collections tell. Without one, as with ZGC before generations and Shenandoah, a collection runs beside the
 * application and what is allocated meanwhile counts as left over; the least of several looks comes near the truth.
 */
final class LiveHeap {
    static final int LOOKS = 6;

    private final long[] looks = new long[LOOKS];
    private int count;

    /**
     * Adds a look.
     *
     * @return empty if the heap has no limit
     */
    Optional<HeapLevel> estimate(HeapReading reading) {
        List<HeapPool> old = reading.old();
        return old.isEmpty() ? leastOfLooks(reading) : afterGc(old, reading.maxOf(old));
    }

    private static Optional<HeapLevel> afterGc(List<HeapPool> old, OptionalLong max) {
        boolean collected = old.stream().anyMatch(pool -> pool.afterGc().isPresent());
        return level(old.stream().mapToLong(HeapPool::alive).sum(), max, collected);
    }

    private Optional<HeapLevel> leastOfLooks(HeapReading reading) {
        looks[count % LOOKS] =
                reading.pools().stream().mapToLong(HeapPool::alive).sum();
        count++;
        long least = Arrays.stream(looks, 0, Math.min(count, LOOKS)).min().orElseThrow();
        return level(least, reading.maxOf(reading.pools()), count >= LOOKS);
    }

    /**
     * The heap was too full to look: what was seen before does not excuse what comes next. Allocates nothing, and names
     * no class, since the first use of one may allocate.
     */
    void full() {
        for (int i = 0; i < LOOKS; i++) {
            looks[i] = Long.MAX_VALUE;
        }
        count = LOOKS;
    }

    private static Optional<HeapLevel> level(long alive, OptionalLong max, boolean settled) {
        return max.isPresent() ? Optional.of(new HeapLevel(alive, max.getAsLong(), settled)) : Optional.empty();
    }
}
