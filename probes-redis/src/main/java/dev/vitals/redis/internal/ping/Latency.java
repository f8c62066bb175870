package dev.vitals.redis.internal.ping;

import dev.vitals.probe.Observation;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Threshold;
import dev.vitals.redis.internal.client.RedisTarget;
import dev.vitals.redis.internal.failure.FailureKind;
import dev.vitals.redis.internal.failure.RedisCauses;
import dev.vitals.redis.internal.failure.RedisFailure;
import dev.vitals.redis.internal.link.RedisLink;
import dev.vitals.redis.internal.resp.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * How long Redis takes to answer: the median of three, so that one slow script ahead of one of them does not count.
 *
 * @param sorted the time of each {@code PING}, shortest first
 * @param connect the time to connect, if that was necessary
 */
record Latency(List<Duration> sorted, Optional<Duration> connect) {
    private static final int PINGS = 3;
    private static final Duration SHORTEST = Duration.ofNanos(100_000);
    private static final Reply PONG = new Reply.Text("PONG");

    /** Where {@code PING} was renamed, which denies it to us alone, the next simplest command is as good a question. */
    static Latency measure(RedisLink.Line line) throws RedisFailure {
        try {
            return measure(line, PONG, "PING");
        } catch (RedisFailure e) {
            if (e.kind() != FailureKind.COMMAND) {
                throw e;
            }
            return measure(line, PONG, "ECHO", "PONG");
        }
    }

    private static Latency measure(RedisLink.Line line, Reply expected, String... command) throws RedisFailure {
        List<Duration> times = new ArrayList<>();
        Optional<Duration> connect = Optional.empty();
        for (int i = 0; i < PINGS; i++) {
            RedisLink.Answer answer = line.call(command);
            if (!answer.reply().equals(expected)) {
                throw RedisFailure.of(FailureKind.PROTOCOL, "it does not answer PING with PONG");
            }
            times.add(answer.took());
            connect = connect.or(answer::connect);
        }
        Collections.sort(times);
        return new Latency(times, connect);
    }

    Result judge(Threshold limit, RedisTarget target) {
        Status status = limit.judge(median());
        String summary = "PING takes " + words(median()) + limit.suffix(status);
        return observed(status == Status.UP ? Result.up(summary) : slow(status, summary, target), limit);
    }

    private Result observed(Result result, Threshold limit) {
        Result seen = result.observe(
                        Observation.duration("redis.ping", median()).against(limit))
                .observe(Observation.duration("redis.ping.longest", sorted.get(PINGS - 1)));
        return connect.map(took -> seen.observe(Observation.duration("redis.connect", took)))
                .orElse(seen);
    }

    private static Result slow(Status status, String summary, RedisTarget target) {
        return Result.of(status, RedisCauses.SLOW, summary)
                .about(target.subject())
                .remedy(Remedy.words("find slow commands and scripts").run(target.cli("SLOWLOG GET 10")))
                .remedy(Remedy.words("compare with the latency seen from another host")
                        .run(target.cli("--latency-history -i 5")));
    }

    /** A server on the same host answers sooner than our words for durations can say. */
    private static String words(Duration time) {
        return time.compareTo(SHORTEST) < 0 ? "less than 0.1 ms" : Quantities.duration(time);
    }

    private Duration median() {
        return sorted.get(PINGS / 2);
    }
}
