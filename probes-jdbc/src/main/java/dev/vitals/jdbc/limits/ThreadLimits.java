package dev.vitals.jdbc.limits;

import dev.vitals.probe.CheckLimits;

/**
 * When a server of MySQL or MariaDB counts as piling up work.
 *
 * <p>The numbers are those of {@code pt-stalk}, which looks once a second; one look alone says little.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param running how many threads run at the same time; at least 1; 25 by default
 * @param looks in how many looks, one after the other, that many must run for the check to be degraded; at least 1; 5 by
 *     default
 * @since 0.1.0
 */
public record ThreadLimits(int running, int looks) implements CheckLimits {
    /** Every default named above. */
    public static final ThreadLimits DEFAULT = new ThreadLimits(25, 5);

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public ThreadLimits {
        Limits.atLeastOne("running", running);
        Limits.atLeastOne("looks", looks);
    }

    /**
     * Returns other limits.
     *
     * @param number how many threads run at the same time; at least 1
     * @param times in how many looks one after the other; at least 1
     * @return a copy
     * @throws IllegalArgumentException if a limit is out of its bounds
     * @since 0.1.0
     */
    public ThreadLimits running(int number, int times) {
        return new ThreadLimits(number, times);
    }
}
