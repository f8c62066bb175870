package dev.vitals.host;

import dev.vitals.probe.Evidence;
import dev.vitals.probe.Limits;
import dev.vitals.probe.Observation;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** Turns what was found about memory into a result. */
record MemoryVerdict(Limits limits) {
    MemoryVerdict {
        Objects.requireNonNull(limits, "limits");
    }

    Result judge(ContainerMemory container, Optional<HostMemory> host, ProbeContext context) {
        Optional<MemoryUse> use = MemoryUse.of(container, host);
        if (use.isEmpty()) {
            return unreadable(container.unreadable().orElse("/proc/meminfo cannot be read or lacks MemAvailable"));
        }
        OptionalLong kills = newKills(use.get(), context);
        Result result = observed(verdict(use.get(), kills, container.unreadable()), use.get(), kills);
        return switch (result.status()) {
            case UP -> result;
            case UNKNOWN -> result.evidence(table(container, host));
            case DEGRADED, DOWN -> MemoryRemedies.add(result, use.get()).evidence(table(container, host));
        };
    }

    private Result verdict(MemoryUse use, OptionalLong kills, Optional<String> unreadable) {
        Status status = limits.judge(use.percent());
        if (status == Status.DOWN) {
            return Result.down("memory.exhausted", used(use, "fail", limits.fail()));
        }
        if (kills.orElse(0) > 0) {
            return Result.degraded(
                    "memory.oom-kills", killed(kills.getAsLong(), use) + used(use, "warn", limits.warn()));
        }
        if (status == Status.DEGRADED) {
            return Result.degraded("memory.high", used(use, "warn", limits.warn()));
        }
        return unreadable.isPresent() ? unreadable(unreadable.get()) : Result.up(used(use, "warn", limits.warn()));
    }

    private static String used(MemoryUse use, String name, double limit) {
        String of = use.group().isPresent() ? " container limit" : ", no container limit";
        return Quantities.percent(use.percent()) + " used: " + Quantities.bytes(use.used()) + " of "
                + Quantities.bytes(use.total()) + of + " (" + name + " " + Quantities.percent(limit) + ")";
    }

    private static String killed(long kills, MemoryUse use) {
        return "the kernel killed " + kills + (kills == 1 ? " process" : " processes") + " for want of memory "
                + (use.group().isPresent() ? "in this container" : "on this machine") + " since the last look; ";
    }

    /** Two counters, so that a limit that comes or goes does not look like kills. */
    private static OptionalLong newKills(MemoryUse use, ProbeContext context) {
        String counter = use.group().isPresent() ? "oom_kill.group" : "oom_kill.host";
        return use.kills().isPresent() ? context.increase(counter, use.kills().getAsLong()) : OptionalLong.empty();
    }

    private Result observed(Result result, MemoryUse use, OptionalLong kills) {
        Result seen = result.observe(limits.on(Observation.of("memory.used.percent", use.percent(), "%")))
                .observe(Observation.of("memory.used", (double) use.used(), "bytes"))
                .observe(Observation.of("memory.limit", (double) use.total(), "bytes"));
        return kills.isPresent()
                ? seen.observe(Observation.of("memory.oom-kills", (double) kills.getAsLong(), "")
                        .warnAt(1))
                : seen;
    }

    private static Result unreadable(String reason) {
        return Result.unknown("memory.unreadable", "cannot tell how much memory is left: " + reason)
                .remedy(
                        Remedy.of(
                                "If control groups are hidden from this process, mount their file system read-only at /sys/fs/cgroup."));
    }

    private static Evidence table(ContainerMemory container, Optional<HostMemory> host) {
        List<List<String>> rows = new ArrayList<>();
        for (GroupMemory group : container.limited()) {
            rows.add(List.of(
                    group.directory().toString(), Quantities.bytes(group.used()), Quantities.bytes(group.limit())));
        }
        host.ifPresent(
                known -> rows.add(List.of("machine", Quantities.bytes(known.used()), Quantities.bytes(known.total()))));
        return new Evidence.Table("memory", List.of("where", "used", "limit"), rows);
    }
}
