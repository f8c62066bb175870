package dev.vitals.jvm;

import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Hold;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;
import dev.vitals.probe.Scope;
import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Checks how much of the heap is alive: what garbage collection cannot take back.
 *
 * <pre>{@code
 * .check("heap", HeapProbe.create())
 * }</pre>
 *
 * <table>
 * <caption>What it answers</caption>
 * <tr><th>cause</th><th>status</th><th>when</th></tr>
 * <tr><td>{@code heap.exhausted}</td><td>DOWN</td><td>at least 90 % is alive: the application spends its time
 *     collecting, and an {@code OutOfMemoryError} is near</td></tr>
 * <tr><td>{@code heap.high}</td><td>DEGRADED</td><td>at least 80 % is alive; or more, by a collection 10 minutes ago or
 *     longer: what allocates nothing since runs out of nothing, and much of it may be garbage by now</td></tr>
 * <tr><td>{@code heap.filling}</td><td>DEGRADED</td><td>at least half is alive, has grown for a quarter of an hour and
 *     longer, and will be all within an hour if it goes on</td></tr>
 * <tr><td>{@code heap.unbounded}</td><td>UNKNOWN</td><td>the virtual machine reports no maximum to compare with</td></tr>
 * </table>
 *
 * <p>The numbers are the defaults of {@link HeapLimits}.
 *
 * <h2>How it is measured</h2>
 *
 * <p>With an old generation (Serial, Parallel, G1, generational ZGC): the bytes left by its last collection, or those in
 * it now if that is less, against its maximum. Until it has been collected once, the heap has never been short and the
 * check is up. G1 of JDK 17 counts only mixed and full collections, so a leak shows there a little later. With one pool
 * for all (ZGC before generations, Shenandoah): the least of the last 6 samples, and the check is up until there are 6.
 * Shenandoah is measured against 90 % of its maximum, since it needs the rest to work in.
 *
 * <p>Growth is that of the least of each third of the time, up to an hour, so that what comes and goes does not count.
 *
 * <h2>A heap that is full for good</h2>
 *
 * <p>This check is then {@code DOWN}, but who is to say so needs memory as well: callers get no answer, or a connection
 * that is closed. That is why the limits are below what is full; to an orchestrator no answer is a failure too. Once there
 * is memory again, answers are given again, except that the JDK's own HTTP server stays deaf when the error has ended its
 * listening thread; {@code vitals-server-jetty} listens again.
 *
 * <p>Each instance remembers its last samples, so it belongs to one check; like every probe it is entered by one thread
 * at a time.
 *
 * @since 0.1.0
 */
public final class HeapProbe implements Probe {
    /**
     * Made beforehand: when it is needed there is no room to make it. Naming the error here also loads it for the handler
     * below, which would need memory to find it.
     */
    private static final Result NO_MEMORY = HeapVerdict.tooFull(OutOfMemoryError.class);

    private static final Duration TREND = Duration.ofMinutes(15);

    private final HeapVerdict verdict;
    private final Supplier<HeapReading> source;
    private final LongSupplier nanoTime;
    private final LiveHeap live;
    private final Floor floor;

    private HeapProbe(HeapVerdict verdict, Supplier<HeapReading> source, LongSupplier nanoTime) {
        this.verdict = verdict;
        this.source = source;
        this.nanoTime = nanoTime;
        this.live = new LiveHeap(nanoTime);
        this.floor = new Floor(nanoTime);
    }

    /**
     * Returns a probe with the default limits.
     *
     * @return the probe
     */
    public static HeapProbe create() {
        return reading(HeapReading::now);
    }

    /** Returns a probe of a heap that need not be this process's. */
    static HeapProbe reading(Supplier<HeapReading> source) {
        return reading(source, System::nanoTime);
    }

    static HeapProbe reading(Supplier<HeapReading> source, LongSupplier nanoTime) {
        return new HeapProbe(new HeapVerdict(HeapLimits.DEFAULT), source, nanoTime);
    }

    /**
     * Returns this probe with its limits changed, and no sample remembered.
     *
     * @param change takes the limits, {@link HeapLimits#DEFAULT} at first, and returns the changed ones
     * @return a copy
     */
    public HeapProbe limits(UnaryOperator<HeapLimits> change) {
        return new HeapProbe(
                new HeapVerdict(Objects.requireNonNull(change, "change").apply(verdict.limits())), source, nanoTime);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Takes less than a millisecond and does not block. Never starts a collection.
     */
    @Override
    public Result check(ProbeContext context) {
        try {
            HeapReading reading = source.get();
            return live.estimate(reading).map(level -> judge(level, reading)).orElseGet(HeapVerdict::unbounded);
        } catch (OutOfMemoryError e) {
            live.full();
            return NO_MEMORY;
        }
    }

    private Result judge(HeapLevel level, HeapReading reading) {
        if (level.settled()) {
            floor.add(level.alive());
        }
        return verdict.judge(level, reading, floor.rise(TREND));
    }

    /**
     * {@inheritDoc}
     *
     * <p>{@link Scope#LOCAL}, the resource {@code heap}, and recovered after 6 good results: a heap that is nearly full
     * is often below its limit for a moment.
     */
    @Override
    public CheckPolicy defaultPolicy() {
        return CheckPolicy.DEFAULT.scope(Scope.LOCAL).resource("heap").recoverAfter(Hold.results(6));
    }
}
