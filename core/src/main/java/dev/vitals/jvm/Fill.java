package dev.vitals.jvm;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * How much of something is in use.
 *
 * @param what its name for people
 * @param used the bytes in use
 * @param max the most bytes there may be; not positive if there is no limit
 */
record Fill(String what, long used, long max) {
    /** Returns the memory pools outside the heap whose names say so, by a size of theirs. */
    static List<Fill> pools(Predicate<String> name, ToLongFunction<MemoryUsage> size) {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.NON_HEAP && name.test(pool.getName()))
                .map(pool -> of(pool, size))
                .toList();
    }

    private static Fill of(MemoryPoolMXBean pool, ToLongFunction<MemoryUsage> size) {
        MemoryUsage usage = pool.getUsage();
        return new Fill(
                pool.getName(), usage == null ? 0 : size.applyAsLong(usage), usage == null ? -1 : usage.getMax());
    }

    /** Of several, the one that is nearest to its limit; one that has none if none has. */
    static Fill fullest(List<Fill> some, String what) {
        return some.stream()
                .filter(fill -> fill.max() > 0)
                .max(Comparator.comparingDouble(fill -> (double) fill.used() / fill.max()))
                .orElseGet(
                        () -> new Fill(what, some.stream().mapToLong(Fill::used).sum(), -1));
    }

    /** Taken together; without a limit if one has none. */
    static Fill sum(List<Fill> some, String what) {
        boolean limited = !some.isEmpty() && some.stream().allMatch(fill -> fill.max() > 0);
        return new Fill(
                what,
                some.stream().mapToLong(Fill::used).sum(),
                limited ? some.stream().mapToLong(Fill::max).sum() : -1);
    }
}
