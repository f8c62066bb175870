package dev.vitals.jdbc.internal.mysql.replication;

import dev.vitals.probe.Cause;
import dev.vitals.probe.Cause.Kind;
import java.util.List;

/** What a node of a Galera cluster can show. */
public final class GaleraCauses {
    static final Cause NON_PRIMARY = Cause.of(
            "galera.non-primary",
            Kind.UNAVAILABLE,
            "node is cut off from the majority of its cluster",
            "The node cannot see enough others to know that its data is current, so it refuses statements until it"
                    + " rejoins them. The usual reason is a network fault between the nodes.",
            "repair the network between the nodes",
            "only if no part has the majority, make the node with the latest data a cluster of its own");
    static final Cause NOT_READY = Cause.of(
            "galera.not-ready",
            Kind.UNAVAILABLE,
            "node takes no statements",
            "The node belongs to the cluster but does not serve clients, most often because it is still receiving"
                    + " the cluster's data.",
            "read the server's log for the state transfer");
    static final Cause NOT_SYNCED = Cause.of(
            "galera.not-synced",
            Kind.LAGGING,
            "node is not synchronised",
            "The node is joining the cluster, or serves another node as the donor of its data, and is behind the"
                    + " others meanwhile.",
            "wait for the state transfer to end: the server's log shows its progress");
    static final Cause QUEUE = Cause.of(
            "galera.queue",
            Kind.LAGGING,
            "node does not keep up with its cluster",
            "Changes of other nodes arrive faster than this one applies them. Once its queue is full, it makes all"
                    + " the others wait.",
            "check this node's disk and CPU: it is the slowest");

    /** Every cause of this class. */
    public static final List<Cause> ALL = List.of(NON_PRIMARY, NOT_READY, NOT_SYNCED, QUEUE);

    private GaleraCauses() {}
}
