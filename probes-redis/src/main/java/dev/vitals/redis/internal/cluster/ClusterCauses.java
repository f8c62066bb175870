package dev.vitals.redis.internal.cluster;

import dev.vitals.probe.Cause;
import dev.vitals.probe.Cause.Kind;
import dev.vitals.redis.internal.failure.RedisCauses;
import java.util.List;

/** What can be wrong with a cluster; one that does not serve has the cause of a command refused for it. */
public final class ClusterCauses {
    static final Cause DOWN = RedisCauses.CLUSTERDOWN;
    static final Cause SLOTS = Cause.of(
            "redis.cluster.slots",
            Kind.UNAVAILABLE,
            "part of the cluster is missing",
            "Some slots have no master that answers, so the keys in them cannot be reached. The rest works, since"
                    + " cluster-require-full-coverage is off.",
            "see which nodes are missing with CLUSTER NODES",
            "start them, or let their replicas take over");
    static final Cause SUSPECT = Cause.of(
            "redis.cluster.suspect",
            Kind.FAILING,
            "node of the cluster does not answer",
            "This node suspects another one, which is taken for failed as soon as most masters agree.",
            "see which node it is with CLUSTER NODES",
            "check its host and the network to it");

    /** Every cause of this room alone. */
    public static final List<Cause> ALL = List.of(SLOTS, SUSPECT);

    private ClusterCauses() {}
}
