package dev.vitals.probe;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The numbers at which a check leaves {@link Status#UP}: at {@code warn} it is {@link Status#DEGRADED}, at {@code fail}
 * it is {@link Status#DOWN}. Inclusive in both directions.
 *
 * <pre>{@code
 * Threshold.above(Duration.ofSeconds(10), Duration.ofSeconds(60))   // a wait of 10 s is degraded, one of 60 s down
 * Threshold.below(Size.ofGibibytes(20), Size.ofGibibytes(2))        // free space
 * Threshold.ratioAbove(0.80, 0.95).warnOnly()                       // degraded at 80 %, never down
 * }</pre>
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param direction which side is bad
 * @param unit what both numbers are in
 * @param warn the number at which a check is degraded; finite; empty when there is none
 * @param fail the number at which a check is down; finite, not on the good side of {@code warn}; empty when there is none
 * @since 0.1.0
 */
public record Threshold(Direction direction, Unit unit, OptionalDouble warn, OptionalDouble fail) {
    /**
     * Checks that both are numbers and in order.
     *
     * @throws IllegalArgumentException if one is not finite, or {@code fail} would be reached before {@code warn}
     */
    public Threshold {
        Objects.requireNonNull(direction, "direction");
        Objects.requireNonNull(unit, "unit");
        finite("warn", warn);
        finite("fail", fail);
        if (warn.isPresent() && fail.isPresent() && !direction.reaches(fail.getAsDouble(), warn.getAsDouble())) {
            throw new IllegalArgumentException("'fail' must not be reached before 'warn' but they were "
                    + unit.show(fail.getAsDouble()) + " and " + unit.show(warn.getAsDouble()) + " (bad is "
                    + direction.name().toLowerCase(Locale.ROOT) + ")");
        }
    }

    /**
     * Returns a threshold of a duration that is bad when long.
     *
     * @param warn at which a check is degraded
     * @param fail at which a check is down; not below {@code warn}
     * @return the threshold
     * @throws IllegalArgumentException if they are out of order
     */
    public static Threshold above(Duration warn, Duration fail) {
        return of(Direction.ABOVE, Unit.SECONDS, seconds("warn", warn), seconds("fail", fail));
    }

    /**
     * Returns a threshold of a duration that is bad when short, such as the time until something expires.
     *
     * @param warn at which a check is degraded
     * @param fail at which a check is down; not above {@code warn}
     * @return the threshold
     * @throws IllegalArgumentException if they are out of order
     */
    public static Threshold below(Duration warn, Duration fail) {
        return of(Direction.BELOW, Unit.SECONDS, seconds("warn", warn), seconds("fail", fail));
    }

    /**
     * Returns a threshold of a size that is bad when large.
     *
     * @param warn at which a check is degraded
     * @param fail at which a check is down; not below {@code warn}
     * @return the threshold
     * @throws IllegalArgumentException if they are out of order
     */
    public static Threshold above(Size warn, Size fail) {
        return of(Direction.ABOVE, Unit.BYTES, bytes("warn", warn), bytes("fail", fail));
    }

    /**
     * Returns a threshold of a size that is bad when small.
     *
     * @param warn at which a check is degraded
     * @param fail at which a check is down; not above {@code warn}
     * @return the threshold
     * @throws IllegalArgumentException if they are out of order
     */
    public static Threshold below(Size warn, Size fail) {
        return of(Direction.BELOW, Unit.BYTES, bytes("warn", warn), bytes("fail", fail));
    }

    /**
     * Returns a threshold of a part of a whole that is bad when large.
     *
     * @param warn at which a check is degraded, where 1 is all; not negative
     * @param fail at which a check is down; not below {@code warn}
     * @return the threshold
     * @throws IllegalArgumentException if one is negative or not finite, or they are out of order
     */
    public static Threshold ratioAbove(double warn, double fail) {
        return notNegative(Direction.ABOVE, Unit.RATIO, warn, fail);
    }

    /**
     * Returns a threshold of a part of a whole that is bad when small.
     *
     * @param warn at which a check is degraded, where 1 is all; not negative
     * @param fail at which a check is down; not above {@code warn}
     * @return the threshold
     * @throws IllegalArgumentException if one is negative or not finite, or they are out of order
     */
    public static Threshold ratioBelow(double warn, double fail) {
        return notNegative(Direction.BELOW, Unit.RATIO, warn, fail);
    }

    /**
     * Returns a threshold of a number of things that is bad when large.
     *
     * @param warn at which a check is degraded; not negative
     * @param fail at which a check is down; not below {@code warn}
     * @return the threshold
     * @throws IllegalArgumentException if one is negative or they are out of order
     */
    public static Threshold countAbove(long warn, long fail) {
        return notNegative(Direction.ABOVE, Unit.COUNT, warn, fail);
    }

    /**
     * Returns a threshold of a number of things that is bad when small.
     *
     * @param warn at which a check is degraded; not negative
     * @param fail at which a check is down; not above {@code warn}
     * @return the threshold
     * @throws IllegalArgumentException if one is negative or they are out of order
     */
    public static Threshold countBelow(long warn, long fail) {
        return notNegative(Direction.BELOW, Unit.COUNT, warn, fail);
    }

    /**
     * Returns a threshold of a rate that is bad when high.
     *
     * @param warn how many each second make a check degraded; finite, not negative
     * @param fail how many each second make a check down; finite, not below {@code warn}
     * @return the threshold
     * @throws IllegalArgumentException if one is negative or not finite, or they are out of order
     */
    public static Threshold rateAbove(double warn, double fail) {
        return notNegative(Direction.ABOVE, Unit.PER_SECOND, warn, fail);
    }

    /**
     * Returns a threshold in any unit.
     *
     * @param direction which side is bad
     * @param unit what both numbers are in
     * @param warn at which a check is degraded; finite
     * @param fail at which a check is down; finite, not on the good side of {@code warn}
     * @return the threshold
     * @throws IllegalArgumentException if one is not finite or they are out of order
     */
    public static Threshold of(Direction direction, Unit unit, double warn, double fail) {
        return new Threshold(direction, unit, OptionalDouble.of(warn), OptionalDouble.of(fail));
    }

    /**
     * Returns a threshold that nothing reaches.
     *
     * @param direction which side would be bad
     * @param unit what is measured
     * @return the threshold
     */
    public static Threshold none(Direction direction, Unit unit) {
        return new Threshold(direction, unit, OptionalDouble.empty(), OptionalDouble.empty());
    }

    /**
     * Returns this threshold without its second number: what it is about is never down.
     *
     * @return a copy
     */
    public Threshold warnOnly() {
        return new Threshold(direction, unit, warn, OptionalDouble.empty());
    }

    /**
     * Returns this threshold without its first number: what it is about is up or down.
     *
     * @return a copy
     */
    public Threshold failOnly() {
        return new Threshold(direction, unit, OptionalDouble.empty(), fail);
    }

    /**
     * Returns what a number means.
     *
     * @param value the number, in {@link #unit}
     * @return {@link Status#DOWN} at {@code fail} or beyond, {@link Status#DEGRADED} at {@code warn} or beyond, else
     *     {@link Status#UP}
     */
    public Status judge(double value) {
        if (reached(value, fail)) {
            return Status.DOWN;
        }
        return reached(value, warn) ? Status.DEGRADED : Status.UP;
    }

    /**
     * Returns what a duration means.
     *
     * @param value the duration
     * @return as {@link #judge(double)}
     * @throws IllegalStateException if this is no threshold of a duration
     */
    public Status judge(Duration value) {
        Objects.requireNonNull(value, "value");
        if (unit != Unit.SECONDS) {
            throw new IllegalStateException("a threshold in " + unit.id() + " cannot judge a duration");
        }
        return judge(Observation.seconds(value));
    }

    /**
     * Returns the number at which a status begins, for people.
     *
     * @param status the status
     * @return such as {@code 10 s}, or {@code at once}; empty when there is none, and for {@link Status#UP} and {@link Status#UNKNOWN}
     */
    public Optional<String> shown(Status status) {
        OptionalDouble limit = switch (Objects.requireNonNull(status, "status")) {
            case DEGRADED -> warn;
            case DOWN -> fail;
            case UP, UNKNOWN -> OptionalDouble.empty();
        };
        return limit.isPresent() ? Optional.of(show(limit.getAsDouble())) : Optional.empty();
    }

    /**
     * Returns the limit that matters, to follow a number in a summary: the one that was reached, or the next one.
     *
     * @param status what the number means
     * @return such as {@code " (warn 10 s)"}, with the space; empty when there is no such limit
     */
    public String suffix(Status status) {
        boolean second = Objects.requireNonNull(status, "status") == Status.DOWN || warn.isEmpty();
        OptionalDouble limit = second ? fail : warn;
        return limit.isPresent() ? (second ? " (fail " : " (warn ") + show(limit.getAsDouble()) + ")" : "";
    }

    /** A duration of nothing is reached as soon as there is anything to measure. */
    private String show(double limit) {
        return limit == 0 && unit == Unit.SECONDS && direction == Direction.ABOVE ? "at once" : unit.show(limit);
    }

    /**
     * Refuses a threshold that does not fit what it is to judge. For records of {@link CheckLimits}.
     *
     * @param name what the threshold is called there
     * @param given the threshold
     * @param direction which side must be bad
     * @param unit what it must be in
     * @return {@code given}
     * @throws IllegalArgumentException if it is another kind of threshold
     */
    public static Threshold require(String name, Threshold given, Direction direction, Unit unit) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(given, name);
        Objects.requireNonNull(direction, "direction");
        Objects.requireNonNull(unit, "unit");
        if (given.direction != direction || given.unit != unit) {
            throw new IllegalArgumentException("'" + name + "' must be a threshold in " + kind(direction, unit)
                    + ", but was one in " + kind(given.direction, given.unit));
        }
        return given;
    }

    /**
     * Refuses a threshold that is not one of a share of a whole. For records of {@link CheckLimits}.
     *
     * @param name what the threshold is called there
     * @param given the threshold
     * @param direction which side must be bad
     * @return {@code given}
     * @throws IllegalArgumentException if it is another kind of threshold, or one of its limits is above 1
     */
    public static Threshold requireShare(String name, Threshold given, Direction direction) {
        require(name, given, direction, Unit.RATIO);
        if (given.warn.orElse(0) > 1 || given.fail.orElse(0) > 1) {
            throw new IllegalArgumentException("'" + name + "' must be a share of at most 100 % but was"
                    + given.suffix(Status.DEGRADED) + given.suffix(Status.DOWN));
        }
        return given;
    }

    private static String kind(Direction direction, Unit unit) {
        return unit.id() + " that is bad " + direction.name().toLowerCase(Locale.ROOT);
    }

    private boolean reached(double value, OptionalDouble limit) {
        return limit.isPresent() && direction.reaches(value, limit.getAsDouble());
    }

    private static Threshold notNegative(Direction direction, Unit unit, double warn, double fail) {
        if (!(warn >= 0 && fail >= 0)) {
            throw new IllegalArgumentException(
                    "'warn' and 'fail' must not be negative but were " + warn + " and " + fail);
        }
        return of(direction, unit, warn, fail);
    }

    private static void finite(String name, OptionalDouble limit) {
        if (!Double.isFinite(Objects.requireNonNull(limit, name).orElse(0))) {
            throw new IllegalArgumentException("'" + name + "' must be finite but was " + limit.getAsDouble());
        }
    }

    private static double seconds(String name, Duration limit) {
        return Observation.seconds(Objects.requireNonNull(limit, name));
    }

    private static double bytes(String name, Size limit) {
        return Objects.requireNonNull(limit, name).bytes();
    }

    /**
     * Which side of a threshold is bad.
     *
     * @since 0.1.0
     */
    public enum Direction {
        /** Large numbers are bad. */
        ABOVE,
        /** Small numbers are bad. */
        BELOW;

        private boolean reaches(double value, double limit) {
            return this == ABOVE ? value >= limit : value <= limit;
        }
    }
}
