package dev.vitals.dump;

import dev.vitals.host.facts.ContainerMemory;
import dev.vitals.host.facts.GroupCpu;
import dev.vitals.host.facts.KernelFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the kernel has counted of the control group since that began; what counts of it is how much came of late.
 *
 * @param quotas each quota of processor time, with how often it was used up; empty if there may be one that cannot be seen
 * @param kills how many processes were killed for lack of memory; empty if that is not counted
 */
record GroupCounts(Optional<List<GroupCpu>> quotas, OptionalLong kills) {
    static GroupCounts read(Path root) {
        KernelFiles files = new KernelFiles(root);
        return new GroupCounts(quotas(files), ContainerMemory.read(files).kills());
    }

    private static Optional<List<GroupCpu>> quotas(KernelFiles files) {
        try {
            return Optional.of(GroupCpu.read(files));
        } catch (IOException hidden) {
            return Optional.empty();
        }
    }

    /** In how many of the periods between two looks a quota was used up. */
    record Throttling(long throttled, long periods) {
        double share() {
            return (double) throttled / periods;
        }
    }

    /** Returns the quota that was used up most often since an earlier look; empty if none had a period to count. */
    Optional<Throttling> throttlingSince(GroupCounts earlier) {
        return quotas.orElse(List.of()).stream()
                .flatMap(now -> earlier.quotas.orElse(List.of()).stream()
                        .filter(then -> then.directory().equals(now.directory()))
                        .map(then ->
                                new Throttling(now.throttled() - then.throttled(), now.periods() - then.periods())))
                .filter(one -> one.periods() > 0 && one.throttled() >= 0)
                .max(Comparator.comparingDouble(Throttling::share));
    }
}
