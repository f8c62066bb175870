package dev.vitals.jdbc.limits;

import java.time.Duration;

/** Checks that limits make sense. */
final class Limits {
    private Limits() {}

    static void positive(String name, Duration limit) {
        if (limit.isZero() || limit.isNegative()) {
            throw new IllegalArgumentException("'" + name + "' must be positive but was " + limit);
        }
    }

    static void notNegative(String name, Duration limit) {
        if (limit.isNegative()) {
            throw new IllegalArgumentException("'" + name + "' must not be negative but was " + limit);
        }
    }

    static <T extends Comparable<T>> void ordered(String warnName, T warn, String failName, T fail) {
        if (warn.compareTo(fail) > 0) {
            throw new IllegalArgumentException(
                    "'" + warnName + "' must not exceed '" + failName + "' but was " + warn + " against " + fail);
        }
    }
}
