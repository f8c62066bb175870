package dev.vitals.jdbc.internal.pool;

import dev.vitals.jdbc.internal.text.Words;
import dev.vitals.jdbc.limits.PoolLimits;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Scope;
import dev.vitals.probe.Status;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Whether a pool has connections left. Never borrows one. */
public final class PoolProbe implements Probe {
    private final Pool pool;
    private final PoolLimits limits;
    private final Lasting starved;
    private final Lasting saturated;

    /**
     * Makes the probe.
     *
     * @param pool the pool
     * @param limits what counts as trouble
     */
    public PoolProbe(Pool pool, PoolLimits limits) {
        this(pool, limits, System::nanoTime);
    }

    PoolProbe(Pool pool, PoolLimits limits, LongSupplier nanoTime) {
        this.pool = pool;
        this.limits = limits;
        this.starved = new Lasting(nanoTime);
        this.saturated = new Lasting(nanoTime);
    }

    @Override
    public Result check(ProbeContext context) throws InterruptedException {
        PoolReading reading = PoolSampler.steady(pool, context);
        String name = Words.line(pool.name(), 60);
        return switch (reading.state()) {
            case RUNNING -> running(reading, context);
            case NOT_STARTED -> Result.unknown("pool.not-started", name + " has not been asked for a connection yet");
            case SUSPENDED ->
                PoolThreads.sample(context)
                        .tell(Result.down(
                                "pool.suspended",
                                name + " is suspended: whoever asks for a connection waits without time limit"))
                        .remedy(Remedy.of("resume it: HikariPoolMXBean.resumePool()"));
            case CLOSED ->
                Result.down("pool.closed", name + " is closed")
                        .remedy(Remedy.of("restart the application: a closed pool does not open again"));
        };
    }

    @Override
    public CheckPolicy defaultPolicy() {
        return CheckPolicy.DEFAULT.scope(Scope.LOCAL);
    }

    private Result running(PoolReading reading, ProbeContext context) {
        Duration hungry = starved.note(PoolSampler.isStarved(reading));
        Duration full = saturated.note(reading.percent() >= limits.saturatedPercent());
        Result result;
        if (PoolSampler.isStarved(reading)) {
            result = starved(reading, hungry, PoolThreads.sample(context));
        } else if (full.compareTo(limits.saturatedFor()) > 0) {
            String words = PoolWords.inUse(reading) + " for " + Words.duration(full);
            result = PoolThreads.sample(context).tell(Result.degraded("pool.saturated", words));
            result = PoolRemedies.saturated(result, pool.name());
        } else {
            result = Result.up(PoolWords.inUse(reading));
        }
        return observed(result, reading);
    }

    private Result starved(PoolReading reading, Duration lasting, PoolThreads threads) {
        Duration limit = limit(reading);
        Status status = lasting.compareTo(limit) >= 0 ? Status.DOWN : Status.DEGRADED;
        String words = PoolWords.starved(reading, lasting, limit) + threads.summary();
        boolean exhausted = reading.isExhausted();
        Result found = Result.of(status, exhausted ? "pool.exhausted" : "pool.cannot-grow", words);
        Result told = threads.tell(found, reading);
        return exhausted ? PoolRemedies.exhausted(told, pool.name(), reading) : PoolRemedies.cannotGrow(told, reading);
    }

    /** A pool that lets its callers fail early must be reported earlier. */
    private Duration limit(PoolReading reading) {
        Duration third = reading.patience().dividedBy(3);
        return third.compareTo(limits.exhaustedFor()) < 0 ? third : limits.exhaustedFor();
    }

    private Result observed(Result result, PoolReading reading) {
        return result.observe(Observation.of("pool.active", reading.active(), "connections")
                        .warnAt(reading.max() * limits.saturatedPercent() / 100))
                .observe(Observation.of("pool.idle", reading.idle(), "connections"))
                .observe(Observation.of("pool.total", reading.total(), "connections"))
                .observe(Observation.of("pool.max", reading.max(), "connections"))
                .observe(Observation.of("pool.waiting", reading.waiting(), "threads")
                        .warnAt(1));
    }
}
