package dev.vitals.redis.internal.persistence;

import dev.vitals.probe.Command;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.redis.internal.check.Judge;
import dev.vitals.redis.internal.check.Visit;
import dev.vitals.redis.internal.failure.RedisCauses;
import dev.vitals.redis.internal.failure.RedisFailure;
import dev.vitals.redis.internal.info.RedisInfo;
import dev.vitals.redis.internal.info.UnusableInfo;
import dev.vitals.redis.limits.PersistenceLimits;
import dev.vitals.text.Plural;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Whether Redis can save its data.
 *
 * <p>{@code INFO} does not say whether it is to save at all, and a failure of long ago stays on record where it is not.
 * So a failed snapshot alone is never DOWN; a write that was refused for it is, and so is a failed append-only file, with
 * which Redis refuses every write.
 */
public record PersistenceJudge(PersistenceLimits limits) implements Judge {
    @Override
    public Result judge(Visit visit) throws RedisFailure, UnusableInfo {
        RedisInfo info = visit.info();
        Result result = verdict(info, info.errors("MISCONF", visit.context()));
        return observed(
                result.status() == Status.UP
                        ? result
                        : result.about(visit.target().subject()).withRemedies(remedies(visit, info)),
                info);
    }

    private Result verdict(RedisInfo info, OptionalLong refused) throws UnusableInfo {
        boolean log = info.number("aof_enabled").orElse(0) == 1;
        if (log && failed(info, "aof_last_write_status")) {
            return Result.down(RedisCauses.MISCONF, "the append-only file cannot be written: writes are refused");
        }
        if (refused.orElse(0) > 0) {
            String words = Plural.of(refused.getAsLong(), "command") + " refused since the previous sample";
            return Result.down(RedisCauses.MISCONF, words + " because the last save failed");
        }
        if (failed(info, "rdb_last_bgsave_status")) {
            return Result.degraded(PersistenceCauses.FAILED, "the last snapshot failed" + unsaved(info));
        }
        if (log && failed(info, "aof_last_bgrewrite_status")) {
            return Result.degraded(
                    PersistenceCauses.FAILED, "the last rewrite of the append-only file failed: it goes on growing");
        }
        return running(info, log);
    }

    private Result running(RedisInfo info, boolean log) {
        Duration longest = Stream.of("rdb_current_bgsave_time_sec", "aof_current_rewrite_time_sec")
                .map(field -> Duration.ofSeconds(Math.max(0, info.number(field).orElse(0))))
                .max(Duration::compareTo)
                .orElseThrow();
        Status status = limits.saving().judge(longest);
        if (status != Status.UP) {
            String words = "a save has been running for " + Quantities.duration(longest);
            return Result.of(
                    status, PersistenceCauses.SLOW, words + limits.saving().suffix(status));
        }
        return Result.up((log ? "append-only file written" : "no append-only file, last snapshot ok") + unsaved(info));
    }

    private static String unsaved(RedisInfo info) {
        OptionalLong changes = info.number("rdb_changes_since_last_save");
        return changes.isPresent() ? ", " + Plural.of(changes.getAsLong(), "change") + " since the last snapshot" : "";
    }

    private static boolean failed(RedisInfo info, String field) throws UnusableInfo {
        String status = info.text(field).orElseThrow(() -> new UnusableInfo("INFO has no field " + field));
        return !status.equals("ok");
    }

    private static Result observed(Result result, RedisInfo info) {
        OptionalLong changes = info.number("rdb_changes_since_last_save");
        OptionalLong fork = info.number("latest_fork_usec");
        Result seen = changes.isPresent()
                ? result.observe(Observation.count("redis.changes.unsaved", changes.getAsLong()))
                : result;
        return fork.orElse(0) > 0
                ? seen.observe(Observation.duration("redis.fork", Duration.ofNanos(fork.getAsLong() * 1_000)))
                : seen;
    }

    private static List<Remedy> remedies(Visit visit, RedisInfo info) throws UnusableInfo {
        Command again = failed(info, "rdb_last_bgsave_status")
                        || info.number("aof_enabled").orElse(0) != 1
                ? visit.target().cli("BGSAVE")
                : visit.target().cli("BGREWRITEAOF");
        return List.of(
                Remedy.words("see what {} says of its last saves; its log says why one failed", visit.target())
                        .run(visit.target().cli("INFO persistence")),
                Remedy.words("make room on its disk or give it the right to its directory, then save again")
                        .run(again));
    }
}
