package dev.vitals.redis.internal.clients;

import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Unit;
import dev.vitals.redis.internal.info.RedisInfo;
import dev.vitals.redis.internal.info.UnusableInfo;
import dev.vitals.text.Plural;
import java.util.OptionalLong;

/**
 * The clients of a server at one moment.
 *
 * @param connected what is held against the limit: clients, replicas, and other nodes of a cluster
 * @param limit {@code maxclients}; empty when the server does not show it
 * @param blocked how many wait for something by their own wish
 * @param refused how many connections were turned away since the previous sample; empty when that is not known
 */
record Clients(long connected, OptionalLong limit, OptionalLong blocked, OptionalLong refused) {
    static Clients of(RedisInfo info, ProbeContext context) throws UnusableInfo {
        long connected = info.counted("connected_clients")
                + Math.max(0, info.number("connected_slaves").orElse(0))
                + Math.max(0, info.number("cluster_connections").orElse(0));
        OptionalLong limit = info.number("maxclients");
        OptionalLong refused = info.number("rejected_connections");
        return new Clients(
                connected,
                limit.orElse(0) > 0 ? limit : OptionalLong.empty(),
                info.number("blocked_clients"),
                refused.isPresent() ? context.increase("rejected_connections", refused.getAsLong()) : refused);
    }

    boolean isFull() {
        return limit.isPresent() && connected >= limit.getAsLong();
    }

    /** Returns the share of the limit, which must be known. */
    double ratio() {
        return (double) connected / limit.orElseThrow();
    }

    String words(String suffix) {
        return limit.isEmpty()
                ? Plural.of(connected, "client") + ", limit not shown"
                : connected + " of " + Plural.of(limit.getAsLong(), "client") + " (" + Unit.RATIO.show(ratio()) + ")"
                        + suffix;
    }
}
