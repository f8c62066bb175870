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
        OptionalLong refused = refused(info);
        OptionalLong evicted = info.number("evicted_keys");
        return new Pressure(
                refused.isPresent() ? context.increase("errorstat_OOM", refused.getAsLong()) : refused,
                evicted.isPresent()
                        ? context.ratePerSecond("evicted_keys", evicted.getAsLong())
                        : OptionalDouble.empty());
    }

    /** A server that counts errors at all, from 6.2 on, lists only those that have happened. */
    private static OptionalLong refused(RedisInfo info) {
        OptionalLong listed = info.part("errorstat_OOM", "count");
        boolean counted = info.number("total_error_replies").isPresent();
        return listed.isEmpty() && counted ? OptionalLong.of(0) : listed;
    }
}
