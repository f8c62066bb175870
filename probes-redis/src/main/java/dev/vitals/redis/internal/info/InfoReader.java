package dev.vitals.redis.internal.info;

import dev.vitals.probe.ProbeContext;
import dev.vitals.redis.internal.failure.RedisFailure;
import dev.vitals.redis.internal.link.RedisLink;

/**
 * Asks a server for {@code INFO} once a round, for all its checks.
 *
 * <p>This class is thread-safe.
 */
public final class InfoReader {
    private final RedisLink link;
    private final InfoRounds rounds;

    /** Makes one that has asked nothing yet. */
    public InfoReader(RedisLink link) {
        this.link = link;
        this.rounds = new InfoRounds(link.nanoTime());
    }

    /**
     * Returns what {@code INFO} says in this round. Blocks for less than the run has left.
     *
     * @param reader what asks; never gets the same answer twice
     */
    public RedisInfo read(ProbeContext context, String reader) throws RedisFailure, InterruptedException {
        return link.alone(
                context, line -> rounds.read(reader, () -> line.call("INFO").reply()));
    }
}
