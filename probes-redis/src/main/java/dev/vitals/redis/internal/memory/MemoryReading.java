package dev.vitals.redis.internal.memory;

import dev.vitals.redis.internal.info.Keyspace;
import dev.vitals.redis.internal.info.RedisInfo;
import dev.vitals.redis.internal.info.UnusableInfo;
import dev.vitals.text.Clean;

/**
 * What one {@code INFO} says about memory, with only numbers that can be believed.
 *
 * @param used the bytes that count against the limit
 * @param limit {@code maxmemory} in bytes; 0 for none
 * @param policy what the server does at its limit
 * @param evictable how many keys it may drop then
 * @param replica whether it follows a master, and so ignores its own limit by default
 * @param host the bytes of the host's memory, whatever a container may use of it; 0 if unknown
 */
record MemoryReading(long used, long limit, String policy, long evictable, boolean replica, long host) {
    private static final String NO_EVICTION = "noeviction";
    private static final String VOLATILE = "volatile-";
    private static final int LONGEST_POLICY = 40;

    /** A process does not use sixteen times the memory of its host. */
    private static final int BELIEVABLE_SHARE = 16;

    static MemoryReading of(RedisInfo info) throws UnusableInfo {
        long used = info.counted("used_memory");
        long host = info.number("total_system_memory").orElse(0);
        if (host > 0 && used / BELIEVABLE_SHARE > host) {
            throw new UnusableInfo("used_memory cannot be " + used);
        }
        long uncounted = Math.max(0, info.number("mem_not_counted_for_evict").orElse(0));
        String policy = Clean.line(info.text("maxmemory_policy").orElse(NO_EVICTION), LONGEST_POLICY);
        return new MemoryReading(
                Math.max(0, used - uncounted),
                Math.max(0, info.required("maxmemory")),
                policy,
                evictable(info, policy),
                info.text("role").orElse("").equals("slave"),
                Math.max(0, host));
    }

    private static long evictable(RedisInfo info, String policy) {
        if (policy.equals(NO_EVICTION)) {
            return 0;
        }
        String part = policy.startsWith(VOLATILE) ? "expires" : "keys";
        return info.fields().keySet().stream()
                .filter(Keyspace::isDatabase)
                .mapToLong(field -> info.part(field, part).orElse(0))
                .sum();
    }

    boolean isLimited() {
        return limit > 0;
    }

    boolean neverEvicts() {
        return policy.equals(NO_EVICTION);
    }

    boolean evictsExpiring() {
        return policy.startsWith(VOLATILE);
    }

    /** Whether this server works at its limit by design. */
    boolean evictsAnyKey() {
        return policy.startsWith("allkeys-");
    }

    /** Whether there is no room left and nothing to drop: the next write is refused. */
    boolean isFull() {
        return used >= limit && evictable == 0 && !replica;
    }

    /** Returns the used share of the limit, which must be there. */
    double ratio() {
        return (double) used / limit;
    }

    /** Returns the used share of the host's memory, which must be known. */
    double ratioOfHost() {
        return (double) used / host;
    }
}
