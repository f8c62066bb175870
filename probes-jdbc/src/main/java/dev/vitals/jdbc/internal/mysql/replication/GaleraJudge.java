package dev.vitals.jdbc.internal.mysql.replication;

import dev.vitals.jdbc.internal.connect.Judge;
import dev.vitals.jdbc.internal.mysql.server.ServerStatus;
import dev.vitals.probe.Cause;
import dev.vitals.probe.Command;
import dev.vitals.probe.Observation;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Threshold;
import dev.vitals.text.Clean;
import dev.vitals.text.Plural;

/**
 * Whether a node of a Galera cluster takes part: it belongs to the component with the majority and is synchronised. The
 * states, and 100 waiting write sets, are those of the MySQL monitoring mixin.
 */
public record GaleraJudge() implements Judge<ServerStatus> {
    private static final long SYNCED = 4;
    private static final Threshold QUEUE = Threshold.countAbove(100, 100).warnOnly();

    @Override
    public Result judge(ServerStatus status, ProbeContext context) {
        Observation nodes = Observation.count("galera.nodes", status.number("wsrep_cluster_size"));
        Observation queue = Observation.count("galera.receive-queue", status.number("wsrep_local_recv_queue"))
                .against(QUEUE);
        return judged(status, nodes, queue).observe(nodes).observe(queue);
    }

    /** Whether the server is part of a cluster, or set up to be. */
    public static boolean isNode(ServerStatus status) {
        return !status.text("wsrep_provider_name").isEmpty();
    }

    private static Result judged(ServerStatus status, Observation nodes, Observation queue) {
        String state = Clean.line(status.text("wsrep_local_state_comment"), 60);
        if (!status.text("wsrep_cluster_status").equals("Primary")) {
            return found(Status.DOWN, GaleraCauses.NON_PRIMARY, "this node is cut off from the majority of its cluster")
                    .remedy(Remedy.words("repair the network between the nodes; only if no part has the majority, make"
                            + " the node with the latest data a cluster of its own"));
        }
        if (!status.text("wsrep_ready").equals("ON")) {
            return found(Status.DOWN, GaleraCauses.NOT_READY, "this node takes no statements, its state is " + state)
                    .remedy(Remedy.words("check the server's log for the state transfer"));
        }
        if (status.number("wsrep_local_state") != SYNCED) {
            return found(
                            Status.DEGRADED,
                            GaleraCauses.NOT_SYNCED,
                            "this node is not synchronised, its state is " + state)
                    .remedy(Remedy.words("wait for the state transfer to end: the server's log shows how far it is"));
        }
        return queue.judge() == Status.UP
                ? Result.up("synchronised, " + Plural.of((long) nodes.value(), "node") + " in the cluster")
                : queued(queue);
    }

    private static Result queued(Observation queue) {
        Status status = queue.judge();
        return found(
                        status,
                        GaleraCauses.QUEUE,
                        Plural.of((long) queue.value(), "write set") + " wait to be applied here"
                                + QUEUE.suffix(status))
                .remedy(Remedy.words("check this node's disk and CPU: it is the slowest and will hold up all others"));
    }

    private static Result found(Status status, Cause cause, String words) {
        return Result.of(status, cause, words)
                .remedy(Remedy.words("see how this node sees the cluster")
                        .run(Command.sql("SHOW GLOBAL STATUS LIKE 'wsrep%'")));
    }
}
