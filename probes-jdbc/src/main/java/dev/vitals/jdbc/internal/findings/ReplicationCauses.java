package dev.vitals.jdbc.internal.findings;

import dev.vitals.probe.Cause;
import dev.vitals.probe.Cause.Kind;
import java.util.List;

/** What can be wrong with replication, whatever the product. */
public final class ReplicationCauses {
    /** A standby or replica does not keep up. */
    public static final Cause LAG = Cause.of(
            "replication.lag",
            Kind.LAGGING,
            "standby or replica is behind",
            "A standby or replica receives or replays changes more slowly than its primary makes them, so it answers"
                    + " with old data, and a failover to it would lose writes. Most often its network or disk is"
                    + " slow, or a long query on it holds up the replay.",
            "check the standby for long queries, a full or slow disk, and a slow network",
            "move reads that need fresh data to the primary until it has caught up");
    /** A replay was paused by hand. */
    public static final Cause PAUSED = Cause.of(
            "replication.paused",
            Kind.LAGGING,
            "standby is behind because its replay is paused",
            "The replay of the log was paused on this standby and has not been resumed. What the standby receives"
                    + " piles up until it is.",
            "resume the replay, unless it was paused on purpose");
    /** A standby is cut off. */
    public static final Cause BROKEN = Cause.of(
            "replication.broken",
            Kind.LAGGING,
            "standby receives nothing from its primary",
            "Nothing streams from the primary to this standby. Most often the primary is away, its address or the"
                    + " password has changed, or it no longer has the log that the standby needs.",
            "read the standby's log for the reason",
            "if the primary no longer has the log, build the standby again");
    /** There are fewer standbys than there must be. */
    public static final Cause STANDBY_MISSING = Cause.of(
            "replication.standby-missing",
            Kind.LAGGING,
            "too few standbys are connected",
            "Fewer standbys stream from this primary than there must be, so a failover may have no target.",
            "start the standby that is missing",
            "read its log for why it does not stream");
    /** A commit may wait for a standby that is away. */
    public static final Cause SYNC_MISSING = Cause.of(
            "replication.sync-missing",
            Kind.BLOCKED,
            "synchronous standby is missing",
            "A standby that commits wait for does not stream. When too few of them do, every synchronous commit"
                    + " hangs.",
            "start the standby again",
            "if it stays away, take it out of synchronous_standby_names; writes that only the primary has can then"
                    + " be lost");

    /** Every cause of replication that is not one product's own. */
    public static final List<Cause> ALL = List.of(LAG, PAUSED, BROKEN, STANDBY_MISSING, SYNC_MISSING);

    private ReplicationCauses() {}
}
