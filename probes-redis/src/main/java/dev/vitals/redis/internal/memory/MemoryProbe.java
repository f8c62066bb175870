package dev.vitals.redis.internal.memory;

import dev.vitals.probe.Evidence;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.redis.RedisLimits;
import dev.vitals.redis.internal.failure.RedisFailure;
import dev.vitals.redis.internal.failure.Remedies;
import dev.vitals.redis.internal.info.InfoReader;
import dev.vitals.redis.internal.info.Keyspace;
import dev.vitals.redis.internal.info.RedisInfo;
import dev.vitals.redis.internal.link.RedisLink;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** How much of its memory limit Redis uses, and whether it refuses writes for want of it. */
public final class MemoryProbe implements Probe {
    private final RedisLink link;
    private final InfoReader info;
    private final RedisLimits limits;

    public MemoryProbe(RedisLink link, InfoReader info, RedisLimits limits) {
        this.link = link;
        this.info = info;
        this.limits = limits;
    }

    @Override
    public Result check(ProbeContext context) throws InterruptedException {
        try {
            RedisInfo read = info.read(context, context.name());
            return judge(read, MemoryReading.of(read), context);
        } catch (RedisFailure e) {
            return Remedies.failed(Status.UNKNOWN, e, link.target(), "info");
        } catch (MemoryReading.Unusable e) {
            return Result.unknown("redis.memory.unknown", link.target() + ": " + e.getMessage());
        }
    }

    @Override
    public List<Evidence> diagnose(ProbeContext context) throws InterruptedException {
        try {
            RedisInfo read = info.read(context, context.name() + " diagnosis");
            return List.of(Keyspace.table(read), MemoryEvidence.server(read));
        } catch (RedisFailure e) {
            return List.of();
        }
    }

    private Result judge(RedisInfo info, MemoryReading memory, ProbeContext context) {
        OptionalLong refused = context.increase(
                "errorstat_OOM", info.part("errorstat_OOM", "count").orElse(0));
        OptionalDouble evictions = context.ratePerSecond(
                "evicted_keys", info.number("evicted_keys").orElse(-1));
        Result result = observed(verdict(memory, refused.orElse(0), evictions), memory);
        if (refused.isPresent()) {
            result = result.observe(Observation.of("writes.refused", (double) refused.getAsLong(), "")
                    .failAt(1));
        }
        if (evictions.isPresent()) {
            result = result.observe(Observation.of("evictions", evictions.getAsDouble(), "keys/s"));
        }
        return result.status() == Status.UP ? result : explained(result, info, memory);
    }

    private Result verdict(MemoryReading memory, long refused, OptionalDouble evictions) {
        if (refused > 0) {
            String level = memory.isLimited() ? memory.level() : "no limit";
            return Result.down(
                    "redis.memory.full",
                    refused + (refused == 1 ? " write" : " writes")
                            + " refused for want of memory since the last look; " + level);
        }
        if (!memory.isLimited()) {
            return Result.up(Quantities.bytes(memory.used()) + ", no limit");
        }
        if (memory.evictsAnyKey()) {
            return Result.up(memory.level() + evicting(evictions));
        }
        return level(memory);
    }

    private Result level(MemoryReading memory) {
        if (memory.percent() >= limits.memoryFail()) {
            return memory.isFull()
                    ? Result.down("redis.memory.full", memory.level() + ": writes are refused")
                    : Result.down("redis.memory.high", memory.level() + droppable(memory));
        }
        if (memory.percent() >= limits.memoryWarn()) {
            return Result.degraded("redis.memory.high", memory.level() + droppable(memory));
        }
        return Result.up(memory.level());
    }

    private static String evicting(OptionalDouble perSecond) {
        return perSecond.isPresent() ? String.format(Locale.ROOT, ", drops %.1f keys/s", perSecond.getAsDouble()) : "";
    }

    private static String droppable(MemoryReading memory) {
        return memory.policy().equals("noeviction") ? "" : ", may drop " + memory.evictable() + " keys";
    }

    private Result observed(Result result, MemoryReading memory) {
        Result seen = result.observe(Observation.of("memory.used", (double) memory.used(), "bytes"));
        if (!memory.isLimited()) {
            return seen;
        }
        Observation.Old percent = Observation.of("memory.used.percent", memory.percent(), "%");
        return seen.observe(Observation.of("memory.limit", (double) memory.limit(), "bytes"))
                .observe(
                        memory.evictsAnyKey()
                                ? percent
                                : percent.warnAt(limits.memoryWarn()).failAt(limits.memoryFail()));
    }

    private Result explained(Result result, RedisInfo info, MemoryReading memory) {
        return Remedies.add(
                result.evidence(MemoryEvidence.parts(info)), MemoryEvidence.remedies(link.target(), memory));
    }
}
