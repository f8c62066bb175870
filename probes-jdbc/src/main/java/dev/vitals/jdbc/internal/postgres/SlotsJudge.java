package dev.vitals.jdbc.internal.postgres;

import dev.vitals.jdbc.internal.connect.Judge;
import dev.vitals.jdbc.internal.postgres.Replication.Server;
import dev.vitals.jdbc.internal.postgres.Replication.Slot;
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
 * Whether a replication slot fills the disk for a consumer that does not come, or has lost what it should have kept. On
 * a standby, slots without a consumer are there for the day it is promoted.
 */
final class SlotsJudge implements Judge<Replication> {
    private static final int ROWS = 15;

    private final SlotLimits limits;
    private final LongSupplier nanoTime;
    private Map<String, Long> inactive = Map.of();

    SlotsJudge(SlotLimits limits) {
        this(limits, System::nanoTime);
    }

    SlotsJudge(SlotLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    @Override
    public Result judge(Replication seen, ProbeContext context) {
        note(seen.slots());
        List<Finding> findings = seen.slots().stream()
                .flatMap(slot -> finding(slot, seen.server()).stream())
                .toList();
        long most = seen.slots().stream()
                .mapToLong(slot -> slot.kept().orElse(0))
                .max()
                .orElse(0);
        Result result = findings.isEmpty()
                ? Result.up(calm(seen.slots(), most))
                : Finding.result(findings).evidence(table(seen.slots()));
        return result.observe(Observation.of("slots.count", seen.slots().size(), "slots"))
                .observe(Observation.of("slots.inactive", inactive.size(), "slots"))
                .observe(Observation.of("slots.kept", most, "bytes"));
    }

    private static String calm(List<Slot> slots, long most) {
        return slots.isEmpty()
                ? "no replication slots"
                : Words.count(slots.size(), "replication slot") + ", keeping at most " + Quantities.bytes(most);
    }

    /** Since when each slot has been without a consumer, as far as we have seen. */
    private void note(List<Slot> slots) {
        long now = nanoTime.getAsLong();
        Map<String, Long> seen = new HashMap<>();
        slots.stream().filter(slot -> !slot.active()).forEach(slot -> seen.put(slot.name(), since(slot, now)));
        inactive = seen;
    }

    private long since(Slot slot, long now) {
        return slot.inactiveFor().map(age -> now - age.toNanos()).orElse(inactive.getOrDefault(slot.name(), now));
    }

    private Optional<Finding> finding(Slot slot, Server server) {
        String kept = Quantities.bytes(slot.kept().orElse(0));
        return switch (slot.status()) {
            case "lost" ->
                found(slot, Status.DOWN, "slots.lost", " has lost log that its consumer needs: it cannot go on", true);
            case "unreserved" ->
                found(slot, Status.DOWN, "slots.retaining", " is about to lose log that its consumer needs", false);
            case "extended" ->
                forgotten(slot, server)
                        .or(() -> found(
                                slot,
                                Status.DEGRADED,
                                "slots.retaining",
                                " keeps " + kept + " of log, more than max_wal_size",
                                false));
            default -> forgotten(slot, server);
        };
    }

    private Optional<Finding> forgotten(Slot slot, Server server) {
        Long since = inactive.get(slot.name());
        if (since == null || server.recovery() || slot.kept().isEmpty()) {
            return Optional.empty();
        }
        Duration unused = Duration.ofNanos(nanoTime.getAsLong() - since);
        long kept = slot.kept().orElse(0);
        boolean much = kept >= most(server);
        if (!much && unused.compareTo(limits.inactive()) < 0) {
            return Optional.empty();
        }
        String words = " has had no consumer for " + Words.duration(unused) + " and keeps " + Quantities.bytes(kept)
                + " of log" + (much ? " (limit " + Quantities.bytes(most(server)) + ")" : "");
        return found(slot, much ? Status.DOWN : Status.DEGRADED, "slots.inactive", words, true);
    }

    private long most(Server server) {
        long half = server.keepBytes().orElse(Long.MAX_VALUE) / 2;
        return Math.max(1, Math.min(limits.kept(), half));
    }

    private static Optional<Finding> found(Slot slot, Status status, String cause, String words, boolean drop) {
        String name = PostgresRemedies.literal(slot.name());
        Remedy consumer = Remedy.of("see to the consumer of slot " + name + ": start it, or let it catch up");
        Remedy end = Remedy.run(
                "if nobody needs the slot any more, give its log free",
                "SELECT pg_drop_replication_slot(" + name + ");");
        return Optional.of(
                new Finding(status, cause, "slot " + name + words, drop ? List.of(consumer, end) : List.of(consumer)));
    }

    private Evidence table(List<Slot> slots) {
        return new Evidence.Table(
                "replication slots, most kept first",
                List.of("slot", "type", "database", "status", "keeps", "left", "consumer"),
                slots.stream().limit(ROWS).map(this::row).toList());
    }

    private List<String> row(Slot slot) {
        Long since = inactive.get(slot.name());
        return List.of(
                slot.name(),
                slot.type(),
                slot.database(),
                slot.status(),
                slot.kept().isPresent() ? Quantities.bytes(slot.kept().getAsLong()) : "",
                slot.left().isPresent() ? Quantities.bytes(slot.left().getAsLong()) : "",
                since == null
                        ? "active"
                        : "none for " + Words.duration(Duration.ofNanos(nanoTime.getAsLong() - since)));
    }
}
