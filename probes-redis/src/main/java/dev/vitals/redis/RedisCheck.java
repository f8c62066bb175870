package dev.vitals.redis;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Probe;
import dev.vitals.redis.internal.info.InfoReader;
import dev.vitals.redis.internal.link.RedisLink;
import dev.vitals.redis.internal.memory.MemoryProbe;
import dev.vitals.redis.internal.ping.PingProbe;
import dev.vitals.redis.limits.MemoryLimits;
import dev.vitals.redis.limits.PingLimits;
import java.util.Arrays;
import java.util.List;

/**
 * The family, in the order of the report. A check to come (evictions, clients, persistence, replication, slow log,
 * queues, cluster, sentinel) joins here and in the table of {@link RedisProbes}.
 */
enum RedisCheck {
    PING("ping", PingLimits.DEFAULT),
    MEMORY("memory", MemoryLimits.DEFAULT);

    private final String id;

    @SuppressWarnings("ImmutableEnumChecker") // limits are immutable records
    private final CheckLimits defaults;

    RedisCheck(String id, CheckLimits defaults) {
        this.id = id;
        this.defaults = defaults;
    }

    static List<String> ids() {
        return Arrays.stream(values()).map(RedisCheck::id).toList();
    }

    String id() {
        return id;
    }

    CheckLimits defaults() {
        return defaults;
    }

    Class<? extends CheckLimits> limits() {
        return defaults.getClass();
    }

    Probe probe(RedisLink link, InfoReader info, Choices choices) {
        return switch (this) {
            case PING -> new PingProbe(link, info, choices.limits(PingLimits.class));
            case MEMORY -> new MemoryProbe(link, info, choices.limits(MemoryLimits.class));
        };
    }
}
