package dev.vitals.jdbc.internal.postgres.replication;

import dev.vitals.jdbc.internal.connect.Judge;
import dev.vitals.jdbc.internal.findings.Finding;
import dev.vitals.jdbc.internal.findings.ReachedLimit;
import dev.vitals.jdbc.internal.postgres.replication.Replication.Slot;
import dev.vitals.jdbc.limits.SlotLimits;
import dev.vitals.probe.Argument;
import dev.vitals.probe.Cause;
import dev.vitals.probe.Command;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Observation;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Threshold;
import dev.vitals.text.Plural;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Whether a replication slot without a reader fills the disk, or one has lost what its reader needs. On a standby, slots
 * without a reader are normal: there only what they keep counts. Not thread-safe: used by one check.
 */
public final class SlotsJudge implements Judge<Replication> {
    private static final int ROWS = 20;

    private final SlotLimits limits;
    private final LongSupplier nanoTime;
    private Map<String, Long> inactiveSince = Map.of();

    /**
     * Makes the judge.
     *
     * @param limits what counts as forgotten
     */
    public SlotsJudge(SlotLimits limits) {
        this(limits, System::nanoTime);
    }

    SlotsJudge(SlotLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    @Override
    public Result judge(Replication seen, ProbeContext context) {
        List<Slot> slots = seen.slots();
        Map<String, Duration> ages = ages(slots);
        List<Finding> findings = slots.stream()
                .flatMap(slot -> finding(slot, seen.node(), Optional.ofNullable(ages.get(slot.name()))).stream())
                .toList();
        Result result = Finding.worst(findings, calm(slots));
        if (!findings.isEmpty()) {
            result = result.evidence(table(slots, ages));
        }
        return observed(result, slots);
    }

    private static Result observed(Result found, List<Slot> slots) {
        Result result = found.observe(Observation.count("slots.count", slots.size()))
                .observe(Observation.count(
                        "slots.inactive",
                        slots.stream().filter(one -> !one.active()).count()));
        OptionalLong most = retained(slots);
        return most.isPresent() ? result.observe(Observation.bytes("slots.retained", most.getAsLong())) : result;
    }

    /** For how long each slot has had no reader: by the server's clock where it says so, else by our own. */
    private Map<String, Duration> ages(List<Slot> slots) {
        long now = nanoTime.getAsLong();
        Map<String, Long> since = new HashMap<>();
        Map<String, Duration> ages = new HashMap<>();
        for (Slot slot : slots) {
            if (!slot.active()) {
                long first = inactiveSince.getOrDefault(slot.name(), now);
                since.put(slot.name(), first);
                ages.put(slot.name(), slot.inactive().orElse(Duration.ofNanos(now - first)));
            }
        }
        inactiveSince = since;
        return ages;
    }

    private Optional<Finding> finding(Slot slot, Replication.Node node, Optional<Duration> inactive) {
        return switch (slot.state()) {
            case "lost" -> Optional.of(found(slot, Status.DOWN, SlotCauses.LOST, "has lost what its reader needs"));
            case "unreserved" ->
                Optional.of(found(slot, Status.DOWN, SlotCauses.UNRESERVED, "is about to lose what its reader needs"));
            default -> inactive.flatMap(age -> unread(slot, node, age)).or(() -> extended(slot));
        };
    }

    private Optional<Finding> unread(Slot slot, Replication.Node node, Duration inactive) {
        if (slot.retained().isEmpty()) {
            return Optional.empty();
        }
        Threshold retained = retained(node);
        Status bySize = retained.judge(slot.retained().get());
        Status byAge = node.standby() ? Status.UP : limits.inactive().judge(inactive);
        Status status = bySize.worst(byAge);
        String limit =
                bySize == status ? ReachedLimit.words(retained, status) : ReachedLimit.words(limits.inactive(), status);
        return status == Status.UP
                ? Optional.empty()
                : Optional.of(found(
                        slot,
                        status,
                        SlotCauses.INACTIVE,
                        "has had no reader for " + Quantities.duration(inactive) + limit));
    }

    /** At what it may keep the server gives a slot up, so half of that is as bad as the limit. */
    private Threshold retained(Replication.Node node) {
        Threshold retained = limits.retained();
        if (node.slotLimit().isEmpty()) {
            return retained;
        }
        double most = node.slotLimit().get() / 2d;
        double fail = Math.min(retained.fail().orElse(most), most);
        OptionalDouble warn =
                retained.warn().stream().map(one -> Math.min(one, fail)).findFirst();
        return new Threshold(retained.direction(), retained.unit(), warn, OptionalDouble.of(fail));
    }

    private static Optional<Finding> extended(Slot slot) {
        return slot.state().equals("extended")
                ? Optional.of(found(slot, Status.DEGRADED, SlotCauses.EXTENDED, "keeps more than max_wal_size"))
                : Optional.empty();
    }

    private static Finding found(Slot slot, Status status, Cause cause, String words) {
        Remedy drop = Remedy.words(
                        slot.active()
                                ? "find out why its reader is slow; if it is not needed any more, stop it and drop the"
                                        + " slot"
                                : "start its reader; if there is none any more, drop the slot, after which a reader has to"
                                        + " start from scratch")
                .run(Command.sql("SELECT pg_drop_replication_slot({})", Argument.literal(slot.name())));
        String keeps = slot.retained()
                .map(bytes -> ", keeps " + Quantities.bytes(bytes) + " of write-ahead log")
                .orElse("");
        return new Finding(status, cause, "slot '" + slot.shown() + "' " + words + keeps, List.of(drop));
    }

    private static String calm(List<Slot> slots) {
        return slots.isEmpty()
                ? "no replication slots"
                : Plural.of(slots.size(), "replication slot") + ", keeping at most "
                        + Quantities.bytes(retained(slots).orElse(0));
    }

    /** What the greediest slot keeps; empty when none keeps anything. */
    private static OptionalLong retained(List<Slot> slots) {
        return slots.stream()
                .flatMap(one -> one.retained().stream())
                .mapToLong(Long::longValue)
                .max();
    }

    private static Evidence.Table table(List<Slot> slots, Map<String, Duration> ages) {
        return new Evidence.Table(
                "replication slots",
                List.of("slot", "type", "state", "keeps", "without a reader for"),
                slots.stream()
                        .limit(ROWS)
                        .map(one -> List.of(
                                one.shown(),
                                one.type(),
                                one.state(),
                                one.retained().map(Quantities::bytes).orElse(""),
                                Optional.ofNullable(ages.get(one.name()))
                                        .map(Quantities::duration)
                                        .orElse("")))
                        .toList());
    }
}
