package dev.vitals.redis.internal.memory;

import dev.vitals.probe.Evidence;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.redis.internal.failure.FailureResults;
import dev.vitals.redis.internal.failure.RedisCauses;
import dev.vitals.redis.internal.failure.RedisFailure;
import dev.vitals.redis.internal.info.InfoReader;
import dev.vitals.redis.internal.info.Keyspace;
import dev.vitals.redis.internal.info.RedisInfo;
import dev.vitals.redis.internal.link.RedisLink;
import dev.vitals.redis.limits.MemoryLimits;
import java.util.List;

/** How much of its memory limit Redis uses, and whether it refuses writes for lack of memory. */
public final class MemoryProbe implements Probe {
    private final RedisLink link;
    private final InfoReader info;
    private final MemoryLimits limits;

    public MemoryProbe(RedisLink link, InfoReader info, MemoryLimits limits) {
        this.link = link;
        this.info = info;
        this.limits = limits;
    }

    @Override
    @SuppressWarnings("try") // The stay is there to be closed.
    public Result check(ProbeContext context) {
        try (ProbeContext.Stay stay = link.entering(context, this::stuck)) {
            return judge(info.read(context, context.name()), context);
        } catch (RedisFailure e) {
            return notAsked(e);
        } catch (MemoryReading.Unusable e) {
            return Result.unknown(RedisCauses.MEMORY_UNKNOWN, link.target() + ": " + e.getMessage());
        }
    }

    @Override
    public List<Evidence> diagnose(ProbeContext context) {
        try {
            RedisInfo read = info.read(context, context.name() + " diagnosis");
            return List.of(Keyspace.table(read), MemoryEvidence.server(read));
        } catch (RedisFailure e) {
            return List.of();
        }
    }

    private Result judge(RedisInfo info, ProbeContext context) throws MemoryReading.Unusable {
        MemoryReading memory = MemoryReading.of(info);
        Result result = new MemoryJudge(limits, memory, Pressure.of(info, context)).judge();
        return result.status() == Status.UP ? result : explained(result, info, memory);
    }

    private Result explained(Result result, RedisInfo info, MemoryReading memory) {
        return result.evidence(MemoryEvidence.parts(info)).withRemedies(MemoryEvidence.remedies(link.target(), memory));
    }

    /** DOWN, though reaching Redis is the business of another check: that one may be waiting for this very call. */
    private Result stuck(RedisFailure failure) {
        return FailureResults.of(Status.DOWN, failure, link.target(), "info");
    }

    private Result notAsked(RedisFailure failure) {
        return FailureResults.of(Status.UNKNOWN, failure, link.target(), "info");
    }
}
