package dev.vitals.redis.internal.memory;

import dev.vitals.probe.Evidence;
import dev.vitals.probe.Quantities;
import dev.vitals.redis.internal.info.RedisInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What stands out in the breakdown of memory, and what to do about it. The limits are those of Redis' own {@code MEMORY
 * DOCTOR}, which needs a right of its own: {@code INFO} has the numbers too.
 */
final class MemoryAdvice {
    /** An instance this small says nothing. */
    private static final long SMALL = 5 << 20;

    private static final long MUCH = 10 << 20;
    private static final long MUCH_OF_ONE_CLIENT = 200 << 10;
    private static final long MANY_SCRIPTS = 1_000;

    private final RedisInfo info;
    private final List<String> lines = new ArrayList<>();

    private MemoryAdvice(RedisInfo info) {
        this.info = info;
    }

    static Evidence of(RedisInfo info) {
        MemoryAdvice advice = new MemoryAdvice(info);
        if (advice.bytes("used_memory") < SMALL) {
            advice.lines.add("less than 5 MiB in use: too little to judge");
        } else {
            advice.peak();
            advice.fragmentation();
            advice.buffers();
            advice.scripts();
        }
        if (advice.lines.isEmpty()) {
            advice.lines.add("nothing stands out");
        }
        return new Evidence.Text("memory advice", advice.lines);
    }

    private void peak() {
        long peak = bytes("used_memory_peak");
        if (peak > bytes("used_memory") / 2 * 3) {
            lines.add(
                    "the peak was " + Quantities.bytes(peak) + ", half as much again as now: what the operating system"
                            + " gave it then may not come back, which looks like fragmentation and is none");
        }
    }

    private void fragmentation() {
        long lost = bytes("used_memory_rss") - bytes("used_memory");
        if (lost > MUCH && lost > bytes("used_memory") / 10 * 4) {
            lines.add(
                    Quantities.bytes(lost) + " more than is in use are held: turn on activedefrag, or restart a replica"
                            + " and fail over to it");
        }
    }

    private void buffers() {
        long replicas = bytes("mem_clients_slaves");
        if (replicas > MUCH) {
            lines.add("buffers of replicas hold " + Quantities.bytes(replicas)
                    + ": a replica or the network to it is too slow, or a value is huge");
        }
        long clients = bytes("mem_clients_normal");
        long number = Math.max(1, info.number("connected_clients").orElse(1));
        if (clients / number > MUCH_OF_ONE_CLIENT) {
            lines.add("buffers of clients hold " + Quantities.bytes(clients) + ", "
                    + Quantities.bytes(clients / number)
                    + " each: a client reads too slowly, subscribes to more than it takes, or pipelines too much");
        }
    }

    private void scripts() {
        OptionalLong scripts = info.number("number_of_cached_scripts");
        if (scripts.orElse(0) > MANY_SCRIPTS) {
            lines.add(scripts.getAsLong()
                    + " scripts are cached: a client makes a new one for each call; give what changes as arguments");
        }
    }

    private long bytes(String field) {
        return Math.max(0, info.number(field).orElse(0));
    }
}
