package dev.vitals.host;

import dev.vitals.host.facts.KernelFiles;
import dev.vitals.host.facts.Tasks;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Hold;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;
import dev.vitals.probe.Scope;
import dev.vitals.probe.Status;
import dev.vitals.probe.Unit;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * Checks that there may be more processes and threads, which the kernel counts alike: against the limit of the container,
 * of the user and of the machine. Where there may be none, a pool cannot grow and a virtual machine says
 * {@code unable to create native thread}. Linux only.
 *
 * <pre>{@code
 * .check("tasks", TaskProbe.create())
 * }</pre>
 *
 * <table>
 * <caption>What it answers</caption>
 * <tr><th>cause</th><th>status</th><th>when</th></tr>
 * <tr><td>{@code tasks.refused}</td><td>DOWN</td><td>the kernel has refused the container a process or thread since the
 *     previous run</td></tr>
 * <tr><td>{@code tasks.exhausted}</td><td>DOWN</td><td>there are 95 % of those there may be</td></tr>
 * <tr><td>{@code tasks.high}</td><td>DEGRADED</td><td>there are 80 %</td></tr>
 * <tr><td>{@code host.unreadable}</td><td>UNKNOWN</td><td>the kernel's numbers cannot be read</td></tr>
 * <tr><td>{@code host.unsupported}</td><td>UNKNOWN</td><td>the system has no {@code /proc}</td></tr>
 * </table>
 *
 * <p>The numbers are the defaults of {@link TaskLimits}. The fullest limit decides. That of the user does not bind the
 * superuser, and counts what the user has in other containers only where they can be seen.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class TaskProbe implements Probe {
    private final HostSource source;
    private final TaskLimits limits;

    private TaskProbe(HostSource source, TaskLimits limits) {
        this.source = source;
        this.limits = limits;
    }

    /**
     * Returns a probe with the default limits.
     *
     * @return the probe
     */
    public static TaskProbe create() {
        return from(HostSource.SHARED);
    }

    static TaskProbe from(HostSource source) {
        return new TaskProbe(source, TaskLimits.DEFAULT);
    }

    /**
     * Returns this probe with its limits changed.
     *
     * @param change takes the limits, {@link TaskLimits#DEFAULT} at first, and returns the changed ones
     * @return a copy
     */
    public TaskProbe limits(UnaryOperator<TaskLimits> change) {
        return new TaskProbe(source, Objects.requireNonNull(change, "change").apply(limits));
    }

    /**
     * {@inheritDoc}
     *
     * <p>Reads a few small files of the kernel, which takes less than a millisecond and does not block. When the machine
     * has almost as many tasks as this user may have, it reads two files for each process.
     */
    @Override
    public Result check(ProbeContext context) {
        return source.check(context, files -> judge(files, context));
    }

    private Result judge(KernelFiles files, ProbeContext context) throws IOException {
        Tasks tasks = Tasks.read(
                files, limits.used().warn().orElse(limits.used().fail().orElse(1)));
        OptionalLong refused = tasks.refused().isPresent()
                ? context.increase("tasks.refused", tasks.refused().getAsLong())
                : OptionalLong.empty();
        Optional<Tasks.Bound> fullest = tasks.bounds().stream().max(Comparator.comparingDouble(Tasks.Bound::ratio));
        if (fullest.isEmpty()) {
            return HostSource.unreadable("/proc/sys/kernel/threads-max and pid_max cannot be read");
        }
        Result result = observed(judge(fullest.get(), refused), tasks, fullest.get(), refused);
        return result.status() == Status.UP
                ? result
                : TaskRemedies.advise(result, fullest.get()).evidence(table(tasks));
    }

    private Result judge(Tasks.Bound fullest, OptionalLong refused) {
        Status status = limits.used().judge(fullest.ratio());
        Status refusing = limits.refused().judge((double) refused.orElse(0));
        String used = Unit.RATIO.show(fullest.ratio()) + " used: " + fullest.used() + " of " + fullest.limit()
                + " processes and threads of " + of(fullest) + limits.used().suffix(status);
        if (refusing != Status.UP && refusing.compareTo(status) >= 0) {
            return Result.of(
                    refusing,
                    MachineCauses.TASKS_REFUSED,
                    "refused to this container since the previous sample: " + refused.orElse(0)
                            + " processes or threads; " + used);
        }
        return switch (status) {
            case UP, UNKNOWN -> Result.up(used);
            case DEGRADED -> Result.degraded(MachineCauses.TASKS_HIGH, used);
            case DOWN -> Result.down(MachineCauses.TASKS_EXHAUSTED, used);
        };
    }

    private static String of(Tasks.Bound bound) {
        return switch (bound.kind()) {
            case CONTAINER -> "this container";
            case USER -> "this user";
            case MACHINE -> "this machine";
        };
    }

    private Result observed(Result result, Tasks tasks, Tasks.Bound fullest, OptionalLong refused) {
        Result seen = result.observe(
                Observation.ratio("tasks.used.ratio", fullest.ratio()).against(limits.used()));
        if (tasks.own().isPresent()) {
            seen = seen.observe(Observation.count("tasks.own", tasks.own().getAsLong()));
        }
        return refused.isPresent()
                ? seen.observe(
                        Observation.count("tasks.refused", refused.getAsLong()).against(limits.refused()))
                : seen;
    }

    private static Evidence table(Tasks tasks) {
        return new Evidence.Table(
                "limits of processes and threads",
                List.of("of", "where", "used", "limit"),
                tasks.bounds().stream()
                        .map(bound -> List.of(
                                of(bound), bound.where(), Long.toString(bound.used()), Long.toString(bound.limit())))
                        .toList());
    }

    /**
     * {@inheritDoc}
     *
     * <p>{@link Scope#LOCAL}, the resource {@code tasks}, and recovered after 6 good results, so that a refusal, which
     * only one run sees, is shown for a minute.
     */
    @Override
    public CheckPolicy defaultPolicy() {
        return CheckPolicy.DEFAULT.scope(Scope.LOCAL).resource("tasks").recoverAfter(Hold.results(6));
    }
}
