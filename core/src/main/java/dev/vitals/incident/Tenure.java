package dev.vitals.incident;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** How long each check has been at a root of the report without a break. Confined to one thread. */
final class Tenure {
    /** What only follows from a root is well again soon after it; what lasts longer is a fault of its own. */
    static final Duration SETTLED = Duration.ofMinutes(2);

    private final Map<String, Long> since = new HashMap<>();

    void observe(Collection<Fault> faults, Moment now) {
        Set<String> checks = faults.stream().map(Tenure::check).collect(Collectors.toSet());
        since.keySet().retainAll(checks);
        checks.forEach(check -> since.putIfAbsent(check, now.nanos()));
    }

    boolean settled(Fault fault, Moment now) {
        return left(since.getOrDefault(check(fault), now.nanos()), now).isZero();
    }

    /** How long until the first of them has lasted long enough. */
    OptionalLong nanosLeft(Moment now) {
        return since.values().stream()
                .map(began -> left(began, now))
                .filter(left -> !left.isZero())
                .mapToLong(Duration::toNanos)
                .min();
    }

    private static Duration left(long began, Moment now) {
        Duration left = SETTLED.minus(now.since(began));
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static String check(Fault fault) {
        return fault.check().name();
    }
}
