package dev.vitals.redis.limits;

import dev.vitals.probe.Threshold;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** What the limits of this family have in common. */
final class Thresholds {
    private Thresholds() {}

    /** Refuses a threshold that a healthy server would reach. */
    static void aboveZero(String name, Threshold given) {
        Stream.of(given.warn(), given.fail())
                .flatMapToDouble(OptionalDouble::stream)
                .filter(limit -> limit <= 0)
                .findFirst()
                .ifPresent(limit -> {
                    throw new IllegalArgumentException("'" + name + "' must be above 0 but was "
                            + given.unit().show(limit));
                });
    }
}
