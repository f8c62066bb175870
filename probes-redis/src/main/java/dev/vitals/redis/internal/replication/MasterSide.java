package dev.vitals.redis.internal.replication;

import dev.vitals.probe.Evidence;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Subject;
import dev.vitals.redis.internal.client.RedisTarget;
import dev.vitals.redis.internal.failure.RedisCauses;
import dev.vitals.redis.internal.info.RedisInfo;
import dev.vitals.redis.limits.RedisReplicationLimits;
import dev.vitals.text.Plural;
import java.util.List;
import java.util.OptionalLong;

/** What a master knows of its replicas. */
record MasterSide(RedisReplicationLimits limits, RedisInfo info, RedisTarget target) {
    Result judge(OptionalLong refused) {
        List<Replica> replicas = Replica.all(info);
        Result result = verdict(replicas, refused);
        Result seen = result.observe(Observation.count("redis.replicas", online(replicas)));
        return result.status() == Status.UP || replicas.isEmpty() ? seen : seen.evidence(table(replicas));
    }

    private Result verdict(List<Replica> replicas, OptionalLong refused) {
        if (refused.orElse(0) > 0) {
            String writes = Plural.of(refused.getAsLong(), "write") + " refused since the previous sample, "
                    + Plural.of(online(replicas), "replica") + " online";
            return advised(Result.down(RedisCauses.NOREPLICAS, writes));
        }
        if (writableByNone()) {
            return advised(
                    Result.down(
                            RedisCauses.NOREPLICAS,
                            "writes are refused: no replica confirms in time, and min-replicas-to-write asks for at least one"));
        }
        if (online(replicas) < limits.replicas()) {
            Status status = online(replicas) == 0 ? Status.DOWN : Status.DEGRADED;
            return advised(Result.of(
                    status,
                    ReplicationCauses.MISSING,
                    online(replicas) + " of " + Plural.of(limits.replicas(), "replica") + " online"));
        }
        return lag(replicas);
    }

    /** The field is there only while a number is asked for, which is not shown itself; it is at least one. */
    private boolean writableByNone() {
        return info.number("min_slaves_good_slaves").orElse(1) == 0;
    }

    private Result lag(List<Replica> replicas) {
        Status status = replicas.stream()
                .map(replica -> limits.lag().judge(replica.lag()))
                .max(Status::compareTo)
                .filter(worst -> worst == Status.DEGRADED || worst == Status.DOWN)
                .orElse(Status.UP);
        if (status == Status.UP) {
            return Result.up("master, " + words(replicas));
        }
        List<Replica> late = replicas.stream()
                .filter(replica -> limits.lag().judge(replica.lag()) != Status.UP)
                .toList();
        return advised(Result.of(
                        status,
                        ReplicationCauses.LAG,
                        Plural.of(late.size(), "replica") + " silent, longest "
                                + Quantities.duration(late.get(0).lag())
                                + limits.lag().suffix(status)))
                .about(late.stream()
                        .flatMap(replica -> replica.address().subjects().stream())
                        .toArray(Subject[]::new));
    }

    private static long online(List<Replica> replicas) {
        return replicas.stream().filter(Replica::online).count();
    }

    private static String words(List<Replica> replicas) {
        long joining = replicas.size() - online(replicas);
        return Plural.of(online(replicas), "replica") + (joining == 0 ? "" : ", " + joining + " joining");
    }

    private Result advised(Result result) {
        return result.about(target.subject())
                .remedy(Remedy.words("see which replicas {} has and how far they are", target)
                        .run(target.cli("INFO replication")));
    }

    private static Evidence table(List<Replica> replicas) {
        return new Evidence.Table(
                "replicas",
                List.of("replica", "state", "last heard", "behind"),
                replicas.stream().map(Replica::row).toList());
    }
}
