package dev.vitals.redis.internal.ping;

import dev.vitals.probe.Evidence;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.redis.internal.check.Since;
import dev.vitals.redis.internal.failure.FailureKind;
import dev.vitals.redis.internal.failure.FailureResults;
import dev.vitals.redis.internal.failure.RedisFailure;
import dev.vitals.redis.internal.info.InfoReader;
import dev.vitals.redis.internal.info.RedisInfo;
import dev.vitals.redis.internal.link.Databases;
import dev.vitals.redis.internal.link.RedisLink;
import dev.vitals.redis.limits.PingLimits;
import dev.vitals.text.Clean;
import java.util.List;
import java.util.Optional;

/** Whether Redis answers, and how fast. */
public final class PingProbe implements Probe {
    private static final int LONGEST_PERCENTAGE = 8;

    private final RedisLink link;
    private final InfoReader info;
    private final PingLimits limits;
    private final Since starting;

    public PingProbe(RedisLink link, InfoReader info, PingLimits limits) {
        this.link = link;
        this.info = info;
        this.limits = limits;
        this.starting = new Since(link.pace());
    }

    @Override
    @SuppressWarnings("try") // The stay is there to be closed.
    public Result check(ProbeContext context) {
        try (ProbeContext.Stay stay = link.entering(context, failure -> result(Status.DOWN, failure))) {
            Result result = link.alone(context, this::measured).judge(limits.latency(), link.target());
            starting.note(false);
            return result;
        } catch (RedisFailure e) {
            return failed(e, context);
        }
    }

    /** A client of a database that is not there cannot use a connection, though the server answers. */
    private Latency measured(RedisLink.Line line) throws RedisFailure {
        Latency latency = Latency.measure(line);
        Databases.requireIfAllowed(line, link.target().database());
        return latency;
    }

    /** All that the server says of itself, while it answers. */
    @Override
    public List<Evidence> diagnose(ProbeContext context) {
        return infoIfAllowed(context, context.name() + " diagnosis").stream()
                .map(RedisInfo::evidence)
                .toList();
    }

    private Result failed(RedisFailure failure, ProbeContext context) {
        Optional<String> progress = progress(failure.kind(), context);
        boolean tooLong = starting.note(progress.isPresent()).compareTo(limits.startingGrace()) > 0;
        if (progress.isPresent()) {
            return result(tooLong ? Status.DOWN : Status.DEGRADED, failure.detail(progress.get()));
        }
        return result(failure.kind().saysNothing() ? Status.UNKNOWN : Status.DOWN, failure);
    }

    /** Returns how far a server has got that will serve before long; empty when nothing says that it will. */
    private Optional<String> progress(FailureKind kind, ProbeContext context) {
        return switch (kind) {
            case LOADING ->
                Optional.of(infoIfAllowed(context, context.name())
                        .flatMap(found -> found.text("loading_loaded_perc"))
                        .map(percent -> Clean.line(percent, LONGEST_PERCENTAGE) + " % loaded")
                        .orElse(""));
            case MASTERDOWN ->
                infoIfAllowed(context, context.name())
                        .filter(found -> found.number("master_sync_in_progress").orElse(0) == 1)
                        .map(found -> "it copies the data of its master");
            default -> Optional.empty();
        };
    }

    private Optional<RedisInfo> infoIfAllowed(ProbeContext context, String reader) {
        try {
            return Optional.of(info.read(context, reader));
        } catch (RedisFailure e) {
            return Optional.empty();
        }
    }

    private Result result(Status status, RedisFailure failure) {
        return FailureResults.of(status, failure, link.target());
    }
}
