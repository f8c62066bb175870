package dev.vitals.jdbc.internal.pool;

import dev.vitals.jdbc.internal.text.Words;
import dev.vitals.jdbc.limits.PoolLimits;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Scope;
import dev.vitals.probe.Status;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Whether a pool has connections left. Never borrows one. */
public final class PoolProbe implements Probe {
    private final Pool pool;
    private final PoolLimits limits;
    private final ServerView sessions;
    private final Lasting starved;
    private final Lasting saturated;
    private final Lasting full;

    /**
     * Makes the probe.
     *
     * @param pool the pool
     * @param limits what counts as trouble
     * @param sessions the server's view of the pool
     */
    public PoolProbe(Pool pool, PoolLimits limits, ServerView sessions) {
        this(pool, limits, sessions, System::nanoTime);
    }

    PoolProbe(Pool pool, PoolLimits limits, ServerView sessions, LongSupplier nanoTime) {
        this.pool = pool;
        this.limits = limits;
        this.sessions = sessions;
        this.starved = new Lasting(nanoTime);
        this.saturated = new Lasting(nanoTime);
        this.full = new Lasting(nanoTime);
    }

    @Override
    public Result check(ProbeContext context) throws InterruptedException {
        PoolReading reading = PoolSampler.steady(pool, context);
        String name = Words.line(pool.name(), 60);
        if (reading.state() != PoolReading.State.RUNNING) {
            List.of(starved, saturated, full).forEach(lasting -> lasting.note(false));
        }
        return switch (reading.state()) {
            case RUNNING -> running(reading, context);
            case NOT_STARTED -> Result.unknown("pool.not-started", name + " has not been asked for a connection yet");
            case NOT_COUNTING ->
                Result.unknown("pool.not-counting", name + " does not count what it does")
                        .remedy(Remedy.of(pool.advice().repair()));
            case SUSPENDED ->
                PoolThreads.sample(context)
                        .tell(Result.down(
                                "pool.suspended",
                                name + " is suspended: whoever asks for a connection waits without time limit"))
                        .remedy(Remedy.of(pool.advice().repair()));
            case CLOSED ->
                Result.down("pool.closed", name + " is closed")
                        .remedy(Remedy.of("restart the application: a closed pool does not open again"));
        };
    }

    @Override
    public CheckPolicy defaultPolicy() {
        return CheckPolicy.DEFAULT.scope(Scope.LOCAL);
    }

    private Result running(PoolReading first, ProbeContext context) {
        // A pool that does not tell who waits is asked through the threads, which is dear, so only when it matters.
        Optional<PoolThreads> early = first.waiting().isEmpty() && first.isFull()
                ? Optional.of(PoolThreads.sample(context))
                : Optional.empty();
        PoolReading reading =
                early.map(threads -> first.waiting(threads.waiting().threads())).orElse(first);
        Duration hungry = starved.note(PoolSampler.isStarved(reading));
        Duration high = saturated.note(reading.percent() >= limits.saturatedPercent());
        Duration busy = full.note(reading.isFull());
        Result result;
        if (PoolSampler.isStarved(reading)) {
            PoolThreads threads = early.orElseGet(() -> PoolThreads.sample(context));
            result = starved(reading, hungry, threads, serverSide(reading, busy, context));
        } else if (high.compareTo(limits.saturatedFor()) > 0) {
            PoolThreads threads = early.orElseGet(() -> PoolThreads.sample(context));
            result = saturated(reading, high, threads, serverSide(reading, busy, context));
        } else {
            result = Result.up(PoolWords.inUse(reading));
        }
        return observed(result, reading);
    }

    /** Until the pool has been in full use for as long as its sessions must be idle, they may have been in the pool. */
    private Optional<ServerSide> serverSide(PoolReading reading, Duration full, ProbeContext context) {
        return full.compareTo(limits.leakAfter()) < 0
                ? Optional.empty()
                : sessions.look(reading, limits.leakAfter(), context);
    }

    private Result starved(PoolReading reading, Duration lasting, PoolThreads threads, Optional<ServerSide> seen) {
        Duration limit = limit(reading);
        Status status = lasting.compareTo(limit) >= 0 ? Status.DOWN : Status.DEGRADED;
        String words = PoolWords.starved(reading, lasting, limit)
                + seen.map(ServerSide::summary).orElse("")
                + threads.summary();
        boolean exhausted = reading.isExhausted();
        String cause = exhausted ? PoolWords.cause("pool.exhausted", seen) : "pool.cannot-grow";
        Result told = PoolWords.tell(threads.tell(Result.of(status, cause, words), reading), seen);
        return exhausted ? PoolRemedies.exhausted(told, pool, reading, seen) : PoolRemedies.cannotGrow(told, reading);
    }

    private Result saturated(PoolReading reading, Duration lasting, PoolThreads threads, Optional<ServerSide> seen) {
        String words = PoolWords.inUse(reading) + " for " + Quantities.duration(lasting)
                + seen.map(ServerSide::summary).orElse("");
        Result found = Result.degraded(PoolWords.cause("pool.saturated", seen), words);
        return PoolRemedies.saturated(PoolWords.tell(threads.tell(found), seen), pool, seen);
    }

    /** A pool that lets its callers fail early must be reported earlier. */
    private Duration limit(PoolReading reading) {
        Duration third = reading.patience().dividedBy(3);
        return third.compareTo(limits.exhaustedFor()) < 0 ? third : limits.exhaustedFor();
    }

    private Result observed(Result result, PoolReading reading) {
        Observation.Old active = Observation.of("pool.active", reading.active(), "connections");
        Result told = result.observe(
                        reading.max() > 0 ? active.warnAt(reading.max() * limits.saturatedPercent() / 100) : active)
                .observe(Observation.of("pool.idle", reading.idle(), "connections"))
                .observe(Observation.of("pool.total", reading.total(), "connections"))
                .observe(Observation.of("pool.max", reading.max(), "connections"));
        return reading.waiting().isEmpty()
                ? told
                : told.observe(Observation.of("pool.waiting", reading.queue(), "threads")
                        .warnAt(1));
    }
}
