package dev.vitals.jvm;

import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Hold;
import dev.vitals.probe.Limits;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;
import dev.vitals.probe.Scope;
import java.util.function.Supplier;

/**
 * Looks at how much of the heap is alive: what garbage collection cannot take back.
 *
 * <pre>{@code
 * .check("heap", HeapProbe.create())
 * }</pre>
 *
 * <table>
 * <caption>What it answers</caption>
 * <tr><th>cause</th><th>status</th><th>when</th></tr>
 * <tr><td>{@code heap.exhausted}</td><td>DOWN</td><td>more than 90 % is alive: the application spends its time
 *     collecting, and an {@code OutOfMemoryError} is near</td></tr>
 * <tr><td>{@code heap.high}</td><td>DEGRADED</td><td>more than 80 % is alive</td></tr>
 * <tr><td>{@code heap.unbounded}</td><td>UNKNOWN</td><td>the virtual machine names no maximum to compare with</td></tr>
 * </table>
 *
 * <h2>How it is measured</h2>
 *
 * <p>With an old generation (Serial, Parallel, G1, generational ZGC): what the last collection of it left, or what is
 * in it now if that is less, against its maximum. Until it has been collected once, the heap has never been short and
 * the check is up. G1 of JDK 17 counts only mixed and full collections, so a leak shows there a little later. With one
 * pool for all (ZGC before generations, Shenandoah): the least of the last 6 looks, and the check is up until there
 * are 6. Shenandoah is measured against 90 % of its maximum, since it needs the rest to work in.
 *
 * <h2>Where the limits come from</h2>
 *
 * <p>80 % is awesome-prometheus-alerts' {@code JvmMemoryFillingUp}, though that one counts garbage; 90 % after
 * collection is where TeamCity reports that memory runs low.
 *
 * <p>Each instance remembers its last looks, so it belongs to one check; like every probe it is entered by one thread
 * at a time.
 *
 * @since 0.1.0
 */
public final class HeapProbe implements Probe {
    /**
     * Made beforehand: when it is needed there is no room to make it. Naming the error here also loads it for the handler
     * below, which would need memory to look it up.
     */
    private static final Result NO_MEMORY = HeapVerdict.tooFull(OutOfMemoryError.class);

    private final HeapVerdict verdict;
    private final Supplier<HeapReading> source;
    private final LiveHeap live = new LiveHeap();

    private HeapProbe(HeapVerdict verdict, Supplier<HeapReading> source) {
        this.verdict = verdict;
        this.source = source;
    }

    /**
     * Returns a probe with the default limits.
     *
     * @return the probe
     * @since 0.1.0
     */
    public static HeapProbe create() {
        return reading(HeapReading::now);
    }

    /** Returns a probe of a heap that need not be this process's. */
    static HeapProbe reading(Supplier<HeapReading> source) {
        return new HeapProbe(new HeapVerdict(Limits.percent(80, 90)), source);
    }

    /**
     * Returns this probe with other limits, and nothing remembered.
     *
     * @param alive the percentages alive; by default above 80 is degraded, above 90 is down
     * @return a copy
     * @since 0.1.0
     */
    public HeapProbe limits(Limits alive) {
        return new HeapProbe(new HeapVerdict(alive), source);
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
            return live.estimate(reading)
                    .map(level -> verdict.judge(level, reading.pools()))
                    .orElseGet(verdict::unbounded);
        } catch (OutOfMemoryError e) {
            live.full();
            return NO_MEMORY;
        }
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
