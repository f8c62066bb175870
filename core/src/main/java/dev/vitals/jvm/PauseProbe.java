package dev.vitals.jvm;

import dev.vitals.probe.Cause;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Command;
import dev.vitals.probe.Hold;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Scope;
import dev.vitals.probe.Status;
import java.time.Duration;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Checks that the virtual machine does not stand still: for a collection, because the machine or container gives it no
 * processor, because it was suspended. It explains why everything timed out at once.
 *
 * <pre>{@code
 * .check("pauses", PauseProbe.create())
 * }</pre>
 *
 * <table>
 * <caption>What it answers</caption>
 * <tr><th>cause</th><th>status</th><th>when</th></tr>
 * <tr><td>{@code gc.pause}</td><td>DOWN, DEGRADED</td><td>garbage collection stopped the application for 5 s, for 1 s,
 *     since the previous run</td></tr>
 * <tr><td>{@code jvm.paused}</td><td>DOWN, DEGRADED</td><td>the virtual machine stood still for 5 s, for 1 s, and not
 *     for garbage collection</td></tr>
 * <tr><td>{@code jvm.unwatched}</td><td>UNKNOWN</td><td>no thread could be started to watch</td></tr>
 * </table>
 *
 * <p>The times are the defaults of {@link PauseLimits}.
 *
 * <p>A thread of its own, {@code vitals-ticker}, wants to wake every 100 ms and notes how late it does. It starts at the
 * first run and ends when the probe is closed, which the aggregator does. Each instance belongs to one check; like every
 * probe it is entered by one thread at a time.
 *
 * @since 0.1.0
 */
public final class PauseProbe implements Probe, AutoCloseable {
    private static final long PID = ProcessHandle.current().pid();

    private final PauseLimits limits;
    private final PauseTicker ticker = new PauseTicker();

    private PauseProbe(PauseLimits limits) {
        this.limits = limits;
    }

    /**
     * Returns a probe with the default limits.
     *
     * @return the probe
     */
    public static PauseProbe create() {
        return new PauseProbe(PauseLimits.DEFAULT);
    }

    /**
     * Returns this probe with its limits changed, which watches by itself.
     *
     * @param change takes the limits, {@link PauseLimits#DEFAULT} at first, and returns the changed ones
     * @return a copy
     */
    public PauseProbe limits(UnaryOperator<PauseLimits> change) {
        return new PauseProbe(
                Objects.requireNonNull(Objects.requireNonNull(change, "change").apply(limits), "the changed limits"));
    }

    /**
     * {@inheritDoc}
     *
     * <p>Takes less than a millisecond and does not block.
     */
    @Override
    public Result check(ProbeContext context) {
        try {
            return ticker.start() ? judge(ticker.take()) : Result.up("watched from now on");
        } catch (OutOfMemoryError noThread) {
            return Result.unknown(JvmCauses.UNWATCHED, "no thread can be started to watch for pauses");
        }
    }

    Result judge(PauseTicker.Pauses pauses) {
        Duration longest = Duration.ofNanos(pauses.longest());
        Status status = limits.longest().judge(longest);
        Result result = status == Status.UP
                ? Result.up("the longest pause took " + Quantities.duration(longest))
                : found(status, pauses, longest);
        return result.observe(Observation.duration("pause.longest", longest).against(limits.longest()))
                .observe(Observation.duration("pause.total", Duration.ofNanos(pauses.total())))
                .observe(Observation.count("pause.count", pauses.count()));
    }

    private Result found(Status status, PauseTicker.Pauses pauses, Duration longest) {
        Cause cause = pauses.collection() ? JvmCauses.GC_PAUSE : JvmCauses.JVM_PAUSED;
        String who = pauses.collection()
                ? "garbage collection stopped the application for "
                : "the virtual machine stood still for ";
        String part = pauses.collection() || pauses.collecting() == 0
                ? ""
                : ", of which garbage collection took " + Quantities.duration(Duration.ofNanos(pauses.collecting()));
        String line =
                who + Quantities.duration(longest) + part + limits.longest().suffix(status);
        Result result = Result.of(status, cause, line);
        return pauses.collection() ? collection(result) : other(result);
    }

    private static Result collection(Result result) {
        return result.remedy(Remedy.words("see how full the heap is and which collector works")
                        .run(Command.shell("jcmd {} GC.heap_info", PID)))
                .remedy(Remedy.words("raise -Xmx if the heap is nearly full, or use a collector with short pauses, such"
                        + " as -XX:+UseZGC"));
    }

    private static Result other(Result result) {
        return result.remedy(Remedy.words("see whether the container is throttled or the machine swaps")
                        .run(Command.shell("cat /sys/fs/cgroup/cpu.stat; vmstat 1 5")))
                .remedy(Remedy.words(
                        "look for a thread dump, a heap dump or a suspended machine at that time; -Xlog:safepoint"
                                + " names what the virtual machine stops for"));
    }

    /**
     * {@inheritDoc}
     *
     * <p>{@link Scope#LOCAL}, and recovered after 6 good results, so that a pause, which only one run sees, is shown for
     * a minute.
     */
    @Override
    public CheckPolicy defaultPolicy() {
        return CheckPolicy.DEFAULT.scope(Scope.LOCAL).recoverAfter(Hold.results(6));
    }

    /** Ends the thread. Does not block. */
    @Override
    public void close() {
        ticker.close();
    }
}
