package dev.vitals.host;

import dev.vitals.host.facts.GroupCpu;
import dev.vitals.host.facts.HostCpu;
import dev.vitals.host.facts.KernelFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What the kernel has counted so far: all that is asked for is how much of it came in a time. */
record CpuSample(List<GroupCpu> groups, HostCpu host) {
    /** The share of periods says little about fewer: some 2 s of work. */
    private static final long FEWEST_PERIODS = 20;

    CpuSample {
        groups = List.copyOf(groups);
    }

    static CpuSample read(KernelFiles files) throws IOException {
        return new CpuSample(GroupCpu.read(files), HostCpu.read(files));
    }

    /** The group with the least quota: the one that is used up first. */
    Optional<GroupCpu> tightest() {
        return groups.stream()
                .filter(group -> group.processors() < host.processors())
                .min((one, other) -> Double.compare(one.processors(), other.processors()));
    }

    /** The share of the quota or, without one, of the machine that was in use since an earlier sample. */
    OptionalDouble used(CpuSample before, double seconds) {
        Optional<GroupCpu> group = tightest();
        if (group.isEmpty()) {
            return share(host.busy() - before.host.busy(), host.total() - before.host.total());
        }
        Optional<GroupCpu> then = before.group(group.get().directory());
        return then.isPresent()
                        && seconds > 0
                        && group.get().nanos().isPresent()
                        && then.get().nanos().isPresent()
                ? share(group.get().nanos().getAsLong() - then.get().nanos().getAsLong(), (long)
                        (seconds * 1e9 * group.get().processors()))
                : OptionalDouble.empty();
    }

    /** The worst share of periods since an earlier sample in which a group was stopped. */
    OptionalDouble throttled(CpuSample before) {
        OptionalDouble worst = OptionalDouble.empty();
        for (GroupCpu group : groups) {
            Optional<GroupCpu> then = before.group(group.directory());
            long periods = then.map(found -> group.periods() - found.periods()).orElse(0L);
            if (periods >= FEWEST_PERIODS) {
                OptionalDouble share = share(group.throttled() - then.get().throttled(), periods);
                worst = share.isPresent() ? OptionalDouble.of(Math.max(worst.orElse(0), share.getAsDouble())) : worst;
            }
        }
        return worst;
    }

    OptionalDouble stolen(CpuSample before) {
        return share(host.stolen() - before.host.stolen(), host.total() - before.host.total());
    }

    double load() {
        return host.load() / host.processors();
    }

    private Optional<GroupCpu> group(Path directory) {
        return groups.stream()
                .filter(group -> group.directory().equals(directory))
                .findFirst();
    }

    /** Empty after a counter was reset. The clock of the counters is not ours, so a little more than all is all. */
    private static OptionalDouble share(long part, long whole) {
        return part < 0 || whole <= 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.min(1, (double) part / whole));
    }
}
