package dev.vitals.dump;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The virtual machine's numbers at one moment.
 *
 * @param at when, by a clock that may be set
 * @param nanos when, by monotonic time
 * @param heapUsed the bytes of heap in use, garbage included
 * @param heapAfter the bytes that the last collection of the old generation left; empty before the first
 * @param heapMax the most bytes of heap there may be; empty without a limit
 * @param oldMax the most bytes that the old generation can hold; empty without a limit
 * @param gcMillis the time spent collecting with every thread stopped, since the start
 * @param load the load of the host; empty where it does not say
 * @param cpu the part of all processors this process used of late; empty where that is not known
 * @param threads how many threads there are
 * @param group what the kernel has counted of the control group
 */
record Vitality(
        Instant at,
        long nanos,
        long heapUsed,
        OptionalLong heapAfter,
        OptionalLong heapMax,
        OptionalLong oldMax,
        long gcMillis,
        OptionalDouble load,
        OptionalDouble cpu,
        int threads,
        GroupCounts group) {
    private static final Path ROOT = Path.of("/");

    static Vitality now(Instant at, long nanos) {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        Optional<MemoryPoolMXBean> old = oldPool();
        return new Vitality(
                at,
                nanos,
                heap.getUsed(),
                old.map(Vitality::after).orElse(OptionalLong.empty()),
                heap.getMax() > 0 ? OptionalLong.of(heap.getMax()) : OptionalLong.empty(),
                old.map(Vitality::most).orElse(OptionalLong.empty()),
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .filter(bean -> !GcLog.isConcurrent(bean.getName()))
                        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                        .filter(millis -> millis > 0)
                        .sum(),
                known(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()),
                processCpu(),
                ManagementFactory.getThreadMXBean().getThreadCount(),
                GroupCounts.read(ROOT));
    }

    private static OptionalDouble processCpu() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? known(system.getProcessCpuLoad())
                : OptionalDouble.empty();
    }

    /** Beans say -1 for what they do not know. */
    private static OptionalDouble known(double value) {
        return value >= 0 ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    /** A heap of one pool, as that of Shenandoah and of ZGC before it had generations, is old as a whole. */
    private static Optional<MemoryPoolMXBean> oldPool() {
        List<MemoryPoolMXBean> heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
        return heap.stream().filter(pool -> heap.size() == 1 || isOld(pool)).findFirst();
    }

    private static boolean isOld(MemoryPoolMXBean pool) {
        String name = pool.getName().toLowerCase(Locale.ROOT);
        return name.contains("old") || name.contains("tenured");
    }

    /** What its last collection left in a pool, or what is in use now if that is less; empty before the first. */
    private static OptionalLong after(MemoryPoolMXBean pool) {
        MemoryUsage after = pool.getCollectionUsage();
        MemoryUsage now = pool.getUsage();
        return after == null || now == null || (after.getCommitted() == 0 && after.getUsed() == 0)
                ? OptionalLong.empty()
                : OptionalLong.of(Math.min(after.getUsed(), now.getUsed()));
    }

    private static OptionalLong most(MemoryPoolMXBean pool) {
        MemoryUsage now = pool.getUsage();
        return now == null || now.getMax() <= 0 ? OptionalLong.empty() : OptionalLong.of(now.getMax());
    }

    /** The part of what it may hold that was alive in the old generation. */
    OptionalDouble heapAfterShare() {
        return heapAfter.isPresent() && oldMax.isPresent()
                ? OptionalDouble.of((double) heapAfter.getAsLong() / oldMax.getAsLong())
                : OptionalDouble.empty();
    }
}
