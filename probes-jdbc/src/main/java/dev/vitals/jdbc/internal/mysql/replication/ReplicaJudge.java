package dev.vitals.jdbc.internal.mysql.replication;

import dev.vitals.jdbc.internal.connect.Judge;
import dev.vitals.jdbc.internal.findings.CommonCauses;
import dev.vitals.jdbc.internal.findings.ReachedLimit;
import dev.vitals.jdbc.limits.MySqlReplicationLimits;
import dev.vitals.probe.Cause;
import dev.vitals.probe.Observation;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Subject;
import dev.vitals.text.Clean;
import dev.vitals.text.Plural;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Whether a replica follows its sources. A replica that is stopped does not know its lag, which is not the same as having
 * none. Used by one check, so not thread-safe.
 */
public final class ReplicaJudge implements Judge<List<ReplicaChannel>> {
    private static final int NAME = 100;

    private final MySqlReplicationLimits limits;
    private final LongSupplier nanoTime;
    private final Map<String, Long> stoppedSince = new HashMap<>();

    public ReplicaJudge(MySqlReplicationLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    @Override
    public Result judge(List<ReplicaChannel> channels, ProbeContext context) {
        if (channels.isEmpty()) {
            stoppedSince.clear();
            return Result.up("not a replica");
        }
        List<Judged> judged = channels.stream()
                .map(this::judged)
                .sorted(Comparator.comparing(Judged::status).reversed())
                .toList();
        Judged worst = judged.get(0);
        Result result = worst.status() == Status.UP ? Result.up(calm(judged)) : bad(worst, judged);
        return observed(result, judged);
    }

    private Judged judged(ReplicaChannel channel) {
        if (channel.running()) {
            stoppedSince.remove(channel.name());
            Observation lag =
                    Observation.duration("replication.lag", channel.lag()).against(limits.lag());
            return new Judged(channel, CommonCauses.REPLICATION_LAG, lag);
        }
        long now = nanoTime.getAsLong();
        Long before = stoppedSince.putIfAbsent(channel.name(), now);
        Duration lasting = Duration.ofNanos(before == null ? 0 : now - before);
        Observation stopped =
                Observation.duration("replication.stopped.longest", lasting).against(limits.stopped());
        return new Judged(channel, ReplicaCauses.STOPPED, stopped);
    }

    /** The lag of a channel that has stopped is not known, so it is not observed. */
    private static Result observed(Result result, List<Judged> judged) {
        Result observed = result;
        for (Cause cause : List.of(CommonCauses.REPLICATION_LAG, ReplicaCauses.STOPPED)) {
            Optional<Observation> most = judged.stream()
                    .filter(one -> one.cause().equals(cause))
                    .map(Judged::seen)
                    .max(Comparator.comparing(Observation::value));
            observed = most.map(observed::observe).orElse(observed);
        }
        return observed.observe(Observation.count(
                "replication.stopped",
                judged.stream().filter(one -> !one.channel().running()).count()));
    }

    private Result bad(Judged worst, List<Judged> judged) {
        Result result = Result.of(worst.status(), worst.cause(), words(worst))
                .about(judged.stream()
                        .filter(one -> one.status() != Status.UP)
                        .map(one -> Subject.endpoint(
                                one.channel().host(), one.channel().port()))
                        .toArray(Subject[]::new))
                .evidence(ReplicaTable.of(judged.stream().map(Judged::channel).toList()));
        return result.withRemedies(
                worst.channel().running() ? ReplicaRemedies.late() : ReplicaRemedies.stopped(worst.channel()));
    }

    private String words(Judged worst) {
        ReplicaChannel channel = worst.channel();
        return channel.running()
                ? name(channel) + " is " + worst.seen().shown() + " behind"
                        + ReachedLimit.words(limits.lag(), worst.status())
                : name(channel) + " " + stopped(channel) + ", seen for "
                        + worst.seen().shown() + ReachedLimit.words(limits.stopped(), Status.DOWN);
    }

    private static String stopped(ReplicaChannel channel) {
        String what = channel.applying() ? "does not receive" : "does not apply what it receives";
        int error = channel.applying() ? channel.receiveError() : channel.applyError();
        return what + (error == 0 ? "" : ", error " + error);
    }

    private static String calm(List<Judged> judged) {
        String channels = judged.size() == 1 ? name(judged.get(0).channel()) : Plural.of(judged.size(), "channel");
        return channels + " at most "
                + judged.stream()
                        .map(Judged::seen)
                        .max(Comparator.comparing(Observation::value))
                        .orElseThrow()
                        .shown()
                + " behind";
    }

    private static String name(ReplicaChannel channel) {
        String name = channel.name().isEmpty() ? "" : " '" + Clean.line(channel.name(), NAME) + "'";
        return "replica" + name + " of " + Clean.line(channel.source(), NAME);
    }

    private record Judged(ReplicaChannel channel, Cause cause, Observation seen) {
        Status status() {
            return seen.judge();
        }
    }
}
