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
 */
record Pressure(OptionalLong refused, OptionalDouble evictions) {
    static Pressure of(RedisInfo info, ProbeContext context) {
        return new Pressure(
                context.increase("errorstat_OOM", refusals(info)),
                context.ratePerSecond(
                        "evicted_keys", info.number("evicted_keys").orElse(-1)));
    }

    /** A server that counts errors at all, from 6.2 on, lists only those that have happened. */
    private static long refusals(RedisInfo info) {
        boolean counted = info.number("total_error_replies").isPresent();
        return info.part("errorstat_OOM", "count").orElse(counted ? 0 : -1);
    }
}
