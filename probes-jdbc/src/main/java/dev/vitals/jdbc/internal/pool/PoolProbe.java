package dev.vitals.jdbc.internal.pool;

import dev.vitals.jdbc.limits.PoolLimits;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Scope;
import dev.vitals.probe.Status;
import dev.vitals.probe.Threshold;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Whether a pool has connections left. Never borrows one. */
public final class PoolProbe implements Probe {
    private final Pool pool;
    private final PoolLimits limits;
    private final ServerView sessions;
    private final Supplier<List<Holder>> holders;
    private final Lasting starved;
    private final Lasting saturated;
    private final Lasting full;

    /**
     * Makes the probe.
     *
     * @param pool the pool
     * @param limits when the check leaves {@code UP}
     * @param sessions the server's view of the pool
     * @param holders asked who holds the pool's connections, when that matters
     */
    public PoolProbe(Pool pool, PoolLimits limits, ServerView sessions, Supplier<List<Holder>> holders) {
        this(pool, limits, sessions, holders, System::nanoTime);
    }

    PoolProbe(
            Pool pool, PoolLimits limits, ServerView sessions, Supplier<List<Holder>> holders, LongSupplier nanoTime) {
        this.holders = holders;
        this.pool = pool;
        this.limits = limits;
        this.sessions = sessions;
        this.starved = new Lasting(nanoTime);
        this.saturated = new Lasting(nanoTime);
        this.full = new Lasting(nanoTime);
    }

    @Override
    public Result check(ProbeContext context) throws InterruptedException {
        PoolReading reading = read(context);
        if (reading.state() != PoolReading.State.RUNNING) {
            List.of(starved, saturated, full).forEach(lasting -> lasting.note(false));
        }
        String name = PoolWords.name(pool);
        return switch (reading.state()) {
            case RUNNING -> running(reading, context);
            case NOT_STARTED -> Result.up("not used yet");
            case NOT_OPEN -> Result.up("not open: not used yet, or closed; it opens when next asked for a connection");
            case NOT_COUNTING ->
                Result.unknown(PoolCauses.NOT_COUNTING, name + " does not count its connections")
                        .about(PoolSubjects.of(pool, context))
                        .remedy(Remedy.words(pool.advice().repair()));
            case SUSPENDED ->
                PoolThreads.sample(context)
                        .addTo(Result.down(
                                PoolCauses.SUSPENDED,
                                name + " is suspended: threads that want a connection wait without time limit"))
                        .about(PoolSubjects.of(pool, context))
                        .remedy(Remedy.words(pool.advice().repair()));
            case CLOSED ->
                Result.down(PoolCauses.CLOSED, name + " is closed")
                        .about(PoolSubjects.of(pool, context))
                        .remedy(Remedy.words("restart the application: a closed pool does not open again"));
        };
    }

    @Override
    public CheckPolicy defaultPolicy() {
        return CheckPolicy.DEFAULT.scope(Scope.LOCAL);
    }

    /** Some products lock their counters while they open a connection. */
    @SuppressWarnings("try") // The stay is there to be closed.
    private PoolReading read(ProbeContext context) throws InterruptedException {
        Result hung = Result.down(PoolCauses.HUNG, PoolWords.name(pool) + " does not answer: one of its locks is held")
                .about(PoolSubjects.of(pool, context))
                .remedy(Remedy.words(
                        "find the thread that holds the pool's lock in a thread dump: most often it opens a"
                                + " connection to a database that does not answer"));
        try (ProbeContext.Stay stay = context.entering(hung)) {
            return PoolSampler.steady(pool, context);
        }
    }

    private Result running(PoolReading first, ProbeContext context) {
        // A pool that does not count waiting threads is read through the threads, which is dear, so only when it
        // matters.
        Optional<PoolThreads> early = first.waiting().isEmpty() && first.isFull()
                ? Optional.of(PoolThreads.sample(context))
                : Optional.empty();
        PoolReading reading =
                early.map(threads -> first.waiting(threads.waiting().threads())).orElse(first);
        Duration hungry = starved.note(reading.isStarved());
        Duration high = saturated.note(used(reading) != Status.UP);
        Duration busy = full.note(reading.isFull());
        Threshold waiting = PoolObservations.within(limits.waiting(), reading.patience());
        UnaryOperator<Result> observed =
                result -> PoolObservations.addTo(result, reading, limits.used(), waiting, hungry);
        Optional<Function<PoolFinding, Result>> trouble = trouble(reading, hungry, high, waiting);
        if (trouble.isEmpty()) {
            return observed.apply(Result.up(PoolWords.inUse(reading)));
        }
        Function<PoolFinding, Result> shown = trouble.get().andThen(observed);
        PoolThreads threads = early.orElseGet(() -> PoolThreads.sample(context));
        PoolFinding finding = new PoolFinding(pool, reading, threads, Holders.of(known()), Optional.empty(), context);
        Optional<ServerSide> seen = serverSide(reading, shown.apply(finding), context);
        // Until the pool has been in full use for as long as its sessions must be idle, they may have been in the pool.
        boolean lasting = busy.compareTo(limits.leakAfter()) >= 0;
        return shown.apply(finding.with(lasting ? seen : seen.map(ServerSide::withoutLeak)));
    }

    /** A pool's own records are read past its interfaces: what other versions have there must not hide the finding. */
    private List<Holder> known() {
        try {
            return holders.get();
        } catch (RuntimeException | LinkageError e) {
            return List.of();
        }
    }

    private Optional<Function<PoolFinding, Result>> trouble(
            PoolReading reading, Duration hungry, Duration high, Threshold waiting) {
        Status queueing = reading.isStarved() ? waiting.judge(hungry) : Status.UP;
        if (queueing != Status.UP) {
            return Optional.of(finding -> finding.starved(queueing, hungry, waiting));
        }
        Status used = high.compareTo(limits.usedFor()) >= 0 ? used(reading) : Status.UP;
        return used == Status.UP
                ? Optional.empty()
                : Optional.of(finding -> finding.saturated(used, high, limits.used()));
    }

    private Status used(PoolReading reading) {
        OptionalDouble ratio = reading.ratio();
        return ratio.isPresent() ? limits.used().judge(ratio.getAsDouble()) : Status.UP;
    }

    /** A server that does not answer must not hide what the pool itself shows. */
    @SuppressWarnings("try") // The stay is there to be closed.
    private Optional<ServerSide> serverSide(PoolReading reading, Result withoutServer, ProbeContext context) {
        try (ProbeContext.Stay stay = context.entering(withoutServer)) {
            return sessions.ask(reading, limits.leakAfter(), context);
        }
    }
}
