package dev.vitals.redis.internal.clients;

import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Threshold;
import dev.vitals.redis.internal.check.Since;
import dev.vitals.redis.internal.check.Visit;
import dev.vitals.redis.internal.client.RedisTarget;
import dev.vitals.redis.internal.failure.RedisFailure;
import dev.vitals.redis.internal.info.RedisInfo;
import dev.vitals.redis.internal.link.Pace;
import dev.vitals.text.Plural;
import java.time.Duration;
import java.util.Optional;

/** Whether the server holds its clients back, which {@code PING} does not show. */
final class Pauses {
    /** As many may be listed in each round while some of them are blocked. */
    private static final long MOST_LISTED = 1_000;

    /** A failover that was ordered pauses clients for a moment; the server counts in whole seconds. */
    private static final Threshold PAUSE = Threshold.above(Duration.ofSeconds(2), Duration.ofSeconds(10));

    private final Since paused;

    Pauses(Pace pace) {
        paused = new Since(pace);
    }

    /**
     * Returns what is wrong, or the result with what is not seen. Valkey 8.1 and later say that they pause; others show it by
     * what blocked clients are held back in.
     */
    Result judge(Result fine, RedisInfo info, Clients clients, Visit visit) throws RedisFailure {
        Optional<String> actions = info.text("paused_actions");
        if (actions.isPresent()) {
            Duration held = paused.note(!actions.get().equals("none"));
            return judge(fine, "clients are paused, seen for", held, visit);
        }
        if (clients.blocked().orElse(0) == 0) {
            return fine;
        }
        if (clients.connected() > MOST_LISTED) {
            return Result.up(unseen(clients, "they are not listed when there are more than 1,000"));
        }
        try {
            PausedClients found = PausedClients.of(visit.ask("CLIENT", "LIST"));
            String words = Plural.of(found.number(), "client") + " held back by the server, longest";
            return judge(fine, words, found.longest(), visit);
        } catch (RedisFailure e) {
            return switch (e.kind()) {
                case PERMISSION ->
                    Result.up(unseen(clients, "CLIENT LIST is not allowed")).remedy(grant(visit.target()));
                case COMMAND -> Result.up(unseen(clients, "CLIENT LIST is not known there"));
                default -> throw e;
            };
        }
    }

    private static Result judge(Result fine, String words, Duration held, Visit visit) {
        Status status = PAUSE.judge(held);
        return status == Status.UP
                ? fine
                : Result.of(
                                status,
                                ClientCauses.PAUSED,
                                words + " " + Quantities.duration(held) + PAUSE.suffix(status)
                                        + ": CLIENT PAUSE was run, or a failover is under way")
                        .about(visit.target().subject())
                        .remedy(Remedy.words("if no failover is under way at {}, end the pause", visit.target())
                                .run(visit.target().adminCli("CLIENT UNPAUSE")));
    }

    /** That clients wait is usual, as for a queue. How many there are is known, which is what the check is for. */
    private static String unseen(Clients clients, String why) {
        return clients.words("") + "; whether a pause holds back the "
                + clients.blocked().orElse(0) + " that are blocked is not seen: " + why;
    }

    private static Remedy grant(RedisTarget target) {
        return Remedy.words("to see it, grant the right as an administrator, and keep it with ACL SAVE")
                .run(target.adminCli(
                        "ACL SETUSER {} {}", target.user().orElse(RedisTarget.DEFAULT_USER), "+client|list"));
    }
}
