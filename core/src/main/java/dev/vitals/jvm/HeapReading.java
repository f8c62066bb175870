package dev.vitals.jvm;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.OptionalLong;

/**
 * The heap as read at one moment.
 *
 * @param pools its pools; several with a generational collector, else one
 * @param max the most bytes the whole heap may hold; empty if there is no limit
 */
record HeapReading(List<HeapPool> pools, OptionalLong max) {
    HeapReading {
        pools = List.copyOf(pools);
    }

    static HeapReading now() {
        long max = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getMax();
        return new HeapReading(HeapPool.all(), max > 0 ? OptionalLong.of(max) : OptionalLong.empty());
    }

    /** Garbage included. */
    long used() {
        return pools.stream().mapToLong(HeapPool::used).sum();
    }

    /** The pools where long-lived objects stay. */
    List<HeapPool> old() {
        return pools.stream().filter(HeapPool::isOld).toList();
    }

    /** The sum of the pools' maxima, or the heap's if one has none or they overlap. */
    OptionalLong maxOf(List<HeapPool> some) {
        boolean known = some.stream().allMatch(pool -> pool.max().isPresent());
        if (!known) {
            return max;
        }
        long sum = some.stream().mapToLong(pool -> pool.max().orElse(0)).sum();
        return OptionalLong.of(Math.min(sum, max.orElse(sum)));
    }
}
