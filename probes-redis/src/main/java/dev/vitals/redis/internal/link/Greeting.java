package dev.vitals.redis.internal.link;

import dev.vitals.redis.internal.resp.Pairs;
import dev.vitals.redis.internal.resp.Reply;

/** What a server says of itself when a connection is opened, to every user. Servers before 6.0 say nothing. */
public record Greeting(Mode mode) {
    /** What sort of server it is. */
    public enum Mode {
        /** A server of its own, with or without replicas. */
        STANDALONE,
        /** One node of a cluster. */
        CLUSTER,
        /** It watches servers and holds no data. */
        SENTINEL,
        /** It has not said. */
        UNKNOWN
    }

    static final Greeting NONE = new Greeting(Mode.UNKNOWN);

    static Greeting of(Reply hello) {
        return new Greeting(
                switch (Pairs.of(hello).text("mode").orElse("")) {
                    case "standalone" -> Mode.STANDALONE;
                    case "cluster" -> Mode.CLUSTER;
                    case "sentinel" -> Mode.SENTINEL;
                    default -> Mode.UNKNOWN;
                });
    }
}
