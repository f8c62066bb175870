package dev.vitals.host;

import com.sun.management.OperatingSystemMXBean;
import dev.vitals.host.facts.KernelFiles;
import dev.vitals.host.facts.Processes;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Hold;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;
import dev.vitals.probe.Scope;
import dev.vitals.probe.Status;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Checks the processors: the time this container uses of its quota or, without one, the whole machine of its processors,
 * how often the quota stopped it, what the hypervisor took away, and the load.
 *
 * <pre>{@code
 * .check("cpu", CpuProbe.create())
 * }</pre>
 *
 * <table>
 * <caption>What it answers</caption>
 * <tr><th>cause</th><th>status</th><th>when</th></tr>
 * <tr><td>{@code cpu.throttled}</td><td>DEGRADED</td><td>in 25 % of the periods of the last minute the container was
 *     stopped because its quota was used up: everything in it is late at once</td></tr>
 * <tr><td>{@code cpu.stolen}</td><td>DEGRADED</td><td>the hypervisor gave 10 % of the last five minutes to others</td></tr>
 * <tr><td>{@code cpu.high}</td><td>DEGRADED</td><td>90 % was used over the last five minutes</td></tr>
 * <tr><td>{@code cpu.load-high}</td><td>DEGRADED</td><td>twice as many tasks as the machine has processors ran, or wanted
 *     to, or waited for a disk, over the last 15 minutes</td></tr>
 * <tr><td>{@code host.unreadable}</td><td>UNKNOWN</td><td>the kernel's numbers cannot be read</td></tr>
 * <tr><td>{@code host.unsupported}</td><td>UNKNOWN</td><td>neither the system nor the virtual machine has numbers</td></tr>
 * </table>
 *
 * <p>The numbers are the defaults of {@link CpuLimits}. Control groups of version 1, version 2 and hybrid systems are
 * understood; a quota on a parent counts like the group's own. Steal and load are always those of the whole machine. Off
 * Linux only the use of the machine is known, as of now.
 *
 * <p>Use is not judged before there are samples of two minutes, throttling not before there are some of half a minute. A
 * busy minute is no alarm.
 *
 * <p>When it leaves {@code UP}, the five processes with the most CPU time since then are its evidence, by command name.
 *
 * <p>Each instance is for one check: it keeps samples of the last five minutes.
 *
 * @since 0.1.0
 */
public final class CpuProbe implements Probe {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMinutes(1);
    private static final double LONG_ENOUGH = 120;
    private static final double SHORT_ENOUGH = 30;

    private final HostSource source;
    private final CpuVerdict verdict;
    private final Window<CpuSample> window = new Window<>(LONG);
    private volatile @Nullable Processes processes;

    private CpuProbe(HostSource source, CpuVerdict verdict) {
        this.source = source;
        this.verdict = verdict;
    }

    /**
     * Returns a probe with the default limits.
     *
     * @return the probe
     */
    public static CpuProbe create() {
        return from(HostSource.SHARED);
    }

    static CpuProbe from(HostSource source) {
        return new CpuProbe(source, new CpuVerdict(CpuLimits.DEFAULT));
    }

    /**
     * Returns this probe with its limits changed, and without its samples.
     *
     * @param change takes the limits, {@link CpuLimits#DEFAULT} at first, and returns the changed ones
     * @return a copy
     */
    public CpuProbe limits(UnaryOperator<CpuLimits> change) {
        return new CpuProbe(
                source, new CpuVerdict(Objects.requireNonNull(change, "change").apply(verdict.limits())));
    }

    /**
     * {@inheritDoc}
     *
     * <p>Reads a few files of the kernel, which takes less than a millisecond and does not block. While something is
     * wrong it also reads one small file for each process.
     */
    @Override
    public Result check(ProbeContext context) {
        return source.hasProc() ? source.check(context, files -> judge(files, System.nanoTime())) : elsewhere();
    }

    /** Takes the time, so that tests need not wait. */
    Result judge(KernelFiles files, long now) throws IOException {
        CpuSample sample = CpuSample.read(files);
        Optional<Window.Sample<CpuSample>> minutes =
                window.before(now, LONG).filter(before -> before.secondsUntil(now) >= LONG_ENOUGH);
        Optional<Window.Sample<CpuSample>> minute =
                window.before(now, SHORT).filter(before -> before.secondsUntil(now) >= SHORT_ENOUGH);
        window.add(now, sample);
        Result result = verdict.judge(
                sample,
                share(minutes.map(before -> sample.used(before.value(), before.secondsUntil(now)))),
                share(minute.map(before -> sample.throttled(before.value()))),
                share(minutes.map(before -> sample.stolen(before.value()))));
        remember(result.status(), files.root());
        return result;
    }

    private static OptionalDouble share(Optional<OptionalDouble> share) {
        return share.orElseGet(OptionalDouble::empty);
    }

    /** The first bad run takes the sample with which the diagnosis compares. */
    private void remember(Status status, Path root) throws IOException {
        if (status == Status.UP) {
            processes = null;
        } else if (processes == null) {
            processes = Processes.read(root);
        }
    }

    private Result elsewhere() {
        double used = ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getCpuLoad()
                : -1;
        return used >= 0 ? verdict.judge(Math.min(1, used)) : HostSource.unsupported();
    }

    /**
     * {@inheritDoc}
     *
     * <p>The five processes that used the most CPU since the first bad run. Reads one small file for each process.
     */
    @Override
    public List<Evidence> diagnose(ProbeContext context) throws IOException {
        Processes before = processes;
        return before == null
                ? List.of()
                : List.of(LargestProcesses.byCpu(
                        before, Processes.read(source.files(context).root())));
    }

    /**
     * {@inheritDoc}
     *
     * <p>{@link Scope#LOCAL}, the resource {@code cpu}, and bad only after two bad results, so that there is a time over
     * which processes can be compared.
     */
    @Override
    public CheckPolicy defaultPolicy() {
        return CheckPolicy.DEFAULT.scope(Scope.LOCAL).resource("cpu").failAfter(Hold.results(2));
    }
}
