package dev.vitals.host;

import dev.vitals.host.facts.ContainerMemory;
import dev.vitals.host.facts.HostMemory;
import dev.vitals.host.facts.KernelFiles;
import dev.vitals.host.facts.Processes;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Hold;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;
import dev.vitals.probe.Scope;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Checks the memory of the container this process runs in or, without a limit, of the machine. Linux only.
 *
 * <pre>{@code
 * .check("memory", MemoryProbe.create())
 * }</pre>
 *
 * <table>
 * <caption>What it answers</caption>
 * <tr><th>cause</th><th>status</th><th>when</th></tr>
 * <tr><td>{@code memory.exhausted}</td><td>DOWN</td><td>at least 95 % is used: the kernel is about to kill</td></tr>
 * <tr><td>{@code memory.oom-kills}</td><td>DEGRADED</td><td>the kernel killed a process of this group (without a limit:
 *     of this machine) for lack of memory since the previous run</td></tr>
 * <tr><td>{@code memory.high}</td><td>DEGRADED</td><td>at least 90 % is used</td></tr>
 * <tr><td>{@code memory.eviction}</td><td>DEGRADED</td><td>in a pod of Kubernetes: 256 MiB or less are left on the node
 *     by the kubelet's count, which evicts pods at 100 MiB</td></tr>
 * <tr><td>{@code memory.unreadable}</td><td>UNKNOWN</td><td>the numbers, or a limit that may exist, cannot be read</td></tr>
 * <tr><td>{@code memory.unsupported}</td><td>UNKNOWN</td><td>the system has no {@code /proc}</td></tr>
 * </table>
 *
 * <p>The numbers are the defaults of {@link MemoryLimits}.
 *
 * <h2>What counts as used</h2>
 *
 * <p>In a control group: what the kernel cannot take back, which is its usage without clean file cache, against its
 * limit. The working set, which the kubelet and {@code kubectl top} show, counts file cache that was read twice; it is
 * shown beside. A group whose program code no longer fits as file cache is slow rather than full: the check of memory
 * pressure sees that. Version 1, version 2 and hybrid systems are understood; the hierarchy is the one that has
 * the memory controller. A limit on a parent counts like the group's own, against the parent's working set; of several,
 * the fullest group decides. A limit above the size of the machine does not count. On the machine: everything but
 * {@code MemAvailable}.
 *
 * <p>The settings of this class are immutable and it may be shared; like every probe it is entered by one thread at a
 * time.
 *
 * @since 0.1.0
 */
public final class MemoryProbe implements Probe {
    /**
     * Made beforehand. Naming the error here also loads it for the handler below, which would need memory to find it.
     */
    private static final Result NO_MEMORY = Result.unknown(
            HostCauses.MEMORY_UNREADABLE, OutOfMemoryError.class.getSimpleName() + " while checking the memory");

    private final HostSource source;
    private final MemoryVerdict verdict;

    private MemoryProbe(HostSource source, MemoryVerdict verdict) {
        this.source = source;
        this.verdict = verdict;
    }

    /**
     * Returns a probe with the default limits.
     *
     * @return the probe
     */
    public static MemoryProbe create() {
        return from(HostSource.SHARED);
    }

    static MemoryProbe from(HostSource source) {
        return new MemoryProbe(source, new MemoryVerdict(MemoryLimits.DEFAULT, inKubernetes()));
    }

    private static boolean inKubernetes() {
        return System.getenv("KUBERNETES_SERVICE_HOST") != null;
    }

    /** Returns a probe that finds {@code proc} and every mount point below a directory. */
    static MemoryProbe under(Path root) {
        return under(root, inKubernetes());
    }

    static MemoryProbe under(Path root, boolean kubernetes) {
        return new MemoryProbe(new HostSource(root), new MemoryVerdict(MemoryLimits.DEFAULT, kubernetes));
    }

    /**
     * Returns this probe with its limits changed.
     *
     * @param change takes the limits, {@link MemoryLimits#DEFAULT} at first, and returns the changed ones
     * @return a copy
     */
    public MemoryProbe limits(UnaryOperator<MemoryLimits> change) {
        return new MemoryProbe(
                source,
                new MemoryVerdict(
                        Objects.requireNonNull(change, "change").apply(verdict.limits()), verdict.kubernetes()));
    }

    /**
     * {@inheritDoc}
     *
     * <p>Reads a few files of the kernel, which takes less than a millisecond and does not block.
     */
    @Override
    public Result check(ProbeContext context) {
        try {
            KernelFiles files = source.files(context);
            return files.show()
                    ? verdict.judge(ContainerMemory.read(files), HostMemory.read(files), context)
                    : unsupported();
        } catch (OutOfMemoryError e) {
            return NO_MEMORY;
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>The five processes with the most resident memory. Reads one small file for each process.
     */
    @Override
    public List<Evidence> diagnose(ProbeContext context) throws IOException {
        return List.of(
                LargestProcesses.byMemory(Processes.read(source.files(context).root())));
    }

    private static Result unsupported() {
        return Result.unknown(
                HostCauses.MEMORY_UNSUPPORTED,
                "needs /proc, which " + System.getProperty("os.name") + " does not have here");
    }

    /**
     * {@inheritDoc}
     *
     * <p>{@link Scope#LOCAL}, the resource {@code memory}, and recovered after 6 good results, so that a kill by the
     * kernel, which only one run sees, is shown for a minute.
     */
    @Override
    public CheckPolicy defaultPolicy() {
        return CheckPolicy.DEFAULT.scope(Scope.LOCAL).resource("memory").recoverAfter(Hold.results(6));
    }
}
