package dev.vitals.jdbc.limits;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Unit;
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
 * @param longest how long a statement has been running, a duration above 0; degraded at 60 s, down at 5 minutes by default
 * @param ignored programs whose statements may take as long as they like, by application name, or by user where a session
 *     has none, as always on MySQL and MariaDB; {@code pg_dump} by default
 * @since 0.1.0
 */
public record LongQueryLimits(Threshold longest, Set<String> ignored) implements CheckLimits {
    /** Every default named above. */
    public static final LongQueryLimits DEFAULT =
            new LongQueryLimits(Threshold.above(Duration.ofSeconds(60), Duration.ofMinutes(5)), Set.of("pg_dump"));

    /**
     * Checks the limits and copies the set.
     *
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public LongQueryLimits {
        Thresholds.above("longest", longest, Unit.SECONDS);
        ignored = Set.copyOf(ignored);
    }

    /**
     * Returns these limits with another for the longest statement.
     *
     * @param threshold a duration above 0
     * @return a copy
     * @throws IllegalArgumentException if it is out of its bounds
     */
    public LongQueryLimits longest(Threshold threshold) {
        return new LongQueryLimits(threshold, ignored);
    }

    /**
     * Returns these limits with more programs to ignore.
     *
     * @param applications names as in {@code pg_stat_activity.application_name}, on MySQL and MariaDB of users
     * @return a copy
     */
    public LongQueryLimits ignoring(String... applications) {
        Set<String> all = new HashSet<>(ignored);
        all.addAll(List.of(applications));
        return new LongQueryLimits(longest, all);
    }
}
