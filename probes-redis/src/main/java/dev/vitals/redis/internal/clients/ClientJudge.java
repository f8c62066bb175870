package dev.vitals.redis.internal.clients;

import dev.vitals.probe.Evidence;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.redis.internal.check.Judge;
import dev.vitals.redis.internal.check.Visit;
import dev.vitals.redis.internal.failure.RedisCauses;
import dev.vitals.redis.internal.failure.RedisFailure;
import dev.vitals.redis.internal.info.RedisInfo;
import dev.vitals.redis.internal.info.UnusableInfo;
import dev.vitals.redis.internal.link.Pace;
import dev.vitals.redis.limits.ClientLimits;
import dev.vitals.text.Plural;
import java.util.List;
import java.util.OptionalLong;

/** How near the server is to its limit of clients. Counts as the server does: ours, siblings' and replicas' too. */
public record ClientJudge(ClientLimits limits, Pauses pauses) implements Judge {
    /** A list of as many is some 2 MB. */
    private static final long MOST_LISTED = 5_000;

    public ClientJudge(ClientLimits limits, Pace pace) {
        this(limits, new Pauses(pace));
    }

    @Override
    public Result judge(Visit visit) throws RedisFailure, UnusableInfo {
        RedisInfo info = visit.info();
        Clients clients = Clients.of(info, visit.context());
        Result result = verdict(clients);
        if (result.status() != Status.UP) {
            return observed(result.about(visit.target().subject()).withRemedies(remedies(visit)), clients);
        }
        return observed(pauses.judge(result, info, clients, visit), clients);
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
