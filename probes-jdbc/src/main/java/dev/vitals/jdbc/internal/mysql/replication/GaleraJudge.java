package dev.vitals.jdbc.internal.mysql.replication;

import dev.vitals.jdbc.internal.connect.Judge;
import dev.vitals.jdbc.internal.mysql.server.ServerStatus;
import dev.vitals.jdbc.internal.text.Words;
import dev.vitals.probe.Observation;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;

/**
 * Whether a node of a Galera cluster takes part: in the component that has the majority, and synchronised. The states, and
 * 100 waiting write sets, are those of the MySQL monitoring mixin.
 */
public record GaleraJudge() implements Judge<ServerStatus> {
    private static final long SYNCED = 4;
    private static final long QUEUE = 100;

    @Override
    public Result judge(ServerStatus status, ProbeContext context) {
        long size = status.number("wsrep_cluster_size");
        long queue = status.number("wsrep_local_recv_queue");
        return judged(status, size, queue)
                .observe(Observation.of("galera.nodes", size, "nodes"))
                .observe(Observation.of("galera.receive-queue", queue, "write sets")
                        .warnAt(QUEUE));
    }

    /** Whether the server is part of a cluster, or set up to be. */
    public static boolean isNode(ServerStatus status) {
        return !status.text("wsrep_provider_name").isEmpty();
    }

    private static Result judged(ServerStatus status, long size, long queue) {
        String state = Words.line(status.text("wsrep_local_state_comment"), 60);
        if (!status.text("wsrep_cluster_status").equals("Primary")) {
            return told(Status.DOWN, "galera.non-primary", "this node is cut off from the majority of its cluster")
                    .remedy(Remedy.of("repair the network between the nodes; only if no part has the majority, make the"
                            + " node with the latest data a cluster of its own"));
        }
        if (!status.text("wsrep_ready").equals("ON")) {
            return told(Status.DOWN, "galera.not-ready", "this node takes no statements, its state is " + state)
                    .remedy(Remedy.of("look at the server's log for the state transfer"));
        }
        if (status.number("wsrep_local_state") != SYNCED) {
            return told(Status.DEGRADED, "galera.not-synced", "this node is not synchronised, its state is " + state)
                    .remedy(Remedy.of("wait for the state transfer to end: look at the server's log"));
        }
        if (queue > QUEUE) {
            return told(
                            Status.DEGRADED,
                            "galera.queue",
                            Words.count(queue, "write set") + " wait to be applied here (limit " + QUEUE + ")")
                    .remedy(Remedy.of(
                            "this node is the slowest and will hold up all others: look at its disk and CPU"));
        }
        return Result.up("synchronised, " + Words.count(size, "node") + " in the cluster");
    }

    private static Result told(Status status, String cause, String words) {
        return Result.of(status, cause, words)
                .remedy(Remedy.run("see how this node sees the cluster", "SHOW GLOBAL STATUS LIKE 'wsrep%';"));
    }
}
