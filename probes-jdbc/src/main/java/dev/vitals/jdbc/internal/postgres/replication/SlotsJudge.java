package dev.vitals.jdbc.internal.postgres.replication;

import dev.vitals.jdbc.internal.connect.Judge;
import dev.vitals.jdbc.internal.findings.Finding;
import dev.vitals.jdbc.internal.postgres.replication.Replication.Slot;
import dev.vitals.jdbc.internal.postgres.server.PostgresRemedies;
import dev.vitals.jdbc.internal.text.Words;
import dev.vitals.jdbc.limits.SlotLimits;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Observation;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Whether a replication slot that nobody reads fills the disk, or one has lost what its reader needs. On a standby slots
 * without a reader are normal: there only what they keep counts. Not thread-safe: used by one check.
 */
public final class SlotsJudge implements Judge<Replication> {
    private static final int ROWS = 20;

    private final SlotLimits limits;
    private final LongSupplier nanoTime;
    private Map<String, Long> inactiveSince = Map.of();

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
        return result.observe(Observation.of("slots.count", slots.size(), "slots"))
                .observe(Observation.of(
                        "slots.inactive",
                        slots.stream().filter(one -> !one.active()).count(),
                        "slots"))
                .observe(Observation.of("slots.retained", retained(slots), "bytes"));
    }

    /** For how long nobody has read each slot: by the server's clock where it says so, else by our own. */
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
            case "lost" ->
                Optional.of(
                        found(slot, Status.DOWN, "slots.lost", "has lost what its reader needs: it must be made anew"));
            case "unreserved" ->
                Optional.of(found(slot, Status.DOWN, "slots.unreserved", "is about to lose what its reader needs"));
            default -> unread(slot, node, inactive).or(() -> extended(slot));
        };
    }

    private Optional<Finding> unread(Slot slot, Replication.Node node, Optional<Duration> inactive) {
        long most = node.slotLimit()
                .map(keep -> Math.min(limits.retainedFail(), keep / 2))
                .orElse(limits.retainedFail());
        if (inactive.isEmpty() || slot.retained().isEmpty()) {
            return Optional.empty();
        }
        String words = "has had no reader for " + Quantities.duration(inactive.get());
        if (slot.retained().get() >= most) {
            return Optional.of(
                    found(slot, Status.DOWN, "slots.inactive", words + " (limit " + Quantities.bytes(most) + ")"));
        }
        return node.standby() || inactive.get().compareTo(limits.inactive()) < 0
                ? Optional.empty()
                : Optional.of(found(
                        slot,
                        Status.DEGRADED,
                        "slots.inactive",
                        words + " (limit " + Quantities.duration(limits.inactive()) + ")"));
    }

    private static Optional<Finding> extended(Slot slot) {
        return slot.state().equals("extended")
                ? Optional.of(found(slot, Status.DEGRADED, "slots.extended", "keeps more than max_wal_size"))
                : Optional.empty();
    }

    private static Finding found(Slot slot, Status status, String cause, String words) {
        Remedy drop = Remedy.run(
                slot.active()
                        ? "find out why its reader is slow; if nobody needs it any more, stop the reader and drop the slot"
                        : "start its reader; if there is none any more, drop the slot, whose reader then starts anew",
                "SELECT pg_drop_replication_slot(" + PostgresRemedies.literal(slot.name()) + ");");
        String keeps = slot.retained()
                .map(bytes -> ", keeps " + Quantities.bytes(bytes) + " of write-ahead log")
                .orElse("");
        return new Finding(status, cause, "slot '" + slot.name() + "' " + words + keeps, List.of(drop));
    }

    private static String calm(List<Slot> slots) {
        return slots.isEmpty()
                ? "no replication slots"
                : Words.count(slots.size(), "replication slot") + ", keeping at most "
                        + Quantities.bytes(retained(slots));
    }

    private static long retained(List<Slot> slots) {
        return slots.stream().mapToLong(one -> one.retained().orElse(0L)).max().orElse(0);
    }

    private static Evidence.Table table(List<Slot> slots, Map<String, Duration> ages) {
        return new Evidence.Table(
                "replication slots",
                List.of("slot", "type", "state", "keeps", "without a reader for"),
                slots.stream()
                        .limit(ROWS)
                        .map(one -> List.of(
                                one.name(),
                                one.type(),
                                one.state(),
                                one.retained().map(Quantities::bytes).orElse(""),
                                Optional.ofNullable(ages.get(one.name()))
                                        .map(Quantities::duration)
                                        .orElse("")))
                        .toList());
    }
}
