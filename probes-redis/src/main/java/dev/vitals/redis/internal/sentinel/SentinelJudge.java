package dev.vitals.redis.internal.sentinel;

import dev.vitals.probe.Evidence;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Subject;
import dev.vitals.redis.internal.check.Judge;
import dev.vitals.redis.internal.check.Visit;
import dev.vitals.redis.internal.failure.FailureKind;
import dev.vitals.redis.internal.failure.RedisCauses;
import dev.vitals.redis.internal.failure.RedisFailure;
import dev.vitals.redis.internal.info.RedisInfo;
import dev.vitals.redis.internal.info.UnusableInfo;
import dev.vitals.text.Plural;
import java.util.ArrayList;
import java.util.List;

/** Whether a sentinel knows its masters, and whether it could fail them over. */
public final class SentinelJudge implements Judge {
    private static final int MOST_ASKED = 20;

    @Override
    public Result judge(Visit visit) throws RedisFailure, UnusableInfo {
        RedisInfo info = visit.info();
        long watched = info.counted("sentinel_masters");
        List<WatchedMaster> masters = WatchedMaster.all(info);
        if (watched == 0) {
            return Result.degraded(SentinelCauses.NO_MASTER, "the sentinel watches no master")
                    .about(visit.target().subject());
        }
        Result result = verdict(visit, info, masters).observe(Observation.count("redis.sentinel.masters", watched));
        return result.status() == Status.UP ? result : result.evidence(table(masters));
    }

    private static Result verdict(Visit visit, RedisInfo info, List<WatchedMaster> masters) throws RedisFailure {
        List<WatchedMaster> down =
                masters.stream().filter(master -> !master.status().equals("ok")).toList();
        if (!down.isEmpty()) {
            return down(visit, down);
        }
        List<String> divided = withoutQuorum(visit, masters);
        if (!divided.isEmpty()) {
            String words = "too few sentinels to fail over " + String.join(", ", divided);
            return advised(Result.degraded(RedisCauses.NOQUORUM, words), visit);
        }
        List<String> alone = masters.stream()
                .filter(master -> master.replicas() == 0)
                .map(WatchedMaster::name)
                .toList();
        if (!alone.isEmpty()) {
            String words = "no replica of " + String.join(", ", alone) + " to fail over to";
            return advised(Result.degraded(SentinelCauses.NO_REPLICA, words), visit);
        }
        if (info.number("sentinel_tilt").orElse(0) == 1) {
            return advised(Result.degraded(SentinelCauses.TILT, "the sentinel is in tilt mode"), visit);
        }
        return Result.up(Plural.of(masters.size(), "master") + " watched, quorum reached");
    }

    /** A master that is down for this sentinel alone is not down yet. */
    private static Result down(Visit visit, List<WatchedMaster> down) {
        boolean agreed = down.stream().anyMatch(master -> master.status().equals("odown"));
        WatchedMaster first = down.get(0);
        String words = "master " + first.name() + " at " + first.address()
                + (agreed ? " is down, as the sentinels agree" : " does not answer this sentinel");
        Result result = Result.of(agreed ? Status.DOWN : Status.DEGRADED, SentinelCauses.MASTER_DOWN, words);
        return advised(
                result.about(down.stream()
                        .flatMap(master -> master.address().subjects().stream())
                        .toArray(Subject[]::new)),
                visit);
    }

    private static List<String> withoutQuorum(Visit visit, List<WatchedMaster> masters) throws RedisFailure {
        List<String> divided = new ArrayList<>();
        for (WatchedMaster master : masters.subList(0, Math.min(MOST_ASKED, masters.size()))) {
            try {
                visit.ask("SENTINEL", "CKQUORUM", master.exactName());
            } catch (RedisFailure e) {
                if (e.kind() != FailureKind.NOQUORUM) {
                    throw e;
                }
                divided.add(master.name());
            }
        }
        return divided;
    }

    private static Result advised(Result result, Visit visit) {
        return result.about(visit.target().subject())
                .remedy(Remedy.words("see what the sentinel knows of its masters")
                        .run(visit.target().cli("SENTINEL MASTERS")));
    }

    private static Evidence table(List<WatchedMaster> masters) {
        return new Evidence.Table(
                "watched masters",
                List.of("master", "address", "status", "replicas", "sentinels"),
                masters.stream().map(WatchedMaster::row).toList());
    }
}
