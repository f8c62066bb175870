package dev.vitals.jdbc.limits;

import dev.vitals.probe.Threshold;
import dev.vitals.probe.Threshold.Direction;
import dev.vitals.probe.Unit;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * What the answer of a query means, see {@link dev.vitals.jdbc.JdbcProbes#query}. Without a threshold the check is
 * {@code UP} whenever the query gives a number.
 *
 * <pre>{@code
 * q -> q.warnAt(1).failAt(100).noun("jobs")
 * q -> q.threshold(Threshold.countBelow(3, 1)).noun("workers")
 * q -> q.threshold(Threshold.above(Duration.ofMinutes(5), Duration.ofMinutes(15)))   // the query gives seconds
 * }</pre>
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param threshold the threshold of the answer, and its unit; a count that is bad when large and has no limit by default
 * @param noun what is counted, such as {@code jobs}, for the summary; empty by default
 * @param rows whether the number of rows counts rather than the number in the first one; false by default
 * @param timeout how long the query may take; from 10 ms to 30 s; 1 s by default, as for every statement of these checks
 * @since 0.1.0
 */
public record QuerySettings(Threshold threshold, String noun, boolean rows, Duration timeout) {
    // Before the default, which is checked against them.
    private static final Duration LEAST = Duration.ofMillis(10);
    private static final Duration MOST = Duration.ofSeconds(30);

    /** No limit, and every default named above. */
    public static final QuerySettings DEFAULT =
            new QuerySettings(Threshold.none(Direction.ABOVE, Unit.COUNT), "", false, Duration.ofSeconds(1));

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public QuerySettings {
        Objects.requireNonNull(threshold, "threshold");
        Objects.requireNonNull(noun, "noun");
        Objects.requireNonNull(timeout, "timeout");
        if (rows && threshold.unit() != Unit.COUNT) {
            throw new IllegalArgumentException("'threshold' of a number of rows must be a count but was in "
                    + threshold.unit().id());
        }
        if (timeout.compareTo(LEAST) < 0 || timeout.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(
                    "'timeout' must be from " + LEAST + " to " + MOST + " but was " + timeout);
        }
    }

    /**
     * Returns these settings with a threshold of the answer.
     *
     * @param limit the threshold; the query has to give a number in its unit
     * @return a copy
     * @throws IllegalArgumentException if rows are counted and {@code limit} is no count
     */
    public QuerySettings threshold(Threshold limit) {
        return new QuerySettings(limit, noun, rows, timeout);
    }

    /**
     * Returns these settings with another first number of the threshold, whose direction and unit stay.
     *
     * @param limit at which the check is degraded; finite
     * @return a copy
     * @throws IllegalArgumentException if {@code limit} is not finite, or the second number would be reached before it
     */
    public QuerySettings warnAt(double limit) {
        return threshold(
                new Threshold(threshold.direction(), threshold.unit(), OptionalDouble.of(limit), threshold.fail()));
    }

    /**
     * Returns these settings with another second number of the threshold, whose direction and unit stay.
     *
     * @param limit at which the check is down; finite
     * @return a copy
     * @throws IllegalArgumentException if {@code limit} is not finite, or would be reached before the first number
     */
    public QuerySettings failAt(double limit) {
        return threshold(
                new Threshold(threshold.direction(), threshold.unit(), threshold.warn(), OptionalDouble.of(limit)));
    }

    /**
     * Returns these settings for an answer in another unit.
     *
     * @param other what the query's number is in; the numbers of the threshold stay
     * @return a copy
     * @throws IllegalArgumentException if rows are counted and {@code other} is no count
     */
    public QuerySettings unit(Unit other) {
        return threshold(new Threshold(threshold.direction(), other, threshold.warn(), threshold.fail()));
    }

    /**
     * Returns these settings with a name for what is counted.
     *
     * @param plural such as {@code jobs}
     * @return a copy
     */
    public QuerySettings noun(String plural) {
        return new QuerySettings(threshold, plural, rows, timeout);
    }

    /**
     * Returns these settings with the number of rows, up to 5,000, in place of the number in the first one. The first 20
     * rows become evidence, so select nothing that an operator must not see.
     *
     * @return a copy
     * @throws IllegalArgumentException if the threshold is no count
     */
    public QuerySettings countingRows() {
        return new QuerySettings(threshold, noun, true, timeout);
    }

    /**
     * Returns these settings with another time for the query. The other checks of this database wait meanwhile, so prefer
     * a query that is fast.
     *
     * @param limit how long the query may take; from 10 ms to 30 s
     * @return a copy
     * @throws IllegalArgumentException if {@code limit} is out of these bounds
     */
    public QuerySettings timeout(Duration limit) {
        return new QuerySettings(threshold, noun, rows, limit);
    }
}
