package dev.vitals.host;

import dev.vitals.host.facts.ContainerMemory;
import dev.vitals.host.facts.GroupMemory;
import dev.vitals.host.facts.HostMemory;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The memory that runs out first.
 *
 * @param used in bytes
 * @param workingSet what the kubelet and {@code kubectl top} show as used, in bytes; known for a group
 * @param total the limit, or the size of the machine; in bytes, positive
 * @param group the directory of the control group that has the limit; empty when it is the machine
 * @param kills the count of processes killed there for lack of memory
 */
record MemoryUse(long used, OptionalLong workingSet, long total, Optional<Path> group, OptionalLong kills) {
    double ratio() {
        return (double) used / total;
    }

    /**
     * Picks the fullest of the groups with a limit, which is the one the kernel will kill in; without one, the machine.
     * A limit above the size of the machine does not count.
     *
     * @return empty if neither is known
     */
    static Optional<MemoryUse> of(ContainerMemory container, Optional<HostMemory> host) {
        long size = host.map(HostMemory::total).orElse(Long.MAX_VALUE);
        return container.limited().stream()
                .filter(group -> group.limit() < size)
                .max(Comparator.comparingDouble(GroupMemory::ratio))
                .map(group -> new MemoryUse(
                        group.used(),
                        OptionalLong.of(group.workingSet()),
                        group.limit(),
                        Optional.of(group.directory()),
                        container.kills()))
                .or(() -> host.map(known -> new MemoryUse(
                        known.used(), OptionalLong.empty(), known.total(), Optional.empty(), known.kills())));
    }
}
