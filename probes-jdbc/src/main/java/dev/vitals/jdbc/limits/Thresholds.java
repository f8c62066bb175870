package dev.vitals.jdbc.limits;

import dev.vitals.probe.Threshold;
import dev.vitals.probe.Threshold.Direction;
import dev.vitals.probe.Unit;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;
import java.util.stream.Stream;

/** Checks that a threshold fits what it is held against. */
final class Thresholds {
    private Thresholds() {}

    /** One of a number that is bad when large, and above 0: otherwise nothing could ever be up. */
    static void above(String name, Threshold threshold, Unit unit) {
        require(name, threshold, Direction.ABOVE, unit);
        each(name, threshold, limit -> limit > 0, "must be above 0");
    }

    /** One of a number that is bad when large; 0 means at once. */
    static void aboveOrAtOnce(String name, Threshold threshold, Unit unit) {
        require(name, threshold, Direction.ABOVE, unit);
        each(name, threshold, limit -> limit >= 0, "must not be negative");
    }

    /** One of a part that cannot exceed the whole. */
    static void share(String name, Threshold threshold) {
        above(name, threshold, Unit.RATIO);
        each(name, threshold, limit -> limit <= 1, "must be at most 100 %, which is 1.0,");
    }

    /** One of a number of things of which there can be too few. */
    static void atLeast(String name, Threshold threshold) {
        require(name, threshold, Direction.BELOW, Unit.COUNT);
        each(name, threshold, limit -> limit >= 0, "must not be negative");
    }

    private static void require(String name, Threshold threshold, Direction direction, Unit unit) {
        Objects.requireNonNull(threshold, name);
        if (threshold.direction() != direction || threshold.unit() != unit) {
            throw new IllegalArgumentException("'" + name + "' must be a threshold " + words(direction, unit)
                    + " but was one " + words(threshold.direction(), threshold.unit()));
        }
    }

    private static void each(String name, Threshold threshold, DoublePredicate bound, String words) {
        Stream.of(threshold.warn(), threshold.fail())
                .flatMapToDouble(OptionalDouble::stream)
                .filter(bound.negate())
                .findFirst()
                .ifPresent(limit -> {
                    throw new IllegalArgumentException("'" + name + "' " + words + " but was "
                            + threshold.unit().show(limit));
                });
    }

    private static String words(Direction direction, Unit unit) {
        return (direction == Direction.ABOVE ? "above" : "below") + " in " + unit.id();
    }
}
