package dev.vitals.jdbc.limits;

import java.time.Duration;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * What the answer of a query is held against; see {@link dev.vitals.jdbc.JdbcProbes#query}. Without a limit the check is {@code UP}
 * whenever the query gives a number, which is then measured and no more.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param warnAt the number at which, and above which, the check is degraded; none by default
 * @param failAt the number at which, and above which, the check is down; not below {@code warnAt}; none by default
 * @param warnBelow the number below which the check is degraded; none by default
 * @param failBelow the number below which the check is down; not above {@code warnBelow}; none by default
 * @param unit what is counted, such as {@code jobs} or {@code s}; empty by default
 * @param rows whether the number of rows counts rather than the number in the first one; false by default
 * @param timeout how long the query may take; from 10 ms to 30 s; 1 s by default, as for every statement of these
 *     checks
 * @since 0.1.0
 */
public record QueryCheck(
        OptionalDouble warnAt,
        OptionalDouble failAt,
        OptionalDouble warnBelow,
        OptionalDouble failBelow,
        String unit,
        boolean rows,
        Duration timeout) {
    // Before the default, which is checked against them.
    private static final Duration LEAST = Duration.ofMillis(10);
    private static final Duration MOST = Duration.ofSeconds(30);

    /** No limits, and every default named above. */
    public static final QueryCheck DEFAULT = new QueryCheck(
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            "",
            false,
            Duration.ofSeconds(1));

    /**
     * Checks the limits.
     *
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public QueryCheck {
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(timeout, "timeout");
        warnAt.ifPresent(limit -> finite("warnAt", limit));
        failAt.ifPresent(limit -> finite("failAt", limit));
        warnBelow.ifPresent(limit -> finite("warnBelow", limit));
        failBelow.ifPresent(limit -> finite("failBelow", limit));
        requireOrdered("warnAt", warnAt, "failAt", failAt);
        requireOrdered("failBelow", failBelow, "warnBelow", warnBelow);
        if (timeout.compareTo(LEAST) < 0 || timeout.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(
                    "'timeout' must be from " + LEAST + " to " + MOST + " but was " + timeout);
        }
    }

    /**
     * Returns this check with a limit from which on more is a warning: a backlog.
     *
     * @param limit the number at which the check is degraded; finite
     * @return a copy
     * @throws IllegalArgumentException if {@code limit} is not finite or exceeds {@code failAt}
     * @since 0.1.0
     */
    public QueryCheck warnAt(double limit) {
        return new QueryCheck(finite("warnAt", limit), failAt, warnBelow, failBelow, unit, rows, timeout);
    }

    /**
     * Returns this check with a limit from which on more is a failure.
     *
     * @param limit the number at which the check is down; finite
     * @return a copy
     * @throws IllegalArgumentException if {@code limit} is not finite or below {@code warnAt}
     * @since 0.1.0
     */
    public QueryCheck failAt(double limit) {
        return new QueryCheck(warnAt, finite("failAt", limit), warnBelow, failBelow, unit, rows, timeout);
    }

    /**
     * Returns this check with a limit below which it is a warning: a heartbeat that is missing.
     *
     * @param limit the number below which the check is degraded; finite
     * @return a copy
     * @throws IllegalArgumentException if {@code limit} is not finite or below {@code failBelow}
     * @since 0.1.0
     */
    public QueryCheck warnBelow(double limit) {
        return new QueryCheck(warnAt, failAt, finite("warnBelow", limit), failBelow, unit, rows, timeout);
    }

    /**
     * Returns this check with a limit below which it is a failure.
     *
     * @param limit the number below which the check is down; finite
     * @return a copy
     * @throws IllegalArgumentException if {@code limit} is not finite or exceeds {@code warnBelow}
     * @since 0.1.0
     */
    public QueryCheck failBelow(double limit) {
        return new QueryCheck(warnAt, failAt, warnBelow, finite("failBelow", limit), unit, rows, timeout);
    }

    /**
     * Returns this check with a name for what is counted.
     *
     * @param noun such as {@code jobs}, {@code s} or {@code %}
     * @return a copy
     * @since 0.1.0
     */
    public QueryCheck unit(String noun) {
        return new QueryCheck(warnAt, failAt, warnBelow, failBelow, noun, rows, timeout);
    }

    /**
     * Returns this check with the number of rows, up to 5,000, in place of the number in the first one. The first 20
     * rows become evidence, so select nothing that an operator must not see.
     *
     * @return a copy
     * @since 0.1.0
     */
    public QueryCheck countingRows() {
        return new QueryCheck(warnAt, failAt, warnBelow, failBelow, unit, true, timeout);
    }

    /**
     * Returns this check with another time for the query. The other checks of this database wait meanwhile, so prefer a
     * query that is fast.
     *
     * @param limit how long the query may take; from 10 ms to 30 s
     * @return a copy
     * @throws IllegalArgumentException if {@code limit} is out of these bounds
     * @since 0.1.0
     */
    public QueryCheck timeout(Duration limit) {
        return new QueryCheck(warnAt, failAt, warnBelow, failBelow, unit, rows, limit);
    }

    private static OptionalDouble finite(String name, double limit) {
        if (!Double.isFinite(limit)) {
            throw new IllegalArgumentException("'" + name + "' must be finite but was " + limit);
        }
        return OptionalDouble.of(limit);
    }

    private static void requireOrdered(String lowName, OptionalDouble low, String highName, OptionalDouble high) {
        if (low.isPresent() && high.isPresent() && low.getAsDouble() > high.getAsDouble()) {
            throw new IllegalArgumentException("'" + lowName + "' must not exceed '" + highName + "' but was "
                    + low.getAsDouble() + " against " + high.getAsDouble());
        }
    }
}
