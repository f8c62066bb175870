package dev.vitals.dump;

import dev.vitals.host.facts.KernelFile;
import java.nio.file.Path;
import java.util.OptionalLong;

/** How often the kernel has stopped the control group because its processor time was used up. */
record CpuQuota(OptionalLong periods, OptionalLong throttled) {
    static CpuQuota read(Path group) {
        Path stat = group.resolve("cpu.stat");
        return new CpuQuota(KernelFile.find(stat, "nr_periods"), KernelFile.find(stat, "nr_throttled"));
    }
}
