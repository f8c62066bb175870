package dev.vitals.redis.internal.info;

import dev.vitals.probe.ProbeContext;
import dev.vitals.redis.internal.failure.FailureKind;
import dev.vitals.redis.internal.failure.RedisFailure;
import dev.vitals.redis.internal.link.RedisLink;
import dev.vitals.redis.internal.resp.Reply;
import dev.vitals.remote.Backoff;
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
    private final Backoff<RedisFailure> denied;

    /** Makes one that has asked nothing yet. */
    public InfoReader(RedisLink link) {
        this.link = link;
        this.round = new Round<>(link.pace()::nanoTime);
        this.denied = link.pace().backoff();
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

    private RedisInfo ask(RedisLink.Line line) throws RedisFailure {
        Optional<Backoff.Pending<RedisFailure>> pending = denied.pending();
        if (pending.isPresent()) {
            // Each denial is an error in the server's counters and an entry in its ACL LOG.
            throw pending.get().failure().retryIn(pending.get().retryIn());
        }
        try {
            Reply reply = line.call("INFO").reply();
            denied.succeeded();
            return RedisInfo.parse(reply instanceof Reply.Text text ? text.value() : "");
        } catch (RedisFailure e) {
            throw e.kind() == FailureKind.PERMISSION ? e.retryIn(denied.denied(e)) : e;
        }
    }
}
