package dev.vitals.host;

import dev.vitals.host.facts.HostMemory;
import dev.vitals.host.facts.KernelFiles;
import dev.vitals.host.facts.Processes;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Command;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Scope;
import dev.vitals.probe.Status;
import dev.vitals.probe.Unit;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * Checks the swap of the machine: a collector of garbage that walks through memory on disk takes minutes. Linux only.
 *
 * <pre>{@code
 * .check("swap", SwapProbe.create())
 * }</pre>
 *
 * <table>
 * <caption>What it answers</caption>
 * <tr><th>cause</th><th>status</th><th>when</th></tr>
 * <tr><td>{@code memory.swapping}</td><td>DEGRADED</td><td>4 MiB each second are read back from swap</td></tr>
 * <tr><td>{@code memory.swap-full}</td><td>DEGRADED</td><td>80 % is in use, and pages are read back</td></tr>
 * <tr><td>{@code host.unreadable}</td><td>UNKNOWN</td><td>the kernel's numbers cannot be read</td></tr>
 * <tr><td>{@code host.unsupported}</td><td>UNKNOWN</td><td>the system has no {@code /proc}</td></tr>
 * </table>
 *
 * <p>The numbers are the defaults of {@link SwapLimits}. A machine without swap is {@code UP}.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class SwapProbe implements Probe {
    private final HostSource source;
    private final SwapLimits limits;

    private SwapProbe(HostSource source, SwapLimits limits) {
        this.source = source;
        this.limits = limits;
    }

    /**
     * Returns a probe with the default limits.
     *
     * @return the probe
     */
    public static SwapProbe create() {
        return from(HostSource.SHARED);
    }

    static SwapProbe from(HostSource source) {
        return new SwapProbe(source, SwapLimits.DEFAULT);
    }

    /**
     * Returns this probe with its limits changed.
     *
     * @param change takes the limits, {@link SwapLimits#DEFAULT} at first, and returns the changed ones
     * @return a copy
     */
    public SwapProbe limits(UnaryOperator<SwapLimits> change) {
        return new SwapProbe(source, Objects.requireNonNull(change, "change").apply(limits));
    }

    /**
     * {@inheritDoc}
     *
     * <p>Reads two files of the kernel, which takes less than a millisecond and does not block.
     */
    @Override
    public Result check(ProbeContext context) {
        return source.check(context, files -> judge(files, context));
    }

    private Result judge(KernelFiles files, ProbeContext context) {
        Optional<HostMemory> memory = HostMemory.read(files);
        if (memory.isEmpty()) {
            return HostSource.unreadable("/proc/meminfo cannot be read or lacks MemAvailable");
        }
        OptionalLong pages = files.find(files.path("/proc/vmstat"), "pswpin");
        OptionalDouble rate = pages.isPresent()
                ? context.ratePerSecond("pswpin", pages.getAsLong() * Processes.pageSize())
                : OptionalDouble.empty();
        return memory.get().swap() == 0 ? Result.up("no swap") : judge(memory.get(), rate);
    }

    private Result judge(HostMemory memory, OptionalDouble rate) {
        double used = Math.min(1, 1 - (double) memory.freeSwap() / memory.swap());
        String summary = Unit.RATIO.show(used) + " of " + Quantities.bytes(memory.swap()) + " swap used";
        String back = rate.isPresent() ? ", read back at " + Unit.BYTES_PER_SECOND.show(rate.getAsDouble()) : "";
        Status reading = limits.readBack().judge(rate.orElse(0));
        Status filling = rate.orElse(0) > 0 ? limits.used().judge(used) : Status.UP;
        Result result = Result.up(summary + limits.used().suffix(Status.UP));
        if (reading != Status.UP && reading.compareTo(filling) >= 0) {
            result = Result.of(
                    reading,
                    MachineCauses.MEMORY_SWAPPING,
                    summary + back + limits.readBack().suffix(reading));
        } else if (filling != Status.UP) {
            result = Result.of(
                    filling,
                    MachineCauses.MEMORY_SWAP_FULL,
                    summary + limits.used().suffix(filling) + back);
        }
        Result seen = result.observe(Observation.ratio("swap.used.ratio", used).against(limits.used()));
        seen = rate.isPresent()
                ? seen.observe(Observation.of("swap.read-back", rate.getAsDouble(), Unit.BYTES_PER_SECOND)
                        .against(limits.readBack()))
                : seen;
        return result.status() == Status.UP ? seen : advise(seen);
    }

    private static Result advise(Result result) {
        return result.remedy(Remedy.words("find the processes that have the most memory in swap")
                        .run(Command.shell("grep -s VmSwap /proc/[0-9]*/status | sort -k 2 -n -r | head")))
                .remedy(Remedy.words("give the machine more memory, or the heap less: a collector reads all of it"));
    }

    /**
     * {@inheritDoc}
     *
     * <p>{@link Scope#LOCAL}, the resource {@code memory}.
     */
    @Override
    public CheckPolicy defaultPolicy() {
        return CheckPolicy.DEFAULT.scope(Scope.LOCAL).resource("memory");
    }
}
