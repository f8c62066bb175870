package dev.vitals.redis.internal.memory;

import dev.vitals.probe.ProbeContext;
import dev.vitals.redis.internal.info.RedisInfo;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What lack of memory has led to since the previous sample.
 *
 * @param refused how many writes the server refused; empty when that is not known
 * @param evictions how many keys it dropped each second; empty when that is not known
 * @param hits which share of reads found their key; empty when nothing was read
 */
record Pressure(OptionalLong refused, OptionalDouble evictions, OptionalDouble hits) {
    static Pressure of(RedisInfo info, ProbeContext context) {
        OptionalLong evicted = info.number("evicted_keys");
        return new Pressure(
                info.errors("OOM", context),
                evicted.isPresent()
                        ? context.ratePerSecond("evicted_keys", evicted.getAsLong())
                        : OptionalDouble.empty(),
                hits(info, context));
    }

    private static OptionalDouble hits(RedisInfo info, ProbeContext context) {
        OptionalLong hits = growth("keyspace_hits", info, context);
        OptionalLong misses = growth("keyspace_misses", info, context);
        long reads = hits.orElse(0) + misses.orElse(0);
        return hits.isEmpty() || misses.isEmpty() || reads == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) hits.getAsLong() / reads);
    }

    private static OptionalLong growth(String field, RedisInfo info, ProbeContext context) {
        OptionalLong value = info.number(field);
        return value.isPresent() ? context.increase(field, value.getAsLong()) : value;
    }
}
