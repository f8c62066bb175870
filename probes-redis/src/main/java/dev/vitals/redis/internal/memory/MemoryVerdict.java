package dev.vitals.redis.internal.memory;

import dev.vitals.probe.Observation;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Unit;
import dev.vitals.redis.internal.failure.RedisCauses;
import dev.vitals.redis.limits.MemoryLimits;
import dev.vitals.text.Plural;
import java.util.ArrayList;
import java.util.List;

/** Holds one sample of the memory against its limits. */
record MemoryVerdict(MemoryLimits limits, MemoryReading memory, Pressure pressure) {
    Result judge() {
        return verdict().withObservations(observations());
    }

    private Result verdict() {
        Status refused = refusedStatus();
        if (refused != Status.UP) {
            return Result.of(refused, RedisCauses.MEMORY_FULL, refusedWords(refused));
        }
        if (!memory.isLimited()) {
            return unlimited();
        }
        return memory.evictsAnyKey() ? Result.up(level() + evicting()) : used();
    }

    /** Without a limit of its own it can use all of the host, and then swaps or is killed. */
    private Result unlimited() {
        Status status = memory.host() > 0 ? limits.host().judge(memory.ratioOfHost()) : Status.UP;
        return status == Status.UP
                ? Result.up(level())
                : Result.of(
                        status,
                        RedisCauses.MEMORY_HIGH,
                        Unit.RATIO.show(memory.ratioOfHost()) + " of the host's " + Quantities.bytes(memory.host())
                                + limits.host().suffix(status) + ", no limit");
    }

    private Status refusedStatus() {
        return pressure.refused().isPresent()
                ? limits.refused().judge(pressure.refused().getAsLong())
                : Status.UP;
    }

    private String refusedWords(Status status) {
        return Plural.of(pressure.refused().orElse(0), "write")
                + " refused for lack of memory since the previous sample"
                + limits.refused().suffix(status) + "; " + level();
    }

    private Result used() {
        Status status = limits.used().judge(memory.ratio());
        String words = level(limits.used().suffix(status));
        if (status == Status.UP) {
            return Result.up(words);
        }
        return status == Status.DOWN && memory.isFull()
                ? Result.down(RedisCauses.MEMORY_FULL, words + ": writes are refused")
                : Result.of(status, RedisCauses.MEMORY_HIGH, words + droppable());
    }

    private String level() {
        return memory.isLimited() ? level("") : Quantities.bytes(memory.used()) + ", no limit";
    }

    private String level(String suffix) {
        return Unit.RATIO.show(memory.ratio()) + " of " + Quantities.bytes(memory.limit()) + suffix + ", "
                + memory.policy();
    }

    private String evicting() {
        return pressure.evictions().isPresent()
                ? ", drops " + Unit.COUNT.show(pressure.evictions().getAsDouble()) + " keys/s"
                : "";
    }

    private String droppable() {
        return memory.neverEvicts() ? "" : ", may drop " + Plural.of(memory.evictable(), "key");
    }

    private List<Observation> observations() {
        List<Observation> seen = new ArrayList<>();
        seen.add(Observation.bytes("redis.memory.used", memory.used()));
        if (memory.isLimited()) {
            Observation ratio = Observation.ratio("redis.memory.used.ratio", memory.ratio());
            seen.add(Observation.bytes("redis.memory.limit", memory.limit()));
            seen.add(memory.evictsAnyKey() ? ratio : ratio.against(limits.used()));
        }
        pressure.refused()
                .ifPresent(number -> seen.add(
                        Observation.count("redis.writes.refused", number).against(limits.refused())));
        if (!memory.isLimited() && memory.host() > 0) {
            seen.add(Observation.ratio("redis.memory.host.ratio", memory.ratioOfHost())
                    .against(limits.host()));
        }
        pressure.hits().ifPresent(share -> seen.add(Observation.ratio("redis.hits.ratio", share)));
        pressure.evictions().ifPresent(rate -> seen.add(Observation.rate("redis.evictions", rate)));
        return seen;
    }
}
