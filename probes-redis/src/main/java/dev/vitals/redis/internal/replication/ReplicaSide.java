package dev.vitals.redis.internal.replication;

import dev.vitals.probe.Observation;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Subject;
import dev.vitals.redis.internal.check.Since;
import dev.vitals.redis.internal.client.RedisTarget;
import dev.vitals.redis.internal.info.RedisInfo;
import dev.vitals.redis.internal.info.UnusableInfo;
import dev.vitals.redis.limits.RedisReplicationLimits;
import dev.vitals.remote.Remote;
import dev.vitals.text.Clean;
import java.time.Duration;
import java.util.OptionalLong;

/** What a replica knows of its master. */
record ReplicaSide(RedisReplicationLimits limits, RedisInfo info, RedisTarget target) {
    private static final int LONGEST_HOST = 100;

    Result judge(Since unlinked) throws UnusableInfo {
        boolean linked = status().equals("up");
        boolean copying = info.number("master_sync_in_progress").orElse(0) == 1;
        Duration alone = unlinked.note(!linked && !copying);
        if (linked) {
            return linked();
        }
        return copying ? copying() : alone(downSince(alone));
    }

    private String status() throws UnusableInfo {
        return info.text("master_link_status")
                .orElseThrow(() -> new UnusableInfo("INFO has no field master_link_status"));
    }

    private Result linked() {
        OptionalLong heard = info.number("master_last_io_seconds_ago");
        Duration silent = Duration.ofSeconds(Math.max(0, heard.orElse(0)));
        Status status = limits.silence().judge(silent);
        String words = "replica of " + master() + ", last heard from it " + Quantities.duration(silent) + " ago";
        Result result = status == Status.UP
                ? Result.up(words)
                : advised(Result.of(
                        status, ReplicationCauses.LINK, words + limits.silence().suffix(status)));
        return heard.orElse(-1) < 0
                ? result
                : result.observe(Observation.duration("redis.replication.silence", silent)
                        .against(limits.silence()));
    }

    private Result copying() {
        OptionalLong left = info.number("master_sync_left_bytes");
        String rest = left.orElse(-1) > 0 ? ", " + Quantities.bytes(left.getAsLong()) + " left" : "";
        return Result.degraded(ReplicationCauses.SYNC, "copies all data of " + master() + rest)
                .about(target.subject())
                .remedy(Remedy.words("watch how far it has got").run(target.cli("INFO replication")));
    }

    /** The server's own count has no number for a link that never was. */
    private Duration downSince(Duration seen) {
        Duration told = Duration.ofSeconds(
                Math.max(0, info.number("master_link_down_since_seconds").orElse(0)));
        return told.compareTo(seen) > 0 ? told : seen;
    }

    private Result alone(Duration since) {
        Status status = limits.link().judge(since);
        String words = "no link to its master " + master() + " for " + Quantities.duration(since)
                + limits.link().suffix(status);
        Result result =
                status == Status.UP ? Result.up(words) : advised(Result.of(status, ReplicationCauses.LINK, words));
        return result.observe(
                Observation.duration("redis.replication.down", since).against(limits.link()));
    }

    /** What is at fault is the master, or the way to it: findings about it elsewhere are the same fault. */
    private Result advised(Result result) {
        return result.about(target.subject())
                .about(address().subjects().toArray(Subject[]::new))
                .remedy(Remedy.words("check the master {} and the network between it and {}", master(), target)
                        .run(target.cli("INFO replication")));
    }

    private String master() {
        return Clean.line(address().toString(), LONGEST_HOST);
    }

    private Remote address() {
        long port = info.number("master_port").orElse(0);
        return info.text("master_host")
                .filter(host -> !host.isBlank() && port > 0 && port <= 65_535)
                .map(host -> Remote.of(host, (int) port))
                .orElse(Remote.UNKNOWN);
    }
}
