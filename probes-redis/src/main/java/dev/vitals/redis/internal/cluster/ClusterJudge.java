package dev.vitals.redis.internal.cluster;

import dev.vitals.probe.Observation;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Subject;
import dev.vitals.redis.internal.check.Judge;
import dev.vitals.redis.internal.check.Visit;
import dev.vitals.redis.internal.failure.RedisFailure;
import dev.vitals.redis.internal.info.RedisInfo;
import dev.vitals.redis.internal.info.UnusableInfo;
import dev.vitals.redis.internal.link.Greeting;
import dev.vitals.text.Plural;
import java.util.List;

/** Whether a cluster serves all its slots, as the node asked sees it: it answers PING in any case. */
public final class ClusterJudge implements Judge {
    private static final long SLOTS = 16_384;

    @Override
    public boolean appliesTo(Greeting greeting) {
        return greeting.mode() == Greeting.Mode.CLUSTER;
    }

    @Override
    public Result judge(Visit visit) throws RedisFailure, UnusableInfo {
        RedisInfo cluster = RedisInfo.parse(visit.ask("CLUSTER", "INFO"));
        Result result = verdict(cluster);
        Result seen = result.observe(Observation.count("redis.cluster.slots.ok", cluster.counted("cluster_slots_ok")))
                .observe(Observation.count("redis.cluster.nodes", cluster.counted("cluster_known_nodes")));
        return result.status() == Status.UP ? seen : explained(seen, visit);
    }

    private static Result verdict(RedisInfo cluster) throws UnusableInfo {
        String state = cluster.text("cluster_state")
                .orElseThrow(() -> new UnusableInfo("CLUSTER INFO has no field cluster_state"));
        long missing = SLOTS - cluster.counted("cluster_slots_ok") - cluster.counted("cluster_slots_pfail");
        String words = Plural.of(missing, "slot") + " of 16384 without a master";
        if (!state.equals("ok")) {
            // A node that is cut off from most masters refuses commands though it knows an owner of every slot.
            return Result.down(ClusterCauses.DOWN, missing > 0 ? words : "this node does not see most of the masters");
        }
        if (missing > 0) {
            return Result.down(ClusterCauses.SLOTS, words);
        }
        long suspect = cluster.counted("cluster_slots_pfail");
        return suspect > 0
                ? Result.degraded(
                        ClusterCauses.SUSPECT, "the master of " + Plural.of(suspect, "slot") + " does not answer")
                : Result.up("all slots served by " + Plural.of(cluster.counted("cluster_size"), "master"));
    }

    private static Result explained(Result result, Visit visit) {
        Result advised = result.about(visit.target().subject())
                .remedy(Remedy.words("see which nodes are missing")
                        .run(visit.target().cli("CLUSTER NODES")))
                .remedy(Remedy.words("start them, or let their replicas take over"));
        List<ClusterNode> failing = failing(visit);
        return failing.isEmpty()
                ? advised
                : advised.evidence(ClusterNode.table(failing))
                        .about(failing.stream()
                                .flatMap(node -> node.address().subjects().stream())
                                .toArray(Subject[]::new));
    }

    /** A user may lack the right to this alone: the verdict stands without it. */
    private static List<ClusterNode> failing(Visit visit) {
        try {
            return ClusterNode.failing(visit.ask("CLUSTER", "NODES"));
        } catch (RedisFailure e) {
            return List.of();
        }
    }
}
