package dev.vitals.redis.internal.check;

import dev.vitals.probe.Evidence;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.redis.internal.failure.FailureResults;
import dev.vitals.redis.internal.failure.RedisCauses;
import dev.vitals.redis.internal.failure.RedisFailure;
import dev.vitals.redis.internal.info.InfoReader;
import dev.vitals.redis.internal.info.UnusableInfo;
import dev.vitals.redis.internal.link.RedisLink;
import java.util.List;

/** A check of a server, other than whether it answers: UNKNOWN when it cannot ask. */
public final class ServerProbe implements Probe {
    private final RedisLink link;
    private final InfoReader info;
    private final Judge judge;

    public ServerProbe(RedisLink link, InfoReader info, Judge judge) {
        this.link = link;
        this.info = info;
        this.judge = judge;
    }

    @Override
    @SuppressWarnings("try") // The stay is there to be closed.
    public Result check(ProbeContext context) {
        try (ProbeContext.Stay stay = link.entering(context, this::stuck)) {
            return judge.judge(new Visit(link, info, context, context.name()));
        } catch (RedisFailure e) {
            return FailureResults.of(Status.UNKNOWN, e, link.target());
        } catch (UnusableInfo e) {
            return Result.unknown(RedisCauses.INFO_UNUSABLE, link.target() + ": " + e.getMessage());
        }
    }

    @Override
    public List<Evidence> diagnose(ProbeContext context) {
        try {
            return judge.diagnose(new Visit(link, info, context, context.name() + " diagnosis"));
        } catch (RedisFailure e) {
            return List.of();
        }
    }

    @Override
    public boolean applies() {
        return judge.appliesTo(link.greeting());
    }

    /** DOWN, though reaching Redis is the business of another check: that one may be waiting for this very call. */
    private Result stuck(RedisFailure failure) {
        return FailureResults.of(Status.DOWN, failure, link.target());
    }
}
