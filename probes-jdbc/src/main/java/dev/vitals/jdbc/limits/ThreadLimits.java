package dev.vitals.jdbc.limits;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Unit;

/**
 * When work counts as piling up on a MySQL or MariaDB server.
 *
 * <p>The numbers are those of {@code pt-stalk}, which samples once a second; one sample alone says little.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param running how many threads run at the same time; degraded at 25 by default
 * @param samples in how many samples in a row that many must run before it counts; at least 1; 5 by default
 * @since 0.1.0
 */
public record ThreadLimits(Threshold running, int samples) implements CheckLimits {
    /** Every default named above. */
    public static final ThreadLimits DEFAULT =
            new ThreadLimits(Threshold.countAbove(25, 25).warnOnly(), 5);

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public ThreadLimits {
        Thresholds.above("running", running, Unit.COUNT);
        Limits.atLeastOne("samples", samples);
    }

    /**
     * Returns these limits with another for the threads that run.
     *
     * @param number how many run at the same time
     * @return a copy
     * @throws IllegalArgumentException if {@code number} is out of its bounds
     */
    public ThreadLimits running(Threshold number) {
        return new ThreadLimits(number, samples);
    }

    /**
     * Returns these limits with another number of samples.
     *
     * @param inARow in how many samples in a row that many must run; at least 1
     * @return a copy
     * @throws IllegalArgumentException if {@code inARow} is less than 1
     */
    public ThreadLimits samples(int inARow) {
        return new ThreadLimits(running, inARow);
    }
}
