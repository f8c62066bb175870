package dev.vitals.probe;

import java.time.Duration;
import java.util.Objects;

/**
 * How long a new condition must last before a check takes it on: a number of consecutive results, a duration, or both. A
 * check's very first result is taken on at once, whatever its holds.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param results how many consecutive results must agree; at least 1
 * @param duration for how long they must have agreed, from the first of them to the last; zero for no such condition
 * @since 0.1.0
 */
public record Hold(int results, Duration duration) {
    /** A single result is enough. The default in both directions. */
    public static final Hold NONE = new Hold(1, Duration.ZERO);

    /**
     * Checks both limits.
     *
     * @throws IllegalArgumentException if {@code results} is below 1 or {@code duration} is negative
     */
    public Hold {
        if (results < 1) {
            throw new IllegalArgumentException("'results' must be at least 1 but was " + results);
        }
        if (Objects.requireNonNull(duration, "duration").isNegative()) {
            throw new IllegalArgumentException("'duration' must not be negative but was " + duration);
        }
    }

    /**
     * Returns a hold of consecutive results, whatever time they take.
     *
     * @param results how many results must agree; at least 1
     * @return the hold
     * @throws IllegalArgumentException if {@code results} is below 1
     */
    public static Hold results(int results) {
        return new Hold(results, Duration.ZERO);
    }

    /**
     * Returns a hold of a duration, with at least two results in it.
     *
     * @param duration the time from the first result that agrees to the last; positive
     * @return the hold
     * @throws IllegalArgumentException if {@code duration} is negative
     */
    public static Hold lasting(Duration duration) {
        return new Hold(1, duration);
    }
}
