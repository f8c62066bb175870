package dev.vitals.host.facts;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The processor time of one control group that has a quota.
 *
 * @param directory where its files are
 * @param processors how many processors' time it may use; positive
 * @param nanos the time used so far, in nanoseconds; empty if not known
 * @param periods how often the quota was dealt out while the group had work
 * @param throttled how many of these periods ended with the group stopped because it had used up its quota
 */
public record GroupCpu(Path directory, double processors, OptionalLong nanos, long periods, long throttled) {
    private static final long NANOS = 1_000;

    /**
     * Reads every group with a quota that can be seen, from this process's own upwards.
     *
     * @return empty if there is no quota
     * @throws IOException if there may be one that cannot be seen
     */
    public static List<GroupCpu> read(KernelFiles files) throws IOException {
        Optional<CgroupDirectory> found = files.group("cpu");
        List<GroupCpu> groups = new ArrayList<>();
        if (found.isPresent()) {
            for (Path group : found.get().upwards()) {
                quota(group, found.get().version(), files)
                        .ifPresent(processors -> groups.add(read(group, found.get(), processors, files)));
            }
        }
        return groups;
    }

    private static GroupCpu read(Path group, CgroupDirectory own, double processors, KernelFiles files) {
        Path stat = group.resolve("cpu.stat");
        return new GroupCpu(
                group,
                processors,
                own.version() == CgroupVersion.V2 ? micros(files.find(stat, "usage_usec")) : used(group, own, files),
                files.find(stat, "nr_periods").orElse(0),
                files.find(stat, "nr_throttled").orElse(0));
    }

    /** Two numbers, the first of which may be {@code max}, or two files, the first of which may be -1. */
    private static Optional<Double> quota(Path group, CgroupVersion version, KernelFiles files) throws IOException {
        Optional<String> text = version == CgroupVersion.V2
                ? files.readIfThere(group.resolve("cpu.max"))
                : files.readIfThere(group.resolve("cpu.cfs_quota_us"))
                        .map(quota -> quota.strip() + " "
                                + files.number(group.resolve("cpu.cfs_period_us"))
                                        .orElse(0));
        String[] parts = text.orElse("").strip().split(" ", -1);
        OptionalLong quota = KernelFile.number(parts[0]);
        OptionalLong period = parts.length < 2 ? OptionalLong.empty() : KernelFile.number(parts[1]);
        return quota.orElse(0) > 0 && period.orElse(0) > 0
                ? Optional.of((double) quota.getAsLong() / period.getAsLong())
                : Optional.empty();
    }

    /** Version 1 counts the time under another controller, where this process may be in another group. */
    private static OptionalLong used(Path group, CgroupDirectory own, KernelFiles files) {
        try {
            return files.group("cpuacct")
                    .filter(other -> other.inTop().equals(own.inTop()))
                    .map(other -> files.number(
                            other.top().resolve(own.top().relativize(group)).resolve("cpuacct.usage")))
                    .orElseGet(OptionalLong::empty);
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    private static OptionalLong micros(OptionalLong micros) {
        return micros.isPresent() ? OptionalLong.of(micros.getAsLong() * NANOS) : micros;
    }
}
