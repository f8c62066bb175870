package dev.vitals.redis.internal.clients;

import dev.vitals.probe.Evidence;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Threshold;
import dev.vitals.redis.internal.check.Judge;
import dev.vitals.redis.internal.check.Visit;
import dev.vitals.redis.internal.failure.FailureKind;
import dev.vitals.redis.internal.failure.RedisCauses;
import dev.vitals.redis.internal.failure.RedisFailure;
import dev.vitals.redis.internal.info.UnusableInfo;
import dev.vitals.redis.limits.ClientLimits;
import dev.vitals.text.Plural;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** How near the server is to its limit of clients. Counts as the server does: ours, siblings' and replicas' too. */
public record ClientJudge(ClientLimits limits) implements Judge {
    /** A list of as many is some 2 MB. */
    private static final long MOST_LISTED = 5_000;

    /** As many as may be listed in each round while some of them are blocked. */
    private static final long MOST_LISTED_EACH_TIME = 1_000;

    /** A failover that was ordered pauses clients for a moment; the server counts in whole seconds. */
    private static final Threshold PAUSE = Threshold.above(Duration.ofSeconds(2), Duration.ofSeconds(10));

    @Override
    public Result judge(Visit visit) throws RedisFailure, UnusableInfo {
        Clients clients = Clients.of(visit.info(), visit.context());
        Result result = verdict(clients);
        if (result.status() != Status.UP) {
            return observed(result.about(visit.target().subject()).withRemedies(remedies(visit)), clients);
        }
        return observed(
                paused(clients, visit).map(found -> paused(found, visit)).orElse(result), clients);
    }

    /** Looks for them only while clients wait for something; a server that does not list its clients shows none. */
    private static Optional<PausedClients> paused(Clients clients, Visit visit) throws RedisFailure {
        if (clients.blocked().orElse(0) == 0 || clients.connected() > MOST_LISTED_EACH_TIME) {
            return Optional.empty();
        }
        try {
            return Optional.of(PausedClients.of(visit.ask("CLIENT", "LIST")))
                    .filter(found -> PAUSE.judge(found.longest()) != Status.UP);
        } catch (RedisFailure e) {
            if (e.kind() == FailureKind.PERMISSION || e.kind() == FailureKind.COMMAND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Result paused(PausedClients paused, Visit visit) {
        Status status = PAUSE.judge(paused.longest());
        return Result.of(
                        status,
                        ClientCauses.PAUSED,
                        Plural.of(paused.number(), "client") + " held back by the server, longest "
                                + Quantities.duration(paused.longest()) + PAUSE.suffix(status)
                                + ": CLIENT PAUSE was run, or a failover is under way")
                .about(visit.target().subject())
                .withRemedies(List.of(Remedy.words("if no failover is under way at {}, end the pause", visit.target())
                        .run(visit.target().adminCli("CLIENT UNPAUSE"))));
    }

    @Override
    public List<Evidence> diagnose(Visit visit) throws RedisFailure {
        OptionalLong connected = visit.info().number("connected_clients");
        return connected.isPresent() && connected.getAsLong() <= MOST_LISTED
                ? List.of(ClientTable.of(visit.ask("CLIENT", "LIST")))
                : List.of();
    }

    private Result verdict(Clients clients) {
        Status refused = clients.refused().isPresent()
                ? limits.refused().judge(clients.refused().getAsLong())
                : Status.UP;
        if (refused != Status.UP) {
            String words =
                    Plural.of(clients.refused().getAsLong(), "connection") + " turned away since the previous sample"
                            + limits.refused().suffix(refused);
            return Result.of(refused, RedisCauses.MAXCLIENTS, words + "; " + clients.words(""));
        }
        if (clients.limit().isEmpty()) {
            return Result.up(clients.words(""));
        }
        if (clients.isFull()) {
            return Result.down(RedisCauses.MAXCLIENTS, clients.words("") + ": new connections are turned away");
        }
        Status used = limits.used().judge(clients.ratio());
        String words = clients.words(limits.used().suffix(used));
        return used == Status.UP ? Result.up(words) : Result.of(used, ClientCauses.HIGH, words);
    }

    private Result observed(Result result, Clients clients) {
        Result seen = result.observe(Observation.count("redis.clients", clients.connected()));
        if (clients.limit().isPresent()) {
            seen = seen.observe(Observation.count(
                            "redis.clients.limit", clients.limit().getAsLong()))
                    .observe(Observation.ratio("redis.clients.ratio", clients.ratio())
                            .against(limits.used()));
        }
        if (clients.refused().isPresent()) {
            seen = seen.observe(
                    Observation.count("redis.clients.refused", clients.refused().getAsLong())
                            .against(limits.refused()));
        }
        return clients.blocked().isPresent()
                ? seen.observe(Observation.count(
                        "redis.clients.blocked", clients.blocked().getAsLong()))
                : seen;
    }

    private static List<Remedy> remedies(Visit visit) {
        return List.of(
                Remedy.words("see which hosts and names the clients are of")
                        .run(visit.target().cli("CLIENT LIST")),
                Remedy.words(
                        "make the pools that connect to {} smaller, or end clients that were forgotten",
                        visit.target()),
                Remedy.words("or raise 'maxclients' there once it is clear that the clients are needed"));
    }
}
