package dev.vitals.redis.internal.info;

import dev.vitals.redis.internal.failure.FailureKind;
import dev.vitals.redis.internal.failure.RedisFailure;
import dev.vitals.redis.internal.link.Backoff;
import dev.vitals.redis.internal.resp.Reply;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Shares one answer to {@code INFO} between the checks of one round.
 *
 * <p>The engine runs each check on its own schedule and does not say which runs belong together. So a round is told by
 * this: it starts with the first reader that needs {@code INFO}; whoever else asks within a second joins it; a reader
 * that has already joined starts the next. Each reader thus sees each answer at most once, which keeps its deltas right,
 * and none older than a second, which keeps an answer true to the round it is shown in.
 *
 * <p>Not thread-safe: the lock of the connection is held around it, so that whoever asks meanwhile waits and then joins.
 */
final class InfoRounds {
    /** Asks the server. */
    interface Source {
        Reply ask() throws RedisFailure;
    }

    private record Round(RedisInfo info, long started, Set<String> readers) {}

    private static final long LENGTH = Duration.ofSeconds(1).toNanos();

    private final LongSupplier nanoTime;
    private final Backoff denied;
    private @Nullable Round current;

    InfoRounds(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.denied = new Backoff(nanoTime);
    }

    RedisInfo read(String reader, Source source) throws RedisFailure {
        Round round = current;
        if (round == null
                || nanoTime.getAsLong() - round.started() >= LENGTH
                || !round.readers().add(reader)) {
            round = start(source);
            round.readers().add(reader);
        }
        return round.info();
    }

    private Round start(Source source) throws RedisFailure {
        if (!denied.left().isZero()) {
            // Each denial is an error in the server's counters and an entry in its ACL LOG.
            throw RedisFailure.of(FailureKind.PERMISSION, "");
        }
        long started = nanoTime.getAsLong();
        Round round = new Round(ask(source), started, new HashSet<>());
        current = round;
        return round;
    }

    private RedisInfo ask(Source source) throws RedisFailure {
        try {
            Reply reply = source.ask();
            denied.succeeded();
            return RedisInfo.parse(reply instanceof Reply.Text text ? text.value() : "");
        } catch (RedisFailure e) {
            if (e.kind() == FailureKind.PERMISSION) {
                denied.failedForGood();
            }
            throw e;
        }
    }
}
