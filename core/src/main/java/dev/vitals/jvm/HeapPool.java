package dev.vitals.jvm;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One memory pool of the heap, as read at one moment.
 *
 * @param name the virtual machine's name for it
 * @param used the bytes in use, garbage included
 * @param collectable whether the virtual machine reports what a collection leaves in it
 * @param afterGc the bytes in use when a collection of this pool last ended; empty if none has
 * @param max the most bytes that can be alive in it; empty if it has no limit of its own
 */
record HeapPool(String name, long used, boolean collectable, OptionalLong afterGc, OptionalLong max) {
    static List<HeapPool> all() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(HeapPool::read)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<HeapPool> read(MemoryPoolMXBean pool) {
        MemoryUsage now = pool.getUsage();
        if (now == null) {
            return Optional.empty();
        }
        MemoryUsage after = pool.getCollectionUsage();
        return Optional.of(new HeapPool(
                pool.getName(), now.getUsed(), after != null, afterGc(after), max(pool.getName(), now.getMax())));
    }

    /** Until the first collection everything but the maximum reads 0. */
    private static OptionalLong afterGc(@Nullable MemoryUsage usage) {
        if (usage == null || (usage.getCommitted() == 0 && usage.getUsed() == 0)) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(usage.getUsed());
    }

    /** Shenandoah keeps a part for moving objects: it runs out of memory when 86 to 89 % is alive (17 and 25, measured). */
    private static OptionalLong max(String name, long max) {
        if (max <= 0) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(name.startsWith("Shenandoah") ? max / 10 * 9 : max);
    }

    /** As in {@code G1 Old Gen}, {@code PS Old Gen}, {@code Tenured Gen}, {@code ZGC Old Generation}, {@code tenured-LOA}. */
    boolean isOld() {
        String lower = name.toLowerCase(Locale.ROOT);
        return collectable && (lower.contains("old") || lower.contains("tenured"));
    }

    /**
     * An upper bound of what is alive: the bytes left by the last collection, or those in use now if that is less. Before
     * the first collection, those in use now.
     */
    long alive() {
        return Math.min(used, afterGc.orElse(used));
    }
}
