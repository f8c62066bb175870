package dev.vitals.jvm;

import dev.vitals.jvm.facts.Stoppages;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Command;
import dev.vitals.probe.Hold;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Scope;
import dev.vitals.probe.Status;
import dev.vitals.probe.Unit;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/**
 * Checks how much of the time garbage collection stops the application. How long a single stop takes is checked by
 * {@link PauseProbe}.
 *
 * <pre>{@code
 * .check("gc", GcProbe.create())
 * }</pre>
 *
 * <table>
 * <caption>What it answers</caption>
 * <tr><th>cause</th><th>status</th><th>when</th></tr>
 * <tr><td>{@code gc.overhead}</td><td>DOWN</td><td>at least 50 % of the last minute</td></tr>
 * <tr><td>{@code gc.overhead}</td><td>DEGRADED</td><td>at least 25 % of it</td></tr>
 * </table>
 *
 * <p>The percentages are the defaults of {@link GcLimits}. In its first minute, while the application starts, it is up.
 * Cycles that run beside the application do not count (ZGC, Shenandoah, the concurrent part of G1). With such a collector
 * an application that allocates faster than is collected is held up by other means; {@link HeapProbe} sees the reason.
 *
 * <p>Each instance remembers its last samples, so it belongs to one check; like every probe it is entered by one thread
 * at a time.
 *
 * @since 0.1.0
 */
public final class GcProbe implements Probe {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration LONG = Duration.ofMinutes(5).minusSeconds(10);
    private static final long PID = ProcessHandle.current().pid();

    private final GcLimits limits;
    private final LongSupplier stoppedMillis;
    private final LongSupplier nanoTime;
    private final Share share;

    private GcProbe(GcLimits limits, LongSupplier stoppedMillis, LongSupplier nanoTime) {
        this.limits = limits;
        this.stoppedMillis = stoppedMillis;
        this.nanoTime = nanoTime;
        this.share = new Share(nanoTime);
    }

    /**
     * Returns a probe with the default limits.
     *
     * @return the probe
     */
    public static GcProbe create() {
        return reading(Stoppages.ofThisMachine()::millis, System::nanoTime);
    }

    /** Returns a probe of collectors that need not be this process's. */
    static GcProbe reading(LongSupplier stoppedMillis, LongSupplier nanoTime) {
        return new GcProbe(GcLimits.DEFAULT, stoppedMillis, nanoTime);
    }

    /**
     * Returns this probe with its limits changed, and no sample remembered.
     *
     * @param change takes the limits, {@link GcLimits#DEFAULT} at first, and returns the changed ones
     * @return a copy
     */
    public GcProbe limits(UnaryOperator<GcLimits> change) {
        return new GcProbe(
                Objects.requireNonNull(Objects.requireNonNull(change, "change").apply(limits), "the changed limits"),
                stoppedMillis,
                nanoTime);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Takes less than a millisecond and does not block.
     */
    @Override
    public Result check(ProbeContext context) {
        share.add(Duration.ofMillis(stoppedMillis.getAsLong()).toNanos());
        OptionalDouble minute = share.over(MINUTE);
        if (minute.isEmpty()) {
            return Result.up("not yet watched for a minute");
        }
        double stopped = minute.getAsDouble();
        Status status = limits.stopped().judge(stopped);
        String line = "collections stopped the application for " + Unit.RATIO.show(stopped) + " of the last minute"
                + limits.stopped().suffix(status);
        Result result = status == Status.UP ? Result.up(line) : advise(Result.of(status, JvmCauses.GC_OVERHEAD, line));
        return observe(
                result.observe(Observation.ratio("gc.stopped.1m", stopped).against(limits.stopped())));
    }

    private Result observe(Result result) {
        OptionalDouble longer = share.over(LONG);
        return longer.isPresent() ? result.observe(Observation.ratio("gc.stopped.5m", longer.getAsDouble())) : result;
    }

    private static Result advise(Result result) {
        return result.remedy(Remedy.words("see how full the heap is after each collection, for a while")
                        .run(Command.shell("jstat -gcutil {} 5000 12", PID)))
                .remedy(Remedy.words("raise -Xmx if the heap is full of objects in use; else find what allocates so"
                        + " much, with a flight recording"));
    }

    /**
     * {@inheritDoc}
     *
     * <p>{@link Scope#LOCAL}, the resource {@code heap}.
     */
    @Override
    public CheckPolicy defaultPolicy() {
        return CheckPolicy.DEFAULT.scope(Scope.LOCAL).resource("heap").recoverAfter(Hold.results(3));
    }
}
