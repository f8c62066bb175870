package dev.vitals.redis.internal.slowlog;

import dev.vitals.probe.Observation;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.redis.internal.check.Judge;
import dev.vitals.redis.internal.check.Visit;
import dev.vitals.redis.internal.failure.RedisFailure;
import dev.vitals.redis.internal.resp.Pairs;
import dev.vitals.redis.internal.resp.Reply;
import dev.vitals.redis.limits.LatencyLimits;
import dev.vitals.text.Clean;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which latency spikes the server has recorded since the previous run: the last one of each event has its time. */
public final class LatencyJudge implements Judge {
    private static final int LONGEST_EVENT = 40;

    private record Spike(String event, long at, Duration took) {
        static Optional<Spike> of(Reply reply) {
            List<Reply> parts = Pairs.items(reply);
            return parts.size() >= 3
                            && parts.get(0) instanceof Reply.Text event
                            && parts.get(1) instanceof Reply.Whole at
                            && parts.get(2) instanceof Reply.Whole millis
                    ? Optional.of(new Spike(
                            Clean.line(event.value(), LONGEST_EVENT),
                            at.value(),
                            Duration.ofMillis(Math.max(0, millis.value()))))
                    : Optional.empty();
        }
    }

    private final LatencyLimits limits;
    private Optional<Map<String, Long>> known = Optional.empty();

    public LatencyJudge(LatencyLimits limits) {
        this.limits = limits;
    }

    @Override
    public Result judge(Visit visit) throws RedisFailure {
        List<Spike> spikes = Pairs.items(visit.ask("LATENCY", "LATEST")).stream()
                .flatMap(reply -> Spike.of(reply).stream())
                .toList();
        List<Spike> fresh = spikes.stream()
                .filter(spike -> known.isPresent() && known.get().getOrDefault(spike.event(), 0L) < spike.at())
                .toList();
        Map<String, Long> times = new HashMap<>();
        spikes.forEach(spike -> times.put(spike.event(), spike.at()));
        known = Optional.of(times);
        if (spikes.isEmpty()) {
            return Result.up("nothing on record: the server records with a latency-monitor-threshold above 0 only");
        }
        return judge(fresh, visit);
    }

    private Result judge(List<Spike> fresh, Visit visit) {
        Duration longest =
                fresh.stream().map(Spike::took).max(Duration::compareTo).orElse(Duration.ZERO);
        Status status = limits.spike().judge(longest);
        String words = fresh.isEmpty()
                ? "no spike since the previous sample"
                : fresh.get(0).event() + " took " + Quantities.duration(longest)
                        + limits.spike().suffix(status);
        Result result = status == Status.UP
                ? Result.up(words)
                : Result.of(status, SlowLogCauses.SPIKE, words)
                        .about(visit.target().subject())
                        .remedy(Remedy.words("let Redis explain its spikes")
                                .run(visit.target().cli("LATENCY DOCTOR")));
        return result.observe(
                Observation.duration("redis.latency.spike", longest).against(limits.spike()));
    }
}
