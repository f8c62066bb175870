package dev.vitals.jdbc.internal.mysql.replication;

import dev.vitals.probe.Cause;
import dev.vitals.probe.Cause.Kind;
import java.util.List;

/** What a MySQL or MariaDB replica can show, beside its lag. */
public final class ReplicaCauses {
    static final Cause STOPPED = Cause.of(
            "replication.stopped",
            Kind.FAILING,
            "replica has stopped receiving or applying",
            "One of the replica's two threads is not running, after an error or because it was stopped by hand. A"
                    + " replica that has stopped does not know how far it is behind.",
            "read the error, and the statement that caused it",
            "repair what differs from the source before you start the replica again");

    static final Cause SEMI_SYNC_OFF = Cause.of(
            "replication.semi-sync-off",
            Kind.FAILING,
            "commits no longer wait for a replica",
            "Semi-synchronous replication is on, but no replica has acknowledged a commit in time, so the source goes on"
                    + " without. What it commits now is lost if it fails. Most often a replica is away, or has"
                    + " semi-synchronous replication off.",
            "start the replica that is missing",
            "see that semi-synchronous replication is on at the replica too");

    /** Every cause of this class. */
    public static final List<Cause> ALL = List.of(STOPPED, SEMI_SYNC_OFF);

    private ReplicaCauses() {}
}
