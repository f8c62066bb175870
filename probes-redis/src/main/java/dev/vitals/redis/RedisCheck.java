package dev.vitals.redis;

import dev.vitals.probe.Probe;
import dev.vitals.redis.internal.info.InfoReader;
import dev.vitals.redis.internal.link.RedisLink;
import dev.vitals.redis.internal.memory.MemoryProbe;
import dev.vitals.redis.internal.ping.PingProbe;
import java.util.Arrays;
import java.util.List;

/**
 * The family, in the order of the report. A check to come (evictions, clients, persistence, replication, slow log,
 * queues, cluster, sentinel) joins here and in the table of {@link RedisProbes}; its limits join {@link RedisLimits}.
 */
enum RedisCheck {
    PING("ping"),
    MEMORY("memory");

    private final String id;

    RedisCheck(String id) {
        this.id = id;
    }

    static RedisCheck named(String id) {
        return Arrays.stream(values())
                .filter(check -> check.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no Redis check '" + id + "': there are " + ids()));
    }

    private static List<String> ids() {
        return Arrays.stream(values()).map(RedisCheck::id).toList();
    }

    String id() {
        return id;
    }

    Probe probe(RedisLink link, InfoReader info, RedisLimits limits) {
        return switch (this) {
            case PING -> new PingProbe(link, info, limits);
            case MEMORY -> new MemoryProbe(link, info, limits);
        };
    }
}
