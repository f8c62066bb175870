package dev.vitals.jvm;

import dev.vitals.jvm.facts.CodePlace;
import dev.vitals.jvm.facts.CpuTimes;
import dev.vitals.jvm.facts.ThreadPicture;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Command;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Hold;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Scope;
import dev.vitals.probe.Status;
import dev.vitals.probe.Unit;
import java.lang.management.ThreadInfo;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks how much of its processors this process uses, and shows which code uses them.
 *
 * <pre>{@code
 * .check("cpu", HotThreadProbe.create())
 * }</pre>
 *
 * <table>
 * <caption>What it answers</caption>
 * <tr><th>cause</th><th>status</th><th>when</th></tr>
 * <tr><td>{@code threads.hot}</td><td>DEGRADED</td><td>over the last minute this process used at least 90 % of the
 *     processors that the virtual machine may use; with the threads that did, by the code of the application that they
 *     are in</td></tr>
 * <tr><td>{@code threads.unmeasured}</td><td>UNKNOWN</td><td>the virtual machine does not measure the time of this
 *     process</td></tr>
 * </table>
 *
 * <p>The percentage is the default of {@link HotThreadLimits}. A quota of less than a processor counts as one, as the
 * virtual machine has it; the check of the processor in {@code dev.vitals.host} knows the quota. Virtual threads are seen
 * as the threads that carry them.
 *
 * <p>Each instance remembers its last samples, so it belongs to one check; like every probe it is entered by one thread
 * at a time.
 *
 * @since 0.1.0
 */
public final class HotThreadProbe implements Probe {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration LAST = Duration.ofSeconds(2);
    private static final int HOTTEST = 20;
    private static final int DEPTH = 64;
    private static final long PID = ProcessHandle.current().pid();

    private final HotThreadLimits limits;
    private final Supplier<OptionalLong> used;
    private final LongSupplier nanoTime;
    private final Share share;
    private @Nullable Baseline baseline;

    private record Baseline(long at, CpuTimes times) {}

    private HotThreadProbe(HotThreadLimits limits, Supplier<OptionalLong> used, LongSupplier nanoTime) {
        this.limits = limits;
        this.used = used;
        this.nanoTime = nanoTime;
        this.share = new Share(nanoTime);
    }

    /**
     * Returns a probe with the default limits.
     *
     * @return the probe
     */
    public static HotThreadProbe create() {
        return reading(CpuTimes::ofProcess, System::nanoTime);
    }

    /** Returns a probe with a clock of its own. */
    static HotThreadProbe reading(Supplier<OptionalLong> used, LongSupplier nanoTime) {
        return new HotThreadProbe(HotThreadLimits.DEFAULT, used, nanoTime);
    }

    /**
     * Returns this probe with its limits changed, and nothing remembered.
     *
     * @param change takes the limits, {@link HotThreadLimits#DEFAULT} at first, and returns the changed ones
     * @return a copy
     */
    public HotThreadProbe limits(UnaryOperator<HotThreadLimits> change) {
        return new HotThreadProbe(
                Objects.requireNonNull(Objects.requireNonNull(change, "change").apply(limits), "the changed limits"),
                used,
                nanoTime);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Takes less than a millisecond and does not block. While the process uses half of its limit, asks for the
     * time of each thread, which takes a millisecond or two with a thousand threads; when it is not up, also looks at the
     * stacks of the 20 busiest.
     */
    @Override
    public Result check(ProbeContext context) {
        OptionalLong soFar = used.get();
        if (soFar.isEmpty()) {
            return Result.unknown(
                    JvmCauses.THREADS_UNMEASURED, "the virtual machine does not measure the CPU time of its process");
        }
        share.add(soFar.getAsLong() / Runtime.getRuntime().availableProcessors());
        Baseline before = baseline;
        // From half of the limit on it is worth while to know which threads use it.
        boolean busy = limits.busy().judge(2 * share.over(LAST).orElse(0)) != Status.UP;
        baseline = busy ? new Baseline(System.nanoTime(), CpuTimes.now()) : null;
        OptionalDouble minute = share.over(MINUTE);
        return minute.isEmpty() ? Result.up("not yet watched for a minute") : judge(minute.getAsDouble(), before);
    }

    private Result judge(double busy, @Nullable Baseline before) {
        Status status = limits.busy().judge(busy);
        String line = "this process used " + Unit.RATIO.show(busy) + " of its processors over the last minute"
                + limits.busy().suffix(status);
        Result result = status == Status.UP ? Result.up(line) : advise(Result.of(status, JvmCauses.THREADS_HOT, line));
        Result observed = result.observe(Observation.ratio("cpu.busy", busy).against(limits.busy()));
        Baseline now = baseline;
        return status == Status.UP || now == null || before == null
                ? observed
                : observed.evidence(hottest(before, now));
    }

    private static Evidence hottest(Baseline before, Baseline now) {
        List<CpuTimes.Use> uses =
                now.times().since(before.times()).stream().limit(HOTTEST).toList();
        Map<Long, ThreadInfo> threads =
                ThreadPicture.stacks(uses.stream().map(CpuTimes.Use::thread).toList(), DEPTH).stream()
                        .collect(Collectors.toMap(ThreadInfo::getThreadId, Function.identity()));
        Map<String, Hot> places = new LinkedHashMap<>();
        for (CpuTimes.Use use : uses) {
            ThreadInfo thread = threads.get(use.thread());
            if (thread != null) {
                Hot hot = new Hot(1, use.nanos(), CodePlace.family(thread.getThreadName()));
                places.merge(CodePlace.of(thread.getStackTrace()), hot, Hot::and);
            }
        }
        return table(places, now.at() - before.at());
    }

    private static Evidence table(Map<String, Hot> places, long time) {
        return new Evidence.Table(
                "hottest threads by code",
                List.of("of one processor", "threads", "code", "thread"),
                places.entrySet().stream()
                        .sorted(Map.Entry.comparingByValue(
                                Comparator.comparingLong(Hot::nanos).reversed()))
                        .map(entry -> List.of(
                                Unit.RATIO.show((double) entry.getValue().nanos() / Math.max(1, time)),
                                Integer.toString(entry.getValue().threads()),
                                entry.getKey(),
                                entry.getValue().name()))
                        .toList());
    }

    private record Hot(int threads, long nanos, String name) {
        Hot and(Hot other) {
            return new Hot(threads + other.threads, nanos + other.nanos, name);
        }
    }

    private static Result advise(Result result) {
        return result.remedy(Remedy.words("see the threads by CPU time, and their stacks")
                .run(Command.shell("top -H -b -n 1 -p {} | head -n 30; jcmd {} Thread.print", PID, PID)));
    }

    /**
     * {@inheritDoc}
     *
     * <p>{@link Scope#LOCAL}, failing when it has been so for two minutes more.
     */
    @Override
    public CheckPolicy defaultPolicy() {
        return CheckPolicy.DEFAULT.scope(Scope.LOCAL).failAfter(Hold.lasting(Duration.ofMinutes(2)));
    }
}
