package dev.vitals.jdbc.limits;

import dev.vitals.probe.CheckLimits;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * When a client's statement counts as running too long.
 *
 * <p>60 s is what {@code pghero} and {@code pgmetrics} call long, 5 minutes what {@code check_postgres} takes for an
 * example. A statement that waits for a lock does not run; it is the {@code locks} check's business.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param warn how long a statement may run before the check is degraded; positive; 60 s by default
 * @param fail how long a statement may run before the check is down; not below {@code warn}; 5 minutes by default
 * @param ignored programs whose statements may take as long as they like, by application name, or by user where a session
 *     tells none, as always on MySQL and MariaDB; {@code pg_dump} by default
 * @since 0.1.0
 */
public record QueryLimits(Duration warn, Duration fail, Set<String> ignored) implements CheckLimits {
    /** Every default named above. */
    public static final QueryLimits DEFAULT =
            new QueryLimits(Duration.ofSeconds(60), Duration.ofMinutes(5), Set.of("pg_dump"));

    /**
     * Checks the limits and copies the set.
     *
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public QueryLimits {
        Limits.positive("warn", warn);
        Limits.ordered("warn", warn, "fail", fail);
        ignored = Set.copyOf(ignored);
    }

    /**
     * Returns these limits with others for the longest statement.
     *
     * @param degraded how long one may run before the check is degraded; positive
     * @param down how long one may run before the check is down; not below {@code degraded}
     * @return a copy
     * @throws IllegalArgumentException if a limit is out of its bounds
     * @since 0.1.0
     */
    public QueryLimits longest(Duration degraded, Duration down) {
        return new QueryLimits(degraded, down, ignored);
    }

    /**
     * Returns these limits with more programs to ignore.
     *
     * @param applications names as in {@code pg_stat_activity.application_name}, on MySQL and MariaDB of users
     * @return a copy
     * @since 0.1.0
     */
    public QueryLimits ignoring(String... applications) {
        Set<String> all = new HashSet<>(ignored);
        all.addAll(List.of(applications));
        return new QueryLimits(warn, fail, all);
    }
}
