package dev.vitals.host;

import dev.vitals.host.facts.ContainerMemory;
import dev.vitals.host.facts.GroupMemory;
import dev.vitals.host.facts.HostMemory;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Observation;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Turns what was found about memory into a result. */
record MemoryVerdict(MemoryLimits limits, boolean kubernetes) {
    /** Made beforehand: when no file can be opened, classes cannot be loaded either. */
    private static final Remedy HIDDEN = Remedy.words(
            "if control groups are hidden from this process, mount their file system read-only at /sys/fs/cgroup");

    Result judge(ContainerMemory container, Optional<HostMemory> host, ProbeContext context) {
        Optional<MemoryUse> use = MemoryUse.of(container, host);
        if (use.isEmpty()) {
            return unreadable(container.unreadable().orElse("/proc/meminfo cannot be read or lacks MemAvailable"));
        }
        OptionalLong kills = newKills(use.get(), context);
        OptionalLong node =
                kubernetes ? host.map(HostMemory::forKubelet).orElse(OptionalLong.empty()) : OptionalLong.empty();
        Result found = found(use.get(), kills, container.unreadable());
        if (found.status() == Status.UP && node.isPresent()) {
            found = node(found, node.getAsLong());
        }
        Result result = observed(found, use.get(), kills, node);
        return result.status() == Status.UP ? result : result.evidence(table(container, host));
    }

    private Result found(MemoryUse use, OptionalLong kills, Optional<String> unreadable) {
        Status level = limits.used().judge(use.ratio());
        Status killing = kills.isPresent() ? limits.kills().judge((double) kills.getAsLong()) : Status.UP;
        if (killing != Status.UP && killing.compareTo(level) >= 0) {
            return killed(killing, kills.orElse(0), use, level);
        }
        return switch (level) {
            case DOWN -> advise(Result.down(HostCauses.MEMORY_EXHAUSTED, used(use, level)), use);
            case DEGRADED -> advise(Result.degraded(HostCauses.MEMORY_HIGH, used(use, level)), use);
            case UP, UNKNOWN -> unreadable.map(MemoryVerdict::unreadable).orElseGet(() -> Result.up(used(use, level)));
        };
    }

    private Result node(Result well, long left) {
        Status status = limits.node().judge((double) left);
        return status == Status.UP
                ? well
                : MemoryRemedies.node(Result.of(
                        status,
                        HostCauses.MEMORY_EVICTION,
                        "the kubelet counts " + Quantities.bytes(left) + " left on this node"
                                + limits.node().suffix(status) + " and evicts pods below its threshold, 100 MiB by"
                                + " default; this container: " + well.summary()));
    }

    private Result killed(Status status, long kills, MemoryUse use, Status level) {
        String where = use.group().isPresent() ? "in this container" : "on this machine";
        String summary = "processes killed by the kernel for lack of memory " + where + " since the previous sample: "
                + kills + "; " + used(use, level);
        return advise(MemoryRemedies.kills(Result.of(status, HostCauses.MEMORY_OOM_KILLS, summary)), use);
    }

    private static Result advise(Result result, MemoryUse use) {
        return MemoryRemedies.memory(result, use);
    }

    private String used(MemoryUse use, Status level) {
        String of = use.group().isPresent() ? " container limit" : ", no container limit";
        return Unit.RATIO.show(use.ratio()) + " used: " + Quantities.bytes(use.used()) + " of "
                + Quantities.bytes(use.total()) + of + limits.used().suffix(level) + workingSet(use, level);
    }

    /** Said where other tools show a fuller container than we do. */
    private String workingSet(MemoryUse use, Status level) {
        if (use.workingSet().isEmpty() || level != Status.UP) {
            return "";
        }
        double ratio = (double) use.workingSet().getAsLong() / use.total();
        return limits.used().judge(ratio) == Status.UP
                ? ""
                : "; kubectl top shows " + Unit.RATIO.show(ratio) + ", which counts file cache that the kernel can take"
                        + " back";
    }

    /** Two counters, so that a limit that comes or goes does not look like kills. */
    private static OptionalLong newKills(MemoryUse use, ProbeContext context) {
        String counter = use.group().isPresent() ? "oom_kill.group" : "oom_kill.host";
        return use.kills().isPresent() ? context.increase(counter, use.kills().getAsLong()) : OptionalLong.empty();
    }

    private Result observed(Result result, MemoryUse use, OptionalLong kills, OptionalLong node) {
        Result seen = result.observe(
                        Observation.ratio("memory.used.ratio", use.ratio()).against(limits.used()))
                .observe(Observation.bytes("memory.used", use.used()))
                .observe(Observation.bytes("memory.limit", use.total()));
        if (use.workingSet().isPresent()) {
            seen = seen.observe(
                    Observation.bytes("memory.working-set", use.workingSet().getAsLong()));
        }
        if (node.isPresent()) {
            seen = seen.observe(
                    Observation.bytes("memory.node-available", node.getAsLong()).against(limits.node()));
        }
        return kills.isPresent()
                ? seen.observe(
                        Observation.count("memory.oom-kills", kills.getAsLong()).against(limits.kills()))
                : seen;
    }

    private static Result unreadable(String reason) {
        return Result.unknown(HostCauses.MEMORY_UNREADABLE, "cannot determine how much memory is left: " + reason)
                .remedy(HIDDEN);
    }

    private static Evidence table(ContainerMemory container, Optional<HostMemory> host) {
        List<List<String>> rows = new ArrayList<>();
        for (GroupMemory group : container.limited()) {
            rows.add(List.of(
                    group.directory().toString(),
                    Quantities.bytes(group.used()),
                    Quantities.bytes(group.workingSet()),
                    Quantities.bytes(group.limit())));
        }
        host.ifPresent(known ->
                rows.add(List.of("machine", Quantities.bytes(known.used()), "-", Quantities.bytes(known.total()))));
        return new Evidence.Table("memory", List.of("where", "used", "working set", "limit"), rows);
    }
}
