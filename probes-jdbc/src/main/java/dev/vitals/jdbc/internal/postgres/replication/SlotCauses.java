package dev.vitals.jdbc.internal.postgres.replication;

import dev.vitals.probe.Cause;
import dev.vitals.probe.Cause.Kind;
import java.util.List;

/** What can be wrong with replication slots. */
public final class SlotCauses {
    static final Cause INACTIVE = Cause.of(
            "slots.inactive",
            Kind.EXHAUSTED,
            "replication slot has no reader",
            "The server keeps write-ahead log for a slot that nothing reads, until the disk is full. Most often a"
                    + " standby or subscriber was removed and its slot was forgotten.",
            "start its reader",
            "if there is none any more, drop the slot");
    static final Cause EXTENDED = Cause.of(
            "slots.extended",
            Kind.LAGGING,
            "replication slot keeps more log than planned",
            "The reader of a slot is so far behind that the server keeps more than max_wal_size for it.",
            "find out why its reader is slow",
            "watch the space left for pg_wal");
    static final Cause UNRESERVED = Cause.of(
            "slots.unreserved",
            Kind.LAGGING,
            "replication slot is about to lose log that its reader needs",
            "The reader of a slot is further behind than max_slot_wal_keep_size allows, so the next checkpoint may"
                    + " remove log that it still needs.",
            "let its reader catch up now, or raise max_slot_wal_keep_size");
    static final Cause LOST = Cause.of(
            "slots.lost",
            Kind.DAMAGED,
            "replication slot has lost log that its reader needs",
            "The server has removed log that the slot's reader had not received, so the reader cannot continue.",
            "build the standby or subscription again, and drop the slot");

    /** Every cause of this kind. */
    public static final List<Cause> ALL = List.of(INACTIVE, EXTENDED, UNRESERVED, LOST);

    private SlotCauses() {}
}
