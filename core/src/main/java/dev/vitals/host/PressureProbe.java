package dev.vitals.host;

import dev.vitals.host.facts.KernelFiles;
import dev.vitals.host.facts.Pressure;
import dev.vitals.host.facts.Pressure.Resource;
import dev.vitals.probe.Cause;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Command;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Scope;
import dev.vitals.probe.Status;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Unit;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;

/**
 * Checks how long tasks stand still for lack of memory, processors or disks, by the kernel's own account (PSI). It tells
 * a busy machine, where work gets done, from one on which it waits. Linux only.
 *
 * <pre>{@code
 * .check("pressure", PressureProbe.create())
 * }</pre>
 *
 * <table>
 * <caption>What it answers</caption>
 * <tr><th>cause</th><th>status</th><th>when</th></tr>
 * <tr><td>{@code memory.pressure}</td><td>DOWN</td><td>all tasks stood still 40 % of the last minute</td></tr>
 * <tr><td>{@code memory.pressure}</td><td>DEGRADED</td><td>some task stood still 10 % of it</td></tr>
 * <tr><td>{@code cpu.pressure}</td><td>DEGRADED</td><td>some task waited for a processor 80 % of it</td></tr>
 * <tr><td>{@code io.pressure}</td><td>DEGRADED</td><td>all tasks with work waited for disks 25 % of it</td></tr>
 * <tr><td>{@code host.unsupported}</td><td>UNKNOWN</td><td>the kernel keeps no such account</td></tr>
 * <tr><td>{@code host.unreadable}</td><td>UNKNOWN</td><td>it keeps one that cannot be read</td></tr>
 * </table>
 *
 * <p>The numbers are the defaults of {@link PressureLimits}. With control groups of version 2 it is the pressure in the
 * container; otherwise that of the whole machine, where others may be the ones that wait, and the result says so.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class PressureProbe implements Probe {
    private final HostSource source;
    private final PressureLimits limits;

    private PressureProbe(HostSource source, PressureLimits limits) {
        this.source = source;
        this.limits = limits;
    }

    /**
     * Returns a probe with the default limits.
     *
     * @return the probe
     */
    public static PressureProbe create() {
        return from(HostSource.SHARED);
    }

    static PressureProbe from(HostSource source) {
        return new PressureProbe(source, PressureLimits.DEFAULT);
    }

    /**
     * Returns this probe with its limits changed.
     *
     * @param change takes the limits, {@link PressureLimits#DEFAULT} at first, and returns the changed ones
     * @return a copy
     */
    public PressureProbe limits(UnaryOperator<PressureLimits> change) {
        return new PressureProbe(
                source, Objects.requireNonNull(change, "change").apply(limits));
    }

    /**
     * {@inheritDoc}
     *
     * <p>Reads three small files of the kernel, which takes less than a millisecond and does not block.
     */
    @Override
    public Result check(ProbeContext context) {
        return source.check(context, this::judge);
    }

    private Result judge(KernelFiles files) throws IOException {
        Pressure.Place place = Pressure.Place.find(files);
        Map<Resource, Pressure> found = new EnumMap<>(Resource.class);
        for (Resource resource : Resource.values()) {
            place.read(resource, files).ifPresent(pressure -> found.put(resource, pressure));
        }
        return found.isEmpty()
                ? Result.unknown(
                        MachineCauses.HOST_UNSUPPORTED,
                        "the kernel does not account for pressure: it was built or started without PSI (psi=1)")
                : judge(found, place.group().isPresent() ? " in this container" : " on this machine");
    }

    private Result judge(Map<Resource, Pressure> found, String where) {
        Result result = Result.up(summary(found, where));
        result = worse(
                result,
                MachineCauses.MEMORY_PRESSURE,
                full(found, Resource.MEMORY),
                limits.memoryOfAll(),
                "all tasks" + where + " stood still for lack of memory ");
        result = worse(
                result,
                MachineCauses.MEMORY_PRESSURE,
                some(found, Resource.MEMORY),
                limits.memory(),
                "tasks" + where + " stood still for lack of memory ");
        result = worse(
                result,
                MachineCauses.IO_PRESSURE,
                full(found, Resource.IO),
                limits.ioOfAll(),
                "all tasks" + where + " that had work waited for disks ");
        result = worse(
                result,
                MachineCauses.CPU_PRESSURE,
                some(found, Resource.CPU),
                limits.cpu(),
                "tasks" + where + " waited for a processor ");
        return advise(observed(result, found));
    }

    private static Result worse(Result so, Cause cause, OptionalDouble share, Threshold limit, String words) {
        Status status = share.isPresent() ? limit.judge(share.getAsDouble()) : Status.UP;
        return status.compareTo(so.status()) > 0
                ? Result.of(
                        status,
                        cause,
                        words + Unit.RATIO.show(share.orElse(0)) + " of the last minute" + limit.suffix(status))
                : so;
    }

    private static String summary(Map<Resource, Pressure> found, String where) {
        StringBuilder words = new StringBuilder("waiting" + where + " in the last minute:");
        found.forEach((resource, pressure) -> words.append(words.charAt(words.length() - 1) == ':' ? " " : ", ")
                .append(resource.word())
                .append(' ')
                .append(Unit.RATIO.show(pressure.some())));
        return words.toString();
    }

    private static OptionalDouble some(Map<Resource, Pressure> found, Resource resource) {
        return found.containsKey(resource)
                ? OptionalDouble.of(found.get(resource).some())
                : OptionalDouble.empty();
    }

    private static OptionalDouble full(Map<Resource, Pressure> found, Resource resource) {
        return found.containsKey(resource) ? found.get(resource).full() : OptionalDouble.empty();
    }

    private Result observed(Result result, Map<Resource, Pressure> found) {
        Result seen = observed(result, "pressure.memory.some", some(found, Resource.MEMORY), limits.memory());
        seen = observed(seen, "pressure.memory.full", full(found, Resource.MEMORY), limits.memoryOfAll());
        seen = observed(seen, "pressure.cpu.some", some(found, Resource.CPU), limits.cpu());
        return observed(seen, "pressure.io.full", full(found, Resource.IO), limits.ioOfAll());
    }

    private static Result observed(Result result, String name, OptionalDouble share, Threshold limit) {
        return share.isPresent()
                ? result.observe(Observation.ratio(name, share.getAsDouble()).against(limit))
                : result;
    }

    private static Result advise(Result result) {
        String cause = result.cause();
        if (cause.equals(MachineCauses.IO_PRESSURE.code())) {
            return result.remedy(Remedy.words("find the processes that wait for a disk (state D)")
                    .run(Command.shell("ps -eo pid,stat,wchan:20,comm | awk '$2 ~ /D/'")));
        }
        if (cause.equals(MachineCauses.MEMORY_PRESSURE.code())) {
            return result.remedy(Remedy.words("find the processes that take the most memory")
                            .run(Command.shell("ps -eo pid,rss,comm --sort=-rss | head")))
                    .remedy(Remedy.words("program code and files are read again and again because they do not fit:"
                            + " give it more memory, or the heap less"));
        }
        return cause.equals(MachineCauses.CPU_PRESSURE.code())
                ? result.remedy(Remedy.words("find the processes that use the most CPU")
                        .run(Command.shell("ps -eo pid,stat,pcpu,comm --sort=-pcpu | head")))
                : result;
    }

    /**
     * {@inheritDoc}
     *
     * <p>{@link Scope#LOCAL}, the resource {@code pressure}.
     */
    @Override
    public CheckPolicy defaultPolicy() {
        return CheckPolicy.DEFAULT.scope(Scope.LOCAL).resource("pressure");
    }
}
