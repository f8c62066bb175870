package dev.vitals.dump;

import dev.vitals.host.facts.KernelFile;
import dev.vitals.probe.Quantities;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Who holds the memory of this process, in bytes. What the virtual machine has set aside but never touched is not resident,
 * so the rest may be larger than it seems.
 *
 * @param resident what the kernel has given to the process
 * @param heap what the heap has set aside
 * @param machine what the virtual machine has set aside for classes and compiled code
 * @param buffers what direct buffers hold
 */
record Holdings(long resident, long heap, long machine, long buffers) {
    /** Empty where the kernel does not say what is resident. */
    static Optional<Holdings> read(Path root) {
        OptionalLong kilobytes = KernelFile.find(root.resolve("proc/self/status"), "VmRSS");
        if (kilobytes.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Holdings(
                kilobytes.getAsLong() << 10,
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted(),
                ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage().getCommitted(),
                ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                        .filter(pool -> pool.getName().equals("direct"))
                        .mapToLong(BufferPoolMXBean::getMemoryUsed)
                        .sum()));
    }

    /** What none of them explains: stacks of threads, the collector's own, and what libraries in native code allocate. */
    long rest() {
        return Math.max(0, resident - heap - machine - buffers);
    }

    String words() {
        return "this process holds " + Quantities.bytes(resident) + ": heap " + Quantities.bytes(heap)
                + ", classes and code " + Quantities.bytes(machine) + ", direct buffers " + Quantities.bytes(buffers)
                + ", stacks and native code at least " + Quantities.bytes(rest());
    }
}
