package dev.vitals.redis.internal.check;

import dev.vitals.probe.ProbeContext;
import dev.vitals.redis.internal.client.RedisTarget;
import dev.vitals.redis.internal.failure.RedisFailure;
import dev.vitals.redis.internal.info.InfoReader;
import dev.vitals.redis.internal.info.RedisInfo;
import dev.vitals.redis.internal.link.RedisLink;
import dev.vitals.redis.internal.resp.Reply;

/** One run of a check at a server. */
public record Visit(RedisLink link, InfoReader reader, ProbeContext context, String name) {
    public RedisTarget target() {
        return link.target();
    }

    /** Returns what {@code INFO} says in this round. Blocks for less than the run has left. */
    public RedisInfo info() throws RedisFailure {
        return reader.read(context, name);
    }

    /** Sends a command of the check's own. Blocks for less than the run has left. */
    public Reply ask(String... command) throws RedisFailure {
        return link.alone(context, line -> line.call(command).reply());
    }

    /** Sends several commands that belong together. Blocks for less than the run has left, if the work does. */
    public <T> T alone(RedisLink.Work<T> work) throws RedisFailure {
        return link.alone(context, work);
    }
}
