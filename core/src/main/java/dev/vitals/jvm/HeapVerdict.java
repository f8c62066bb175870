package dev.vitals.jvm;

import dev.vitals.probe.Command;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Unit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Turns what was found about the heap into a result. */
record HeapVerdict(HeapLimits limits) {
    private static final long PID = ProcessHandle.current().pid();

    /** A smaller heap may grow for long before it matters, as caches do. */
    private static final double HALF = 0.5;

    Result judge(HeapLevel level, HeapReading reading, Optional<Floor.Rise> rise) {
        Status status = level.settled() ? judge(level) : Status.UP;
        Result full = found(status, level);
        Optional<Duration> fullIn = rise.filter(seen -> level.ratio() >= HALF).map(seen -> fullIn(seen, level));
        Result found = status == Status.UP
                ? fullIn.flatMap(time -> filling(time, rise.orElseThrow(), level))
                        .orElse(full)
                : full;
        Result result = observed(found, level, reading);
        Result trend = fullIn.map(time -> result.observe(
                        Observation.duration("heap.full-in", time).against(limits.fullIn())))
                .orElse(result);
        return found.status() == Status.UP ? trend : advise(trend).evidence(table(reading.pools()));
    }

    private Status judge(HeapLevel level) {
        Status status = limits.alive().judge(level.ratio());
        return status == Status.DOWN && level.old() ? Status.DEGRADED : status;
    }

    private static Duration fullIn(Floor.Rise rise, HeapLevel level) {
        return Duration.ofSeconds((long) (Math.max(0, level.max() - rise.to()) / rise.perSecond()));
    }

    private Optional<Result> filling(Duration fullIn, Floor.Rise rise, HeapLevel level) {
        Status status = limits.fullIn().judge(fullIn);
        String line = "what is alive grows by " + Quantities.bytes((long) (rise.perSecond() * 3_600))
                + " an hour: full in " + Quantities.duration(fullIn)
                + limits.fullIn().suffix(status) + ", now "
                + Unit.RATIO.show(level.ratio()) + " after GC";
        return status == Status.UP ? Optional.empty() : Optional.of(Result.of(status, JvmCauses.HEAP_FILLING, line));
    }

    private Result found(Status status, HeapLevel level) {
        return switch (status) {
            case UP, UNKNOWN -> Result.up(level.settled() ? alive(level, status) : early(level));
            case DEGRADED -> Result.degraded(JvmCauses.HEAP_HIGH, alive(level, status));
            case DOWN -> Result.down(JvmCauses.HEAP_EXHAUSTED, alive(level, status));
        };
    }

    static Result tooFull(Class<? extends Error> error) {
        return advise(
                Result.down(JvmCauses.HEAP_EXHAUSTED, "the heap is too full to measure: " + error.getSimpleName()));
    }

    static Result unbounded() {
        return Result.unknown(JvmCauses.HEAP_UNBOUNDED, "the virtual machine reports no maximum of its heap")
                .remedy(Remedy.words("start it with -Xmx"));
    }

    private String alive(HeapLevel level, Status status) {
        return Unit.RATIO.show(level.ratio()) + " after GC: " + Quantities.bytes(level.alive()) + " of "
                + Quantities.bytes(level.max()) + limits.alive().suffix(status) + age(level, status);
    }

    private static String age(HeapLevel level, Status status) {
        return status != Status.UP && level.old()
                ? "; that was " + Quantities.duration(level.age()) + " ago or longer, much of it may be garbage by now"
                : "";
    }

    private static String early(HeapLevel level) {
        return Unit.RATIO.show(level.ratio()) + " of " + Quantities.bytes(level.max())
                + " in use, garbage included; no collection has shown yet what is alive";
    }

    private Result observed(Result result, HeapLevel level, HeapReading reading) {
        Result seen = result;
        if (level.settled()) {
            seen = seen.observe(
                            Observation.ratio("heap.alive.ratio", level.ratio()).against(limits.alive()))
                    .observe(Observation.bytes("heap.alive", level.alive()));
        }
        seen = seen.observe(Observation.bytes("heap.used", reading.used()));
        OptionalLong max = reading.max();
        return max.isPresent() ? seen.observe(Observation.bytes("heap.max", max.getAsLong())) : seen;
    }

    private static Result advise(Result result) {
        return result.remedy(Remedy.words("see which classes fill it; pauses the application for a full collection")
                        .run(Command.shell("jcmd {} GC.class_histogram | head -n 30", PID)))
                .remedy(Remedy.words("keep the heap for analysis before a restart loses it; the file CONTAINS SECRETS:"
                                + " every password, key and personal datum in memory; pauses the application, and needs"
                                + " as much disk as the heap is full")
                        .run(Command.shell("jcmd {} GC.heap_dump /tmp/heap-{}.hprof", PID, PID)));
    }

    private static Evidence table(List<HeapPool> pools) {
        return new Evidence.Table(
                "heap pools",
                List.of("pool", "used", "after GC", "max"),
                pools.stream()
                        .map(pool -> List.of(
                                pool.name(), Quantities.bytes(pool.used()), size(pool.afterGc()), size(pool.max())))
                        .toList());
    }

    private static String size(OptionalLong bytes) {
        return bytes.isPresent() ? Quantities.bytes(bytes.getAsLong()) : "-";
    }
}
