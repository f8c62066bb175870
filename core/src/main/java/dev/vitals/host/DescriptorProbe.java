package dev.vitals.host;

import dev.vitals.host.facts.Descriptors;
import dev.vitals.host.facts.KernelFile;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Command;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Scope;
import dev.vitals.probe.Status;
import dev.vitals.probe.Unit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * Checks the file descriptors of this process: each open file, socket and pipe takes one. When none is left, no connection
 * can be made or accepted, and no file opened. Works in that state too.
 *
 * <pre>{@code
 * .check("descriptors", DescriptorProbe.create())
 * }</pre>
 *
 * <table>
 * <caption>What it answers</caption>
 * <tr><th>cause</th><th>status</th><th>when</th></tr>
 * <tr><td>{@code descriptors.exhausted}</td><td>DOWN</td><td>90 % of what this process may open is open</td></tr>
 * <tr><td>{@code descriptors.high}</td><td>DEGRADED</td><td>70 % is open</td></tr>
 * <tr><td>{@code host.unsupported}</td><td>UNKNOWN</td><td>the system has no such count, as on Windows</td></tr>
 * </table>
 *
 * <p>The numbers are the defaults of {@link DescriptorLimits}. The machine's own limit is checked too, where it can be
 * seen: the fuller of the two decides.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class DescriptorProbe implements Probe {
    // Classes are loaded now: without descriptors that may fail.
    static {
        judge(new Descriptors(1, 1), new Descriptors(1, 1), DescriptorLimits.DEFAULT);
    }

    private final Path root;
    private final DescriptorLimits limits;

    private DescriptorProbe(Path root, DescriptorLimits limits) {
        this.root = root;
        this.limits = limits;
    }

    /**
     * Returns a probe with the default limits.
     *
     * @return the probe
     */
    public static DescriptorProbe create() {
        return from(HostSource.SHARED);
    }

    static DescriptorProbe from(HostSource source) {
        return new DescriptorProbe(source.root(), DescriptorLimits.DEFAULT);
    }

    /**
     * Returns this probe with its limits changed.
     *
     * @param change takes the limits, {@link DescriptorLimits#DEFAULT} at first, and returns the changed ones
     * @return a copy
     */
    public DescriptorProbe limits(UnaryOperator<DescriptorLimits> change) {
        return new DescriptorProbe(
                root, Objects.requireNonNull(change, "change").apply(limits));
    }

    /**
     * {@inheritDoc}
     *
     * <p>Reads two small files of the kernel and the size of a directory, which takes less than a millisecond and does not
     * block. Before Linux 6.2, and on other systems, it takes 2 µs for each open descriptor.
     */
    @Override
    public Result check(ProbeContext context) {
        Optional<Descriptors> own = Descriptors.read(root);
        return own.isPresent()
                ? judge(own.get(), machine().orElse(own.get()), limits)
                : Result.unknown(
                        MachineCauses.HOST_UNSUPPORTED,
                        "neither " + System.getProperty("os.name") + " nor the virtual machine counts open files here");
    }

    /** Allocated, free, and most. */
    private Optional<Descriptors> machine() {
        try {
            String[] numbers =
                    KernelFile.read(root.resolve("proc/sys/fs/file-nr")).strip().split("\\s+", -1);
            OptionalLong open = KernelFile.number(numbers[0]);
            OptionalLong most = KernelFile.number(numbers[numbers.length - 1]);
            return open.isPresent() && most.orElse(0) > 0
                    ? Optional.of(new Descriptors(open.getAsLong(), most.getAsLong()))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Result judge(Descriptors own, Descriptors machine, DescriptorLimits limits) {
        boolean others = machine.ratio() > own.ratio();
        Descriptors fuller = others ? machine : own;
        Status status = limits.used().judge(fuller.ratio());
        String summary = Unit.RATIO.show(Math.min(1, fuller.ratio())) + " used: " + fuller.open() + " of "
                + fuller.limit() + " file descriptors"
                + (others && status != Status.UP ? " of the whole machine" : "")
                + limits.used().suffix(status);
        Result result = switch (status) {
            case UP, UNKNOWN -> Result.up(summary);
            case DEGRADED -> Result.degraded(MachineCauses.DESCRIPTORS_HIGH, summary);
            case DOWN -> Result.down(MachineCauses.DESCRIPTORS_EXHAUSTED, summary);
        };
        Result seen = result.observe(Observation.ratio("descriptors.used.ratio", fuller.ratio())
                        .against(limits.used()))
                .observe(Observation.count("descriptors.open", own.open()))
                .observe(Observation.count("descriptors.limit", own.limit()));
        return status == Status.UP ? seen : advise(seen);
    }

    private static Result advise(Result result) {
        long pid = ProcessHandle.current().pid();
        return result.remedy(Remedy.words("see what is open most often: the same file or many sockets point to a leak")
                        .run(Command.shell(
                                "ls -l /proc/{}/fd | sed 's/.*-> //; s/[0-9][0-9]*/N/g' | sort | uniq -c | sort -rn | head",
                                pid)))
                .remedy(Remedy.words("to go on for now, raise the limit of the running process")
                        .run(Command.shell("prlimit --pid {} --nofile=65536", pid)))
                .remedy(Remedy.words("raise it for good where the process is started: LimitNOFILE of the service, or"
                        + " ulimit -n"));
    }

    /**
     * {@inheritDoc}
     *
     * <p>{@link Scope#LOCAL}, the resource {@code descriptors}.
     */
    @Override
    public CheckPolicy defaultPolicy() {
        return CheckPolicy.DEFAULT.scope(Scope.LOCAL).resource("descriptors");
    }
}
