package dev.vitals.redis.internal.fragmentation;

import dev.vitals.probe.Observation;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Unit;
import dev.vitals.redis.internal.check.Judge;
import dev.vitals.redis.internal.check.Visit;
import dev.vitals.redis.internal.failure.RedisFailure;
import dev.vitals.redis.internal.info.RedisInfo;
import dev.vitals.redis.internal.info.UnusableInfo;
import dev.vitals.redis.limits.FragmentationLimits;
import java.util.stream.Stream;

/** Compares the memory that Redis uses with the memory that it has. */
public record FragmentationJudge(FragmentationLimits limits) implements Judge {
    /** MEMORY DOCTOR has nothing to say of less. */
    private static final long SMALL = 5L << 20;

    /** Less is no sign of swapping: a page here and there is never touched. */
    private static final long WORTH_SWAPPING = 100L << 20;

    private record Reading(long used, long resident) {
        static Reading of(RedisInfo info) throws UnusableInfo {
            // The backlog is allocated whole and touched little by little.
            long backlog = Math.max(0, info.number("mem_replication_backlog").orElse(0));
            return new Reading(Math.max(1, info.counted("used_memory") - backlog), info.counted("used_memory_rss"));
        }

        double ratio() {
            return (double) resident / used;
        }

        String words() {
            return Quantities.bytes(resident) + " of memory for " + Quantities.bytes(used) + " in use";
        }
    }

    @Override
    public Result judge(Visit visit) throws RedisFailure, UnusableInfo {
        Reading reading = Reading.of(visit.info());
        return observed(verdict(reading, visit), reading);
    }

    private Result verdict(Reading reading, Visit visit) {
        Status swapped = reading.used() >= WORTH_SWAPPING ? limits.resident().judge(reading.ratio()) : Status.UP;
        if (swapped != Status.UP) {
            return Result.of(swapped, FragmentationCauses.SWAPPED, reading.words() + ": the rest is swapped out")
                    .about(visit.target().subject())
                    .remedy(Remedy.words("check the host of {} for swapping", visit.target())
                            .run(visit.target().cli("INFO memory")));
        }
        Status wasted = wasted(reading);
        if (wasted == Status.UP) {
            return Result.up(reading.words());
        }
        String ratio =
                " (" + Unit.RATIO.show(reading.ratio()) + ")" + limits.ratio().suffix(wasted);
        return Result.of(wasted, FragmentationCauses.FRAGMENTED, reading.words() + ratio)
                .about(visit.target().subject())
                .remedy(Remedy.words("give back what the allocator can, which takes CPU for a moment")
                        .run(visit.target().cli("MEMORY PURGE")))
                .remedy(Remedy.words("let it defragment itself from now on")
                        .run(visit.target().cli("CONFIG SET activedefrag yes")));
    }

    /** Both must be reached: a server with little data holds a multiple of it, and a large one many megabytes. */
    private Status wasted(Reading reading) {
        if (reading.used() < SMALL) {
            return Status.UP;
        }
        Status ratio = limits.ratio().judge(reading.ratio());
        Status bytes = limits.bytes().judge(reading.resident() - reading.used());
        return Stream.of(Status.UP, Status.DEGRADED, Status.DOWN)
                .filter(status -> status == ratio || status == bytes)
                .findFirst()
                .orElse(Status.UP);
    }

    private Result observed(Result result, Reading reading) {
        Result seen = result.observe(Observation.bytes("redis.memory.resident", reading.resident()));
        long unused = reading.resident() - reading.used();
        return unused < 0
                ? seen
                : seen.observe(Observation.bytes("redis.memory.unused", unused).against(limits.bytes()));
    }
}
