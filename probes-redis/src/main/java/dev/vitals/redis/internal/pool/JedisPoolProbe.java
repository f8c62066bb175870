package dev.vitals.redis.internal.pool;

import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Scope;
import dev.vitals.probe.Status;
import dev.vitals.probe.Subject;
import dev.vitals.probe.Threshold;
import dev.vitals.redis.internal.check.Since;
import dev.vitals.redis.internal.link.Pace;
import dev.vitals.redis.limits.JedisPoolLimits;
import dev.vitals.text.Plural;
import java.time.Duration;
import org.apache.commons.pool2.impl.GenericObjectPool;

/** Whether a pool has connections left. Reads its counters and never borrows one. */
public final class JedisPoolProbe implements Probe {
    private final GenericObjectPool<?> pool;
    private final JedisPoolLimits limits;
    private final Since starved;
    private final Since high;

    public JedisPoolProbe(GenericObjectPool<?> pool, JedisPoolLimits limits, Pace pace) {
        this.pool = pool;
        this.limits = limits;
        this.starved = new Since(pace);
        this.high = new Since(pace);
    }

    @Override
    public CheckPolicy defaultPolicy() {
        return CheckPolicy.DEFAULT.scope(Scope.LOCAL);
    }

    @Override
    public Result check(ProbeContext context) throws InterruptedException {
        Subject subject = Subject.pool(context.name());
        if (pool.isClosed()) {
            return Result.down(PoolCauses.CLOSED, "the pool is closed")
                    .about(subject)
                    .remedy(Remedy.words("restart the application: a closed pool does not open again"));
        }
        PoolReading reading = PoolReading.steady(pool, context);
        Result result = verdict(reading);
        return observed(result.status() == Status.UP ? result : result.about(subject), reading);
    }

    private Result verdict(PoolReading reading) {
        Duration hungry = starved.note(reading.isExhausted());
        Threshold waiting = reading.within(limits.waiting());
        Status queueing = reading.isExhausted() ? waiting.judge(hungry) : Status.UP;
        Duration nearlyFull = high.note(reading.isLimited() && limits.used().judge(reading.ratio()) != Status.UP);
        if (queueing != Status.UP) {
            return exhausted(reading, queueing, hungry, waiting);
        }
        Status used = reading.isLimited() && nearlyFull.compareTo(limits.usedFor()) >= 0
                ? limits.used().judge(reading.ratio())
                : Status.UP;
        return used == Status.UP
                ? Result.up(reading.words())
                : Result.of(
                                used,
                                PoolCauses.SATURATED,
                                reading.words() + " for " + Quantities.duration(nearlyFull)
                                        + limits.used().suffix(used))
                        .remedy(Remedy.words("check for slow commands, and for code that keeps connections"));
    }

    private static Result exhausted(PoolReading reading, Status status, Duration since, Threshold waiting) {
        String words = reading.words() + ", " + Plural.of(reading.waiting(), "thread") + " waiting for "
                + Quantities.duration(since) + waiting.suffix(status);
        Result result = Result.of(status, PoolCauses.EXHAUSTED, words)
                .evidence(WaitingThreads.table())
                .remedy(Remedy.words(
                        "find code that does not close what it borrows, and blocking commands such as BLPOP"))
                .remedy(Remedy.words(
                        "enlarge maxTotal, now {}, only if all connections do useful work", reading.max()));
        return reading.waitsForEver()
                ? result.remedy(Remedy.words("set maxWait: without it threads wait for ever"))
                : result;
    }

    private Result observed(Result result, PoolReading reading) {
        Result seen = result.observe(Observation.count("redis.pool.active", reading.active()))
                .observe(Observation.count("redis.pool.idle", reading.idle()))
                .observe(Observation.count("redis.pool.waiting", reading.waiting()));
        return reading.isLimited()
                ? seen.observe(Observation.ratio("redis.pool.used.ratio", reading.ratio())
                        .against(limits.used()))
                : seen;
    }
}
