package dev.vitals.jdbc.internal.mysql.replication;

import dev.vitals.jdbc.internal.connect.Judge;
import dev.vitals.jdbc.internal.text.Words;
import dev.vitals.jdbc.limits.ReplicaLimits;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Observation;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Whether a replica follows its sources. A replica that is stopped knows no lag: that is not the same as none. Used by one
 * check, so not thread-safe.
 */
public final class ReplicaJudge implements Judge<List<ReplicaChannel>> {
    private static final List<String> COLUMNS =
            List.of("channel", "source", "receives", "applies", "behind", "of that on purpose", "last error");

    private static final int NAME = 100;

    private final ReplicaLimits limits;
    private final LongSupplier nanoTime;
    private final Map<String, Long> stoppedSince = new HashMap<>();

    public ReplicaJudge(ReplicaLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    @Override
    public Result judge(List<ReplicaChannel> channels, ProbeContext context) {
        if (channels.isEmpty()) {
            stoppedSince.clear();
            return Result.up("not a replica");
        }
        List<Judged> judged = channels.stream().map(this::judged).toList();
        Judged worst = judged.stream().max(Comparator.comparing(Judged::status)).orElseThrow();
        Result result = worst.status() == Status.UP ? Result.up(calm(channels)) : told(worst, channels);
        return lag(channels)
                .map(lag -> result.observe(Observation.of("replication.lag", seconds(lag), "s")
                        .warnAt(seconds(limits.lagWarn()))
                        .failAt(seconds(limits.lagFail()))))
                .orElse(result)
                .observe(Observation.of(
                        "replication.stopped",
                        channels.stream().filter(one -> !one.running()).count(),
                        "channels"));
    }

    private Judged judged(ReplicaChannel channel) {
        if (channel.running()) {
            stoppedSince.remove(channel.name());
            return new Judged(channel, status(channel.lag()), "replication.lag", late(channel));
        }
        long now = nanoTime.getAsLong();
        Long before = stoppedSince.putIfAbsent(channel.name(), now);
        Duration lasting = Duration.ofNanos(before == null ? 0 : now - before);
        Status status = lasting.compareTo(limits.stoppedFor()) >= 0 ? Status.DOWN : Status.DEGRADED;
        return new Judged(channel, status, "replication.stopped", stopped(channel, lasting));
    }

    private Status status(Duration lag) {
        if (lag.compareTo(limits.lagFail()) >= 0) {
            return Status.DOWN;
        }
        return lag.compareTo(limits.lagWarn()) >= 0 ? Status.DEGRADED : Status.UP;
    }

    private String late(ReplicaChannel channel) {
        Duration limit = channel.lag().compareTo(limits.lagFail()) >= 0 ? limits.lagFail() : limits.lagWarn();
        return who(channel) + " is " + Quantities.duration(channel.lag()) + " behind (limit "
                + Quantities.duration(limit) + ")";
    }

    private String stopped(ReplicaChannel channel, Duration lasting) {
        String what = channel.applying() ? "does not receive" : "does not apply what it receives";
        int error = channel.applying() ? channel.receiveError() : channel.applyError();
        return who(channel) + " " + what + (error == 0 ? "" : ", error " + error) + ", seen for "
                + Quantities.duration(lasting) + " (limit " + Quantities.duration(limits.stoppedFor()) + ")";
    }

    private static Result told(Judged worst, List<ReplicaChannel> channels) {
        Result result = Result.of(worst.status(), worst.cause(), worst.words())
                .evidence(new Evidence.Table(
                        "channels",
                        COLUMNS,
                        channels.stream().map(ReplicaJudge::row).toList()));
        return worst.cause().equals("replication.lag")
                ? result.remedy(
                        Remedy.of("look for one large transaction or a table without a primary key at the source,"
                                + " and for a slow disk or long statements here"))
                : ReplicaRemedies.of(worst.channel()).stream().reduce(result, Result::remedy, (one, other) -> other);
    }

    private static List<String> row(ReplicaChannel channel) {
        int error = channel.applyError() == 0 ? channel.receiveError() : channel.applyError();
        return List.of(
                Words.line(channel.name(), NAME),
                Words.line(channel.source(), NAME),
                channel.receiving() ? "yes" : "no",
                channel.applying() ? "yes" : "no",
                channel.behind().map(Quantities::duration).orElse("not known"),
                Quantities.duration(channel.delay()),
                error == 0 ? "" : Integer.toString(error));
    }

    private static String calm(List<ReplicaChannel> channels) {
        String who = channels.size() == 1 ? who(channels.get(0)) : channels.size() + " channels";
        return who + " at most " + Quantities.duration(lag(channels).orElse(Duration.ZERO)) + " behind";
    }

    private static String who(ReplicaChannel channel) {
        String name = channel.name().isEmpty() ? "" : " '" + Words.line(channel.name(), NAME) + "'";
        return "replica" + name + " of " + Words.line(channel.source(), NAME);
    }

    /** How far a channel that stands is behind, nobody knows. */
    private static Optional<Duration> lag(List<ReplicaChannel> channels) {
        return channels.stream()
                .filter(ReplicaChannel::running)
                .map(ReplicaChannel::lag)
                .max(Comparator.naturalOrder());
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000d;
    }

    private record Judged(ReplicaChannel channel, Status status, String cause, String words) {}
}
