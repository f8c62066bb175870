package dev.vitals.jdbc.limits;

import java.time.Duration;
import java.util.Objects;

/** Checks that limits make sense. */
final class Limits {
    private Limits() {}

    static void positive(String name, Duration limit) {
        Objects.requireNonNull(limit, name);
        if (limit.isZero() || limit.isNegative()) {
            throw new IllegalArgumentException("'" + name + "' must be positive but was " + limit);
        }
    }

    static void atMost(String name, Duration limit, Duration most) {
        Objects.requireNonNull(limit, name);
        if (limit.compareTo(most) > 0) {
            throw new IllegalArgumentException("'" + name + "' must be at most " + most + " but was " + limit);
        }
    }

    static void notNegative(String name, Duration limit) {
        Objects.requireNonNull(limit, name);
        if (limit.isNegative()) {
            throw new IllegalArgumentException("'" + name + "' must not be negative but was " + limit);
        }
    }

    static void notNegative(String name, long limit) {
        if (limit < 0) {
            throw new IllegalArgumentException("'" + name + "' must not be negative but was " + limit);
        }
    }

    static void atLeastOne(String name, long limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("'" + name + "' must be at least 1 but was " + limit);
        }
    }

    static void rate(String name, double limit) {
        if (!(limit >= 0 && limit < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("'" + name + "' must be finite and not negative but was " + limit);
        }
    }

    static void percents(double warn, double fail) {
        if (!(warn > 0 && warn <= fail && fail <= 100)) {
            throw new IllegalArgumentException("'warnPercent' must be above 0 and at most 'failPercent', and that at"
                    + " most 100, but they were " + warn + " and " + fail);
        }
    }

    static <T extends Comparable<T>> void ordered(String warnName, T warn, String failName, T fail) {
        Objects.requireNonNull(warn, warnName);
        Objects.requireNonNull(fail, failName);
        if (warn.compareTo(fail) > 0) {
            throw new IllegalArgumentException(
                    "'" + warnName + "' must not exceed '" + failName + "' but was " + warn + " against " + fail);
        }
    }
}
