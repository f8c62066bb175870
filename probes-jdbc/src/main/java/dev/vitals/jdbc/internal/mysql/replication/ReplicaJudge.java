package dev.vitals.jdbc.internal.mysql.replication;

import dev.vitals.jdbc.internal.connect.Judge;
import dev.vitals.jdbc.internal.findings.ReplicationCauses;
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
public final class ReplicaJudge implements Judge<Replica> {
    private static final int NAME = 100;

    private final MySqlReplicationLimits limits;
    private final LongSupplier nanoTime;
    private final Map<String, Long> stoppedSince = new HashMap<>();

    public ReplicaJudge(MySqlReplicationLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    @Override
    public Result judge(Replica seen, ProbeContext context) {
        if (seen.channels().isEmpty()) {
            stoppedSince.clear();
            return seen.semiSync().result();
        }
        List<Judged> judged = seen.channels().stream()
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
            return new Judged(channel, ReplicationCauses.LAG, lag);
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
        for (Cause cause : List.of(ReplicationCauses.LAG, ReplicaCauses.STOPPED)) {
            observed = most(judged, cause).map(observed::observe).orElse(observed);
        }
        return observed.observe(Observation.count(
                "replication.stopped",
                judged.stream().filter(one -> !one.channel().running()).count()));
    }

    private Result bad(Judged worst, List<Judged> judged) {
        Result result = Result.of(worst.status(), worst.cause(), words(worst))
                .about(judged.stream()
                        .filter(one -> one.status() != Status.UP)
                        .flatMap(one -> one.channel().source().subjects().stream())
                        .toArray(Subject[]::new))
                .evidence(ReplicaTable.of(judged.stream().map(Judged::channel).toList()));
        return result.withRemedies(
                worst.channel().running() ? ReplicaRemedies.late() : ReplicaRemedies.stopped(worst.channel()));
    }

    private String words(Judged worst) {
        ReplicaChannel channel = worst.channel();
        return channel.running()
                ? name(channel) + " is " + worst.seen().shown() + " behind"
                        + limits.lag().suffix(worst.status())
                : name(channel) + " " + stopped(channel) + ", seen for "
                        + worst.seen().shown() + limits.stopped().suffix(Status.DOWN);
    }

    private static String stopped(ReplicaChannel channel) {
        String what = channel.applying() ? "does not receive" : "does not apply what it receives";
        int error = channel.applying() ? channel.receiveError() : channel.applyError();
        return what + (error == 0 ? "" : ", error " + error);
    }

    private static String calm(List<Judged> judged) {
        String channels = judged.size() == 1 ? name(judged.get(0).channel()) : Plural.of(judged.size(), "channel");
        Optional<Observation> lag = most(judged, ReplicationCauses.LAG);
        Optional<Observation> stopped = most(judged, ReplicaCauses.STOPPED);
        return channels
                + lag.map(seen -> " at most " + seen.shown() + " behind").orElse("")
                + stopped.map(seen -> ", stopped for " + seen.shown()).orElse("");
    }

    private static Optional<Observation> most(List<Judged> judged, Cause cause) {
        return judged.stream()
                .filter(one -> one.cause().equals(cause))
                .map(Judged::seen)
                .max(Comparator.comparingDouble(Observation::value));
    }

    private static String name(ReplicaChannel channel) {
        String name = channel.name().isEmpty() ? "" : " '" + Clean.line(channel.name(), NAME) + "'";
        return "replica" + name + " of " + Clean.line(channel.source().toString(), NAME);
    }

    private record Judged(ReplicaChannel channel, Cause cause, Observation seen) {
        Status status() {
            return seen.judge();
        }
    }
}
