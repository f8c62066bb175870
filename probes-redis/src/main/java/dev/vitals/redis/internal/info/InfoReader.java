package dev.vitals.redis.internal.info;

import dev.vitals.probe.ProbeContext;
import dev.vitals.redis.internal.failure.RedisFailure;
import dev.vitals.redis.internal.link.RedisLink;
import dev.vitals.remote.Round;
import java.util.Optional;

/**
 * Asks a server for {@code INFO} once a round, for all its checks.
 *
 * <p>This class is thread-safe.
 */
public final class InfoReader {
    private final RedisLink link;
    private final Round<RedisInfo> round;

    /** Makes one that has asked nothing yet. */
    public InfoReader(RedisLink link) {
        this.link = link;
        this.round = new Round<>(link.pace()::nanoTime);
    }

    /**
     * Returns what {@code INFO} says in this round. Blocks for less than the run has left.
     *
     * @param reader what asks; never gets the same answer twice
     */
    public RedisInfo read(ProbeContext context, String reader) throws RedisFailure {
        Optional<RedisInfo> known = round.join(reader);
        // Another check may ask while this one waits for its turn.
        return known.isPresent() ? known.get() : link.alone(context, line -> round.read(reader, () -> ask(line)));
    }

    private static RedisInfo ask(RedisLink.Line line) throws RedisFailure {
        return RedisInfo.parse(line.call("INFO").reply());
    }
}
