package dev.vitals.redis.internal.memory;

import dev.vitals.probe.Evidence;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.redis.internal.client.RedisTarget;
import dev.vitals.redis.internal.info.RedisInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Where the memory goes, and what to do about it. */
final class MemoryEvidence {
    private static final Map<String, String> PARTS = new LinkedHashMap<>();
    private static final List<String> SERVER = List.of(
            "redis_version",
            "valkey_version",
            "redis_mode",
            "role",
            "uptime_in_seconds",
            "connected_clients",
            "maxmemory_policy",
            "config_file");

    static {
        PARTS.put("used_memory", "all that is allocated");
        PARTS.put("used_memory_dataset", "the data");
        PARTS.put("used_memory_overhead", "what keeps the data: keys, buffers, tables");
        PARTS.put("mem_not_counted_for_evict", "buffers that do not count against the limit");
        PARTS.put("mem_clients_normal", "buffers of clients");
        PARTS.put("mem_clients_slaves", "buffers of replicas");
        PARTS.put("mem_replication_backlog", "replication backlog");
        PARTS.put("mem_aof_buffer", "append-only file buffer");
        PARTS.put("used_memory_scripts", "cached scripts");
        PARTS.put("used_memory_peak", "highest since the start");
        PARTS.put("used_memory_rss", "what the operating system has given it");
        PARTS.put("mem_fragmentation_bytes", "of that not in use");
        PARTS.put("used_memory_startup", "an empty server");
        PARTS.put("maxmemory", "the limit");
        PARTS.put("total_system_memory", "the host, not a container's limit");
    }

    private MemoryEvidence() {}

    static Evidence parts(RedisInfo info) {
        List<List<String>> rows = new ArrayList<>();
        PARTS.forEach((field, meaning) -> {
            OptionalLong bytes = info.number(field);
            // Below zero is what the operating system has taken away: no part of anything.
            if (bytes.isPresent() && bytes.getAsLong() >= 0) {
                rows.add(List.of(meaning, Quantities.bytes(bytes.getAsLong()), field));
            }
        });
        return new Evidence.Table("memory", List.of("part", "size", "INFO field"), rows);
    }

    static Evidence server(RedisInfo info) {
        List<List<String>> rows = new ArrayList<>();
        for (String field : SERVER) {
            info.text(field).filter(text -> !text.isEmpty()).ifPresent(text -> rows.add(List.of(field, text)));
        }
        return new Evidence.Table("server", List.of("INFO field", "value"), rows);
    }

    static List<Remedy> remedies(RedisTarget target, MemoryReading memory) {
        List<Remedy> remedies = new ArrayList<>();
        remedies.add(Remedy.words("see which keys are big (reads every key: prefer a replica)")
                .run(target.cli("--memkeys")));
        if (memory.isLimited()) {
            remedies.add(Remedy.words(
                            "raise the limit to {} if the host of {} has the room",
                            Quantities.bytes(roomier(memory)),
                            target)
                    .run(target.cli("CONFIG SET maxmemory {}", roomier(memory))));
        }
        if (memory.neverEvicts()) {
            remedies.add(Remedy.words("if it is a cache and nothing else: let it drop the least used keys")
                    .run(target.cli("CONFIG SET maxmemory-policy allkeys-lru")));
        }
        if (memory.evictsExpiring()) {
            remedies.add(Remedy.words("give an expiry to keys that have none: {} drops no others", memory.policy()));
        }
        return remedies;
    }

    /** Half as much again, and of what is in use where that is far beyond the limit: set too low, not grown into. */
    private static long roomier(MemoryReading memory) {
        long half = memory.limit() + memory.limit() / 2;
        return memory.used() < half ? half : memory.used() + memory.used() / 2;
    }
}
