package dev.vitals.redis.internal.memory;

import dev.vitals.probe.Evidence;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.redis.internal.check.Judge;
import dev.vitals.redis.internal.check.Visit;
import dev.vitals.redis.internal.failure.RedisFailure;
import dev.vitals.redis.internal.info.Keyspace;
import dev.vitals.redis.internal.info.RedisInfo;
import dev.vitals.redis.internal.info.UnusableInfo;
import dev.vitals.redis.limits.MemoryLimits;
import java.util.List;

/** How much of its memory limit Redis uses, and whether it refuses writes for lack of memory. */
public record MemoryJudge(MemoryLimits limits) implements Judge {
    @Override
    public Result judge(Visit visit) throws RedisFailure, UnusableInfo {
        RedisInfo info = visit.info();
        MemoryReading memory = MemoryReading.of(info);
        Result result = new MemoryVerdict(limits, memory, Pressure.of(info, visit.context())).judge();
        return result.status() == Status.UP
                ? result
                : result.about(visit.target().subject())
                        .evidence(MemoryEvidence.parts(info))
                        .withRemedies(MemoryEvidence.remedies(visit.target(), memory));
    }

    @Override
    public List<Evidence> diagnose(Visit visit) throws RedisFailure {
        RedisInfo info = visit.info();
        return List.of(MemoryAdvice.of(info), Keyspace.table(info), MemoryEvidence.server(info));
    }
}
