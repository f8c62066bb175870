package dev.vitals.jvm;

import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Hold;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Scope;
import dev.vitals.probe.Status;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * Counts threads that end with an exception: their work is left undone, and often nobody notices.
 *
 * <pre>{@code
 * .check("uncaught", UncaughtProbe.create())
 * }</pre>
 *
 * <table>
 * <caption>What it answers</caption>
 * <tr><th>cause</th><th>status</th><th>when</th></tr>
 * <tr><td>{@code threads.died}</td><td>DEGRADED</td><td>at least one has since the previous run</td></tr>
 * <tr><td>{@code threads.uncounted}</td><td>UNKNOWN</td><td>they cannot be counted, since the application keeps replacing
 *     the handler of such exceptions</td></tr>
 * </table>
 *
 * <p>The number is the default of {@link UncaughtLimits}.
 *
 * <p>From its first run on it stands before the default handler that it finds and hands every exception on to it; where
 * there is none, the exception is printed to the standard error stream as the virtual machine would have. A handler that
 * the application sets later is found by the next run, and handed on to likewise. When the probe is closed, which the
 * aggregator does, it steps aside. Threads with a handler of their own, and exceptions that a {@code Future} keeps, are not
 * seen.
 *
 * <p>Each instance belongs to one check; like every probe it is entered by one thread at a time.
 *
 * @since 0.1.0
 */
public final class UncaughtProbe implements Probe, AutoCloseable {
    private final UncaughtLimits limits;
    private final UncaughtCounter counter = new UncaughtCounter();

    private UncaughtProbe(UncaughtLimits limits) {
        this.limits = limits;
    }

    /**
     * Returns a probe with the default limits.
     *
     * @return the probe
     */
    public static UncaughtProbe create() {
        return new UncaughtProbe(UncaughtLimits.DEFAULT);
    }

    /**
     * Returns this probe with its limits changed, which counts by itself.
     *
     * @param change takes the limits, {@link UncaughtLimits#DEFAULT} at first, and returns the changed ones
     * @return a copy
     */
    public UncaughtProbe limits(UnaryOperator<UncaughtLimits> change) {
        return new UncaughtProbe(
                Objects.requireNonNull(Objects.requireNonNull(change, "change").apply(limits), "the changed limits"));
    }

    /**
     * {@inheritDoc}
     *
     * <p>Takes less than a millisecond and does not block.
     */
    @Override
    public Result check(ProbeContext context) {
        if (!counter.install()) {
            return Result.unknown(
                            JvmCauses.THREADS_UNCOUNTED,
                            "the application keeps replacing the handler of uncaught exceptions")
                    .remedy(Remedy.words(
                            "set the default handler once, before the aggregator is built, or leave this check"
                                    + " out"));
        }
        long total = counter.count();
        OptionalLong since = context.increase("uncaught", total);
        long fresh = since.orElse(0);
        Status status = limits.count().judge(fresh);
        Result result =
                status == Status.UP ? Result.up(total + " threads ended with an exception") : died(status, fresh);
        return result.observe(Observation.count("uncaught.total", total))
                .observe(Observation.count("uncaught.new", fresh).against(limits.count()));
    }

    private Result died(Status status, long fresh) {
        List<List<String>> rows = counter.latest();
        String latest = rows.isEmpty()
                ? ""
                : ", the last one " + rows.get(0).get(1) + " with "
                        + rows.get(0).get(2);
        String line = fresh + (fresh == 1 ? " thread" : " threads") + " ended with an exception" + latest;
        return Result.of(status, JvmCauses.THREADS_DIED, line)
                .evidence(new Evidence.Table(
                        "threads that ended with an exception",
                        List.of("when", "thread", "exception", "message", "code"),
                        rows))
                .remedy(Remedy.words("find out what these threads did, and whether it still gets done; a restart brings"
                        + " them back"));
    }

    /**
     * {@inheritDoc}
     *
     * <p>{@link Scope#LOCAL}, the resource {@code threads}, and recovered after 6 good results, so that an exception, which
     * only one run sees, is shown for a minute.
     */
    @Override
    public CheckPolicy defaultPolicy() {
        return CheckPolicy.DEFAULT.scope(Scope.LOCAL).resource("threads").recoverAfter(Hold.results(6));
    }

    /** Steps aside from the handler of uncaught exceptions. Does not block. */
    @Override
    public void close() {
        counter.close();
    }
}
