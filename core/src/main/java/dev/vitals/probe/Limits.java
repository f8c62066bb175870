package dev.vitals.probe;

/**
 * Two upper limits of one number: above the first a check is degraded, above the second it is down.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param warn the number above which a check is {@link Status#DEGRADED}; finite
 * @param fail the number above which a check is {@link Status#DOWN}; finite, at least {@code warn}
 * @since 0.1.0
 */
public record Limits(double warn, double fail) {
    /**
     * Checks that both are numbers and in order.
     *
     * @throws IllegalArgumentException if one is not finite or {@code warn} is above {@code fail}
     */
    public Limits {
        if (!Double.isFinite(warn) || !Double.isFinite(fail) || warn > fail) {
            throw new IllegalArgumentException(
                    "'warn' must be a number not above 'fail' but they were " + warn + " and " + fail);
        }
    }

    /**
     * Returns limits of a percentage.
     *
     * @param warn the percentage above which a check is degraded; above 0, at most {@code fail}
     * @param fail the percentage above which a check is down; at most 100
     * @return the limits
     * @throws IllegalArgumentException if one is out of range or they are out of order
     * @since 0.1.0
     */
    public static Limits percent(double warn, double fail) {
        Limits limits = new Limits(warn, fail);
        if (warn <= 0 || fail > 100) {
            throw new IllegalArgumentException(
                    "limits must be above 0 and at most 100 percent but were " + warn + " and " + fail);
        }
        return limits;
    }

    /**
     * Returns what a number means by these limits.
     *
     * @param value the number
     * @return {@link Status#UP} up to {@code warn}, {@link Status#DEGRADED} up to {@code fail}, else {@link Status#DOWN}
     * @since 0.1.0
     */
    public Status judge(double value) {
        if (value > fail) {
            return Status.DOWN;
        }
        return value > warn ? Status.DEGRADED : Status.UP;
    }

    /**
     * Returns an observation that carries these limits.
     *
     * @param observation the observation, in the unit of these limits
     * @return a copy with both limits
     * @since 0.1.0
     */
    public Observation.Old on(Observation.Old observation) {
        return observation.warnAt(warn).failAt(fail);
    }
}
