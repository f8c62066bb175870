package dev.vitals.redis.internal.ping;

import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.redis.internal.failure.FailureKind;
import dev.vitals.redis.internal.failure.FailureResults;
import dev.vitals.redis.internal.failure.RedisFailure;
import dev.vitals.redis.internal.info.InfoReader;
import dev.vitals.redis.internal.info.RedisInfo;
import dev.vitals.redis.internal.link.RedisLink;
import dev.vitals.redis.limits.PingLimits;
import dev.vitals.text.Clean;
import java.util.Optional;

/** Whether Redis answers, and how fast. */
public final class PingProbe implements Probe {
    private static final int LONGEST_PERCENTAGE = 8;

    private final RedisLink link;
    private final InfoReader info;
    private final PingLimits limits;
    private Optional<Long> loadingSince = Optional.empty();

    public PingProbe(RedisLink link, InfoReader info, PingLimits limits) {
        this.link = link;
        this.info = info;
        this.limits = limits;
    }

    @Override
    @SuppressWarnings("try") // The stay is there to be closed.
    public Result check(ProbeContext context) {
        try (ProbeContext.Stay stay = link.entering(context, failure -> result(Status.DOWN, failure))) {
            Result result = link.alone(context, Latency::measure).judge(limits.latency(), link.target());
            loadingSince = Optional.empty();
            return result;
        } catch (RedisFailure e) {
            return failed(e, context);
        }
    }

    private Result failed(RedisFailure failure, ProbeContext context) {
        if (failure.kind() == FailureKind.LOADING) {
            return loading(failure, context);
        }
        loadingSince = Optional.empty();
        boolean notAsked = failure.kind().ours() || failure.kind() == FailureKind.PERMISSION;
        return result(notAsked ? Status.UNKNOWN : Status.DOWN, failure);
    }

    private Result loading(RedisFailure failure, ProbeContext context) {
        long now = link.pace().nanoTime();
        long since = loadingSince.orElse(now);
        loadingSince = Optional.of(since);
        boolean tooLong = now - since > limits.startingGrace().toNanos();
        String progress = infoIfAllowed(context)
                .flatMap(found -> found.text("loading_loaded_perc"))
                .map(percent -> Clean.line(percent, LONGEST_PERCENTAGE) + " % loaded")
                .orElse("");
        return result(tooLong ? Status.DOWN : Status.DEGRADED, failure.detail(progress));
    }

    private Optional<RedisInfo> infoIfAllowed(ProbeContext context) {
        try {
            return Optional.of(info.read(context, context.name()));
        } catch (RedisFailure e) {
            return Optional.empty();
        }
    }

    private Result result(Status status, RedisFailure failure) {
        return FailureResults.of(status, failure, link.target(), "ping");
    }
}
