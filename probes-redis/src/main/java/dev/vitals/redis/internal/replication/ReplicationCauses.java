package dev.vitals.redis.internal.replication;

import dev.vitals.probe.Cause;
import dev.vitals.probe.Cause.Kind;
import dev.vitals.redis.internal.failure.RedisCauses;
import dev.vitals.spi.CauseLink;
import java.util.List;

/** What can be wrong with replication. */
public final class ReplicationCauses {
    static final Cause LINK = Cause.of(
            "redis.replication.link",
            Kind.LAGGING,
            "replica has lost its master",
            "The replica has no link to its master, or hears nothing over it, so its data grows old. The master is down, the"
                    + " network between them is cut, or the master rejects the replica's login.",
            "check the master and the network between them",
            "compare masterauth of the replica with the password of the master");
    static final Cause SYNC = Cause.of(
            "redis.replication.sync",
            Kind.LAGGING,
            "replica copies all data of its master",
            "The replica starts from a whole copy. That is normal after a start or a long interruption; if it happens again"
                    + " and again, the replication backlog or the output buffer for replicas is too small.",
            "wait until it has copied everything",
            "if it starts again each time, raise repl-backlog-size and client-output-buffer-limit replica");
    static final Cause LAG = Cause.of(
            "redis.replication.lag",
            Kind.LAGGING,
            "replica does not keep up",
            "The master has heard nothing from a replica for longer than the limit. What it has not confirmed is lost if the"
                    + " master fails over to it.",
            "check the replica's host and the network to it");
    static final Cause MISSING = Cause.of(
            "redis.replication.missing",
            Kind.FAILING,
            "fewer replicas than there must be",
            "Fewer replicas follow this master than the check was told to expect.",
            "start the replicas that are missing",
            "see in the log of the master why they left");

    /** Every cause of this room. */
    public static final List<Cause> ALL = List.of(LINK, SYNC, LAG, MISSING);

    /** What these explain. */
    public static final List<CauseLink> LINKS = List.of(
            CauseLink.sameResource(
                    LINK.code(), RedisCauses.MASTERDOWN.code(), "a lost link explains a replica that does not serve"),
            CauseLink.sameResource(
                    MISSING.code(), RedisCauses.NOREPLICAS.code(), "missing replicas explain refused writes"));

    private ReplicationCauses() {}
}
