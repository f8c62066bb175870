package dev.vitals.dump;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The virtual machine's numbers at one moment.
 *
 * @param at when
 * @param heapUsed the bytes of heap in use, garbage included
 * @param heapAfter the bytes that the last collection of the old generation left; empty before the first
 * @param heapMax the most bytes of heap there may be; empty without a limit
 * @param gcMillis the time spent collecting with every thread stopped, since the start
 * @param load the load of the host; empty where it does not say
 * @param cpu the part of all processors this process used of late; empty where that is not known
 * @param threads how many threads there are
 */
record Vitality(
        Instant at,
        long heapUsed,
        OptionalLong heapAfter,
        OptionalLong heapMax,
        long gcMillis,
        OptionalDouble load,
        OptionalDouble cpu,
        int threads) {

    static Vitality now(Instant at) {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        return new Vitality(
                at,
                heap.getUsed(),
                afterCollection(),
                heap.getMax() > 0 ? OptionalLong.of(heap.getMax()) : OptionalLong.empty(),
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .filter(bean -> !GcLog.isConcurrent(bean.getName()))
                        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                        .filter(millis -> millis > 0)
                        .sum(),
                known(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()),
                processCpu(),
                ManagementFactory.getThreadMXBean().getThreadCount());
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

    private static OptionalLong afterCollection() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP && isOld(pool))
                .map(MemoryPoolMXBean::getCollectionUsage)
                .filter(usage -> usage != null && usage.getCommitted() > 0 && usage.getUsed() > 0)
                .mapToLong(MemoryUsage::getUsed)
                .max();
    }

    private static boolean isOld(MemoryPoolMXBean pool) {
        String name = pool.getName().toLowerCase(Locale.ROOT);
        return name.contains("old") || name.contains("tenured");
    }

    OptionalDouble heapAfterShare() {
        return heapAfter.isPresent() && heapMax.isPresent()
                ? OptionalDouble.of((double) heapAfter.getAsLong() / heapMax.getAsLong())
                : OptionalDouble.empty();
    }
}
