package dev.vitals.redis.internal.memory;

import dev.vitals.redis.internal.info.Keyspace;
import dev.vitals.redis.internal.info.RedisInfo;
import dev.vitals.text.Clean;
import java.util.OptionalLong;

/**
 * What one {@code INFO} says about memory, with only numbers that can be believed.
 *
 * @param used the bytes that count against the limit
 * @param limit {@code maxmemory} in bytes; 0 for none
 * @param policy what the server does at its limit
 * @param evictable how many keys it may drop then
 * @param replica whether it follows a master, and so ignores its own limit by default
 */
record MemoryReading(long used, long limit, String policy, long evictable, boolean replica) {
    /** A field that the verdict needs is missing or cannot be true. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        private Unusable(String message) {
            super(message, null, false, false);
        }
    }

    private static final String NO_EVICTION = "noeviction";
    private static final String VOLATILE = "volatile-";
    private static final int LONGEST_POLICY = 40;
    private static final int LONGEST_NUMBER = 40;

    /** A process does not use sixteen times the memory of its host. */
    private static final int BELIEVABLE_SHARE = 16;

    static MemoryReading of(RedisInfo info) throws Unusable {
        long used = required(info, "used_memory");
        long host = info.number("total_system_memory").orElse(0);
        if (used < 0 || (host > 0 && used / BELIEVABLE_SHARE > host)) {
            throw new Unusable("used_memory cannot be " + used);
        }
        long uncounted = Math.max(0, info.number("mem_not_counted_for_evict").orElse(0));
        String policy = Clean.line(info.text("maxmemory_policy").orElse(NO_EVICTION), LONGEST_POLICY);
        return new MemoryReading(
                Math.max(0, used - uncounted),
                Math.max(0, required(info, "maxmemory")),
                policy,
                evictable(info, policy),
                info.text("role").orElse("").equals("slave"));
    }

    private static long required(RedisInfo info, String field) throws Unusable {
        String text = info.text(field).orElseThrow(() -> new Unusable("INFO has no field " + field));
        OptionalLong number = info.number(field);
        if (number.isEmpty()) {
            throw new Unusable(field + " cannot be " + Clean.line(text, LONGEST_NUMBER));
        }
        return number.getAsLong();
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
}
