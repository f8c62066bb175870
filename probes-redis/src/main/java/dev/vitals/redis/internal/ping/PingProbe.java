package dev.vitals.redis.internal.ping;

import dev.vitals.probe.Observation;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.redis.RedisLimits;
import dev.vitals.redis.internal.failure.FailureKind;
import dev.vitals.redis.internal.failure.RedisFailure;
import dev.vitals.redis.internal.failure.Remedies;
import dev.vitals.redis.internal.info.InfoReader;
import dev.vitals.redis.internal.info.RedisInfo;
import dev.vitals.redis.internal.link.RedisLink;
import dev.vitals.redis.internal.resp.Reply;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether Redis answers, and how fast: the median of three, so that one slow script ahead of one of them does not count.
 */
public final class PingProbe implements Probe {
    private static final int PINGS = 3;
    private static final Reply PONG = new Reply.Text("PONG");

    /** What is starting may take this long before it counts as down. Our own number. */
    private static final Duration STARTING = Duration.ofSeconds(60);

    private final RedisLink link;
    private final InfoReader info;
    private final RedisLimits limits;
    private Optional<Long> loadingSince = Optional.empty();

    public PingProbe(RedisLink link, InfoReader info, RedisLimits limits) {
        this.link = link;
        this.info = info;
        this.limits = limits;
    }

    @Override
    public Result check(ProbeContext context) throws InterruptedException {
        try {
            Result result = measure(context);
            loadingSince = Optional.empty();
            return result;
        } catch (RedisFailure e) {
            return failed(e, context);
        }
    }

    private Result measure(ProbeContext context) throws RedisFailure, InterruptedException {
        double[] millis = new double[PINGS];
        Optional<Duration> connect = Optional.empty();
        for (int i = 0; i < PINGS; i++) {
            RedisLink.Answer answer = link.call(context, "PING");
            if (!answer.reply().equals(PONG)) {
                throw RedisFailure.of(FailureKind.PROTOCOL, ": it does not answer PING with PONG");
            }
            millis[i] = millis(answer.took());
            connect = connect.or(answer::connect);
        }
        Arrays.sort(millis);
        Result result = judge(millis[PINGS / 2])
                .observe(Observation.of("ping", millis[PINGS / 2], "ms")
                        .warnAt(millis(limits.pingWarn()))
                        .failAt(millis(limits.pingFail())))
                .observe(Observation.of("ping.longest", millis[PINGS - 1], "ms"));
        return connect.map(took -> result.observe(Observation.of("connect", millis(took), "ms")))
                .orElse(result);
    }

    private Result judge(double median) {
        String summary = String.format(Locale.ROOT, "PING takes %.1f ms (median of %d)", median, PINGS);
        if (median >= millis(limits.pingFail())) {
            return slow(Result.down("redis.slow", summary));
        }
        if (median >= millis(limits.pingWarn())) {
            return slow(Result.degraded("redis.slow", summary));
        }
        return Result.up(summary);
    }

    private Result slow(Result result) {
        return Remedies.add(result, Remedies.slow(link.target()));
    }

    private Result failed(RedisFailure failure, ProbeContext context) throws InterruptedException {
        if (failure.kind() == FailureKind.LOADING) {
            return loading(failure, context);
        }
        loadingSince = Optional.empty();
        Status status = failure.kind() == FailureKind.PERMISSION ? Status.UNKNOWN : Status.DOWN;
        return Remedies.failed(status, failure, link.target(), "ping");
    }

    private Result loading(RedisFailure failure, ProbeContext context) throws InterruptedException {
        long now = link.nanoTime().getAsLong();
        long since = loadingSince.orElse(now);
        loadingSince = Optional.of(since);
        Status status = now - since > STARTING.toNanos() ? Status.DOWN : Status.DEGRADED;
        String progress = infoIfAllowed(context)
                .flatMap(found -> found.text("loading_loaded_perc"))
                .map(percent -> ": " + percent + " % loaded")
                .orElse("");
        return Remedies.failed(status, failure.plus(progress), link.target(), "ping");
    }

    private Optional<RedisInfo> infoIfAllowed(ProbeContext context) throws InterruptedException {
        try {
            return Optional.of(info.read(context, context.name()));
        } catch (RedisFailure e) {
            return Optional.empty();
        }
    }

    private static double millis(Duration time) {
        return time.toNanos() / 1e6;
    }
}
