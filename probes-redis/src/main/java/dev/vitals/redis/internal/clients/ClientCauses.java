package dev.vitals.redis.internal.clients;

import dev.vitals.probe.Cause;
import dev.vitals.probe.Cause.Kind;
import java.util.List;

/** What can be wrong with the number of clients; at the limit itself the cause is that of a connection turned away. */
public final class ClientCauses {
    static final Cause HIGH = Cause.of(
            "redis.clients.high",
            Kind.EXHAUSTED,
            "client limit is near",
            "Most of the clients that maxclients allows are connected. At the limit each new connection is turned away, also"
                    + " that of an application that restarts.",
            "see which hosts and names most connections come from",
            "lower the sizes of the pools that connect here, or end clients that were forgotten",
            "raise maxclients once it is clear that the clients are needed");

    static final Cause PAUSED = Cause.of(
            "redis.clients.paused",
            Kind.BLOCKED,
            "clients are paused",
            "The server answers, but holds back commands of its clients: CLIENT PAUSE was run, or a failover that"
                    + " was ordered is under way. Commands wait until the pause ends.",
            "find out whether a failover is under way, and what has paused the clients",
            "end the pause with CLIENT UNPAUSE");

    /** Every cause of this room. */
    public static final List<Cause> ALL = List.of(HIGH, PAUSED);

    private ClientCauses() {}
}
