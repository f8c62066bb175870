package dev.vitals.jvm;

import dev.vitals.probe.Evidence;
import dev.vitals.probe.Limits;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/** Turns what was found about the heap into a result. */
record HeapVerdict(Limits limits) {
    private static final long PID = ProcessHandle.current().pid();

    HeapVerdict {
        Objects.requireNonNull(limits, "limits");
    }

    Result judge(HeapLevel level, List<HeapPool> pools) {
        Status status = level.settled() ? limits.judge(level.percent()) : Status.UP;
        Result result = switch (status) {
            case UP, UNKNOWN -> Result.up(level.settled() ? alive(level, "warn", limits.warn()) : early(level));
            case DEGRADED -> advise(Result.degraded("heap.high", alive(level, "warn", limits.warn())));
            case DOWN -> advise(Result.down("heap.exhausted", alive(level, "fail", limits.fail())));
        };
        Result seen = observed(result, level).observe(Observation.of("heap.used", (double) used(pools), "bytes"));
        return status == Status.UP ? seen : seen.evidence(table(pools));
    }

    static Result tooFull(Class<? extends Error> error) {
        return advise(Result.down("heap.exhausted", "the heap is too full to measure: " + error.getSimpleName()));
    }

    Result unbounded() {
        return Result.unknown("heap.unbounded", "the virtual machine names no maximum of its heap")
                .remedy(Remedy.of("Start it with -Xmx."));
    }

    private static String alive(HeapLevel level, String name, double limit) {
        return Quantities.percent(level.percent()) + " after GC: " + Quantities.bytes(level.alive()) + " of "
                + Quantities.bytes(level.max()) + " (" + name + " " + Quantities.percent(limit) + ")";
    }

    private static String early(HeapLevel level) {
        return Quantities.percent(level.percent()) + " of " + Quantities.bytes(level.max())
                + " in use, garbage included; collections have not shown yet what is alive";
    }

    private Result observed(Result result, HeapLevel level) {
        if (!level.settled()) {
            return result.observe(Observation.of("heap.max", (double) level.max(), "bytes"));
        }
        return result.observe(limits.on(Observation.of("heap.alive.percent", level.percent(), "%")))
                .observe(Observation.of("heap.alive", (double) level.alive(), "bytes"))
                .observe(Observation.of("heap.max", (double) level.max(), "bytes"));
    }

    private static long used(List<HeapPool> pools) {
        return pools.stream().mapToLong(HeapPool::used).sum();
    }

    private static Result advise(Result result) {
        return result.remedy(Remedy.run(
                        "See which classes fill it. Pauses the application for a full collection.",
                        "jcmd " + PID + " GC.class_histogram | head -n 30"))
                .remedy(Remedy.run(
                        "Keep the heap for analysis, before a restart loses it. The file CONTAINS SECRETS: every password,"
                                + " key and personal datum in memory. Pauses the application, and needs as much disk as"
                                + " the heap is full.",
                        "jcmd " + PID + " GC.heap_dump /tmp/heap-" + PID + ".hprof"));
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
