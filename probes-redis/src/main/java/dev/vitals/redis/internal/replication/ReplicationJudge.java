package dev.vitals.redis.internal.replication;

import dev.vitals.probe.Result;
import dev.vitals.redis.internal.check.Judge;
import dev.vitals.redis.internal.check.Since;
import dev.vitals.redis.internal.check.Visit;
import dev.vitals.redis.internal.failure.RedisFailure;
import dev.vitals.redis.internal.info.RedisInfo;
import dev.vitals.redis.internal.info.UnusableInfo;
import dev.vitals.redis.internal.link.Pace;
import dev.vitals.redis.limits.RedisReplicationLimits;

/** Replication from whichever side this server is on. */
public final class ReplicationJudge implements Judge {
    private final RedisReplicationLimits limits;
    private final Since unlinked;

    public ReplicationJudge(RedisReplicationLimits limits, Pace pace) {
        this.limits = limits;
        this.unlinked = new Since(pace);
    }

    @Override
    public Result judge(Visit visit) throws RedisFailure, UnusableInfo {
        RedisInfo info = visit.info();
        String role = info.text("role").orElseThrow(() -> new UnusableInfo("INFO has no field role"));
        if (role.equals("slave")) {
            return new ReplicaSide(limits, info, visit.target()).judge(unlinked);
        }
        unlinked.note(false);
        return new MasterSide(limits, info, visit.target()).judge(info.errors("NOREPLICAS", visit.context()));
    }
}
