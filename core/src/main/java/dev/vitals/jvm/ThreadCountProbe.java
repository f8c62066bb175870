package dev.vitals.jvm;

import dev.vitals.jvm.facts.CodePlace;
import dev.vitals.jvm.facts.ThreadPicture;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Command;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Scope;
import dev.vitals.probe.Status;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/**
 * Checks the number of platform threads, and that it does not grow without end. Virtual threads are not counted.
 *
 * <pre>{@code
 * .check("threads", ThreadCountProbe.create())
 * }</pre>
 *
 * <table>
 * <caption>What it answers</caption>
 * <tr><th>cause</th><th>status</th><th>when</th></tr>
 * <tr><td>{@code threads.many}</td><td>DOWN, DEGRADED</td><td>there are at least 20,000 threads, 5,000 threads</td></tr>
 * <tr><td>{@code threads.growing}</td><td>DEGRADED</td><td>for half an hour and longer there were ever more of them, by
 *     now at least 200, and half as many more as before</td></tr>
 * </table>
 *
 * <p>The numbers are the defaults of {@link ThreadLimits}. The first ten minutes of the process, in which pools fill, do
 * not count as growth. When it leaves {@code UP} it shows the threads by name and by what code of the application they
 * are in.
 *
 * <p>Each instance remembers its last hour, so it belongs to one check; like every probe it is entered by one thread at a
 * time.
 *
 * @since 0.1.0
 */
public final class ThreadCountProbe implements Probe {
    private static final int ROWS = 20;
    private static final int SAMPLED = 500;
    private static final int DEPTH = 64;
    private static final long PID = ProcessHandle.current().pid();

    private final ThreadLimits limits;
    private final IntSupplier count;
    private final LongSupplier nanoTime;
    private final Growth growth;

    private ThreadCountProbe(ThreadLimits limits, IntSupplier count, LongSupplier nanoTime) {
        this.limits = limits;
        this.count = count;
        this.nanoTime = nanoTime;
        this.growth = new Growth(nanoTime);
    }

    /**
     * Returns a probe with the default limits.
     *
     * @return the probe
     */
    public static ThreadCountProbe create() {
        return counting(ManagementFactory.getThreadMXBean()::getThreadCount, System::nanoTime);
    }

    /** Returns a probe of a number of threads that need not be this process's. */
    static ThreadCountProbe counting(IntSupplier count, LongSupplier nanoTime) {
        return new ThreadCountProbe(ThreadLimits.DEFAULT, count, nanoTime);
    }

    /**
     * Returns this probe with its limits changed, and nothing remembered.
     *
     * @param change takes the limits, {@link ThreadLimits#DEFAULT} at first, and returns the changed ones
     * @return a copy
     */
    public ThreadCountProbe limits(UnaryOperator<ThreadLimits> change) {
        return new ThreadCountProbe(
                Objects.requireNonNull(Objects.requireNonNull(change, "change").apply(limits), "the changed limits"),
                count,
                nanoTime);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Takes some microseconds and does not block. When it is not up, also looks at the names of all threads, which
     * takes a millisecond or two with a thousand of them and stops none.
     */
    @Override
    public Result check(ProbeContext context) {
        int now = count.getAsInt();
        growth.add(now);
        Result result = judge(now);
        Result observed = result.observe(Observation.count("threads.count", now).against(limits.count()));
        return result.status() == Status.UP ? observed : advise(observed.evidence(byName()));
    }

    private Result judge(int now) {
        Status status = limits.count().judge(now);
        if (status != Status.UP) {
            return Result.of(
                    status,
                    JvmCauses.THREADS_MANY,
                    now + " threads" + limits.count().suffix(status));
        }
        Optional<Floor.Rise> rise = growth.rise().filter(seen -> seen.to() >= seen.from() * 3 / 2);
        Status growing = rise.map(seen -> limits.growth().judge(seen.by())).orElse(Status.UP);
        return growing == Status.UP ? Result.up(now + " threads") : growing(growing, rise.orElseThrow());
    }

    private Result growing(Status status, Floor.Rise rise) {
        return Result.of(
                status,
                JvmCauses.THREADS_GROWING,
                "threads have grown from " + rise.from() + " to " + rise.to() + " in "
                        + Quantities.duration(rise.over().truncatedTo(ChronoUnit.MINUTES))
                        + " and never came back");
    }

    private static Evidence byName() {
        return table(
                "threads by name",
                "name",
                CodePlace.countNames(ThreadPicture.now().threads()));
    }

    private static Evidence table(String title, String what, List<Map.Entry<String, Long>> counts) {
        return new Evidence.Table(
                title,
                List.of("threads", what),
                counts.stream()
                        .limit(ROWS)
                        .map(entry -> List.of(Long.toString(entry.getValue()), entry.getKey()))
                        .toList());
    }

    private static Result advise(Result result) {
        return result.remedy(Remedy.words("see what they all do").run(Command.shell("jcmd {} Thread.print", PID)))
                .remedy(Remedy.words("look for an executor made at each request and never shut down, or a pool without"
                        + " a limit"));
    }

    /**
     * {@inheritDoc}
     *
     * <p>Looks at the stacks of up to 500 threads, 50 at a time, each of which stops the application for a few
     * milliseconds.
     */
    @Override
    public List<Evidence> diagnose(ProbeContext context) {
        List<Long> ids = ThreadPicture.now().threads().stream()
                .map(ThreadInfo::getThreadId)
                .sorted(Comparator.reverseOrder())
                .limit(SAMPLED)
                .toList();
        return List.of(
                table("code the youngest threads are in", "code", CodePlace.count(ThreadPicture.stacks(ids, DEPTH))));
    }

    /**
     * {@inheritDoc}
     *
     * <p>{@link Scope#LOCAL}, the resource {@code threads}.
     */
    @Override
    public CheckPolicy defaultPolicy() {
        return CheckPolicy.DEFAULT.scope(Scope.LOCAL).resource("threads");
    }
}
