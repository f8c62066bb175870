package dev.vitals.host;

import dev.vitals.host.facts.GroupCpu;
import dev.vitals.probe.Cause;
import dev.vitals.probe.Command;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Unit;
import java.util.OptionalDouble;

/** Turns what was counted about the processors into a result: the worst finding and, of equal ones, the first. */
record CpuVerdict(CpuLimits limits) {
    Result judge(CpuSample now, OptionalDouble used, OptionalDouble throttled, OptionalDouble stolen) {
        String of = of(now);
        Result result = Result.up(summary(used, of, now));
        result = worse(
                result,
                MachineCauses.CPU_THROTTLED,
                throttled,
                limits.throttled(),
                words(
                        throttled,
                        " of the periods of the last minute ended with this container stopped, its quota of "
                                + processors(
                                        now.tightest().map(GroupCpu::processors).orElse(0.0)) + " used up"));
        result = worse(
                result,
                MachineCauses.CPU_STOLEN,
                stolen,
                limits.stolen(),
                words(stolen, " of this machine's time went to others on the same hardware"));
        result = worse(result, MachineCauses.CPU_HIGH, used, limits.used(), words(used, " used of " + of));
        result = worse(
                result,
                MachineCauses.CPU_LOAD,
                OptionalDouble.of(now.load()),
                limits.load(),
                "load of " + Unit.COUNT.show(now.host().load()) + " over 15 minutes on "
                        + processors(now.host().processors()) + " of this machine");
        return observed(advise(result, now), now, used, throttled, stolen);
    }

    private static Result worse(Result so, Cause cause, OptionalDouble value, Threshold limit, String words) {
        Status status = value.isPresent() ? limit.judge(value.getAsDouble()) : Status.UP;
        return status.compareTo(so.status()) > 0 ? Result.of(status, cause, words + limit.suffix(status)) : so;
    }

    private static String words(OptionalDouble share, String words) {
        return Unit.RATIO.show(share.orElse(0)) + words;
    }

    private String summary(OptionalDouble used, String of, CpuSample now) {
        return used.isPresent()
                ? Unit.RATIO.show(used.getAsDouble()) + " used of " + of
                        + limits.used().suffix(Status.UP)
                : "load of " + Unit.COUNT.show(now.host().load()) + " over 15 minutes; use of " + of
                        + " is known after two minutes";
    }

    private static String of(CpuSample now) {
        return now.tightest()
                .map(group -> "the container's quota of " + processors(group.processors()))
                .orElseGet(() -> processors(now.host().processors()) + " of this machine, no quota");
    }

    static String processors(double number) {
        return Unit.COUNT.show(Math.round(number * 100) / 100.0) + (number == 1 ? " CPU" : " CPUs");
    }

    private Result observed(
            Result result, CpuSample now, OptionalDouble used, OptionalDouble throttled, OptionalDouble stolen) {
        Result seen = observed(result, "cpu.used.ratio", used, limits.used());
        seen = observed(seen, "cpu.throttled.ratio", throttled, limits.throttled());
        seen = observed(seen, "cpu.stolen.ratio", stolen, limits.stolen());
        return observed(seen, "cpu.load.ratio", OptionalDouble.of(now.load()), limits.load())
                .observe(Observation.of(
                        "cpu.available",
                        now.tightest().map(GroupCpu::processors).orElse((double)
                                now.host().processors()),
                        Unit.COUNT));
    }

    private static Result observed(Result result, String name, OptionalDouble share, Threshold limit) {
        return share.isPresent()
                ? result.observe(Observation.ratio(name, share.getAsDouble()).against(limit))
                : result;
    }

    private static Result advise(Result result, CpuSample now) {
        if (result.status() == Status.UP) {
            return result;
        }
        long pid = ProcessHandle.current().pid();
        Result advised = result.remedy(Remedy.words("find the threads of this process that use the most CPU")
                .run(Command.shell("top -H -b -n 1 -p {} | head -n 20", pid)));
        if (result.cause().equals(MachineCauses.CPU_THROTTLED.code())) {
            return advised.remedy(Remedy.words("raise the container's CPU limit, or remove it and keep the request"))
                    .remedy(Remedy.words("fewer threads for the collector and the compiler use a small quota better:"
                            + " -XX:ActiveProcessorCount, -XX:ParallelGCThreads"));
        }
        if (result.cause().equals(MachineCauses.CPU_STOLEN.code())) {
            return advised.remedy(
                    Remedy.words("move this machine to other hardware, or to a size with processors of its own"));
        }
        return now.tightest().isPresent()
                ? advised
                : advised.remedy(Remedy.words("find the processes that use the most CPU, and those that wait for a disk"
                                + " (state D), which count in the load")
                        .run(Command.shell("ps -eo pid,stat,pcpu,comm --sort=-pcpu | head")));
    }

    /** Off Linux: what the virtual machine knows. */
    Result judge(double used) {
        Status status = limits.used().judge(used);
        String summary = Unit.RATIO.show(used) + " of this machine's processors used just now"
                + limits.used().suffix(status) + "; throttling and load are seen on Linux only";
        Result result = status == Status.UP ? Result.up(summary) : Result.of(status, MachineCauses.CPU_HIGH, summary);
        return result.observe(Observation.ratio("cpu.used.ratio", used).against(limits.used()));
    }
}
