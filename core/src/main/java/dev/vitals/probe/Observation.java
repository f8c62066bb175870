package dev.vitals.probe;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * One number a probe saw, in a base unit, with the threshold it is held against. What was not seen has no observation:
 * never one of 0.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param name what was measured, lower case and dotted, such as {@code pool.active}; the same name means the same thing
 *     wherever it appears; not blank
 * @param value the number; finite
 * @param unit what the number is in
 * @param threshold what it is held against, in the same unit; empty when nothing depends on it
 * @since 0.1.0
 */
public record Observation(String name, double value, Unit unit, Optional<Threshold> threshold) {
    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if {@code name} is blank, {@code value} is not finite or {@code threshold} is in
     *     another unit
     */
    public Observation {
        if (Objects.requireNonNull(name, "name").isBlank()) {
            throw new IllegalArgumentException("'name' must not be blank");
        }
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("observation '" + name + "' must be finite but was " + value);
        }
        Objects.requireNonNull(unit, "unit");
        if (Objects.requireNonNull(threshold, "threshold").isPresent()
                && threshold.get().unit() != unit) {
            throw new IllegalArgumentException("observation '" + name + "' is in " + unit.id()
                    + " but its threshold is in " + threshold.get().unit().id());
        }
    }

    /**
     * Returns an observation without a threshold.
     *
     * @param name what was measured; not blank
     * @param value the number; finite
     * @param unit what the number is in
     * @return the observation
     * @throws IllegalArgumentException if {@code name} is blank or {@code value} is not finite
     */
    public static Observation of(String name, double value, Unit unit) {
        return new Observation(name, value, unit, Optional.empty());
    }

    /**
     * Returns an observation of a duration or an age.
     *
     * @param name what was measured; not blank
     * @param value how long
     * @return the observation
     * @throws IllegalArgumentException if {@code name} is blank
     */
    public static Observation duration(String name, Duration value) {
        return of(name, seconds(Objects.requireNonNull(value, "value")), Unit.SECONDS);
    }

    /**
     * Returns an observation of a size.
     *
     * @param name what was measured; not blank
     * @param bytes how much
     * @return the observation
     * @throws IllegalArgumentException if {@code name} is blank
     */
    public static Observation bytes(String name, long bytes) {
        return of(name, (double) bytes, Unit.BYTES);
    }

    /**
     * Returns an observation of a part of a whole.
     *
     * @param name what was measured; not blank
     * @param value the part, where 1 is all; finite
     * @return the observation
     * @throws IllegalArgumentException if {@code name} is blank or {@code value} is not finite
     */
    public static Observation ratio(String name, double value) {
        return of(name, value, Unit.RATIO);
    }

    /**
     * Returns an observation of a number of things.
     *
     * @param name what was counted; not blank
     * @param number how many
     * @return the observation
     * @throws IllegalArgumentException if {@code name} is blank
     */
    public static Observation count(String name, long number) {
        return of(name, (double) number, Unit.COUNT);
    }

    /**
     * Returns an observation of a rate.
     *
     * @param name what was counted; not blank
     * @param perSecond how many each second; finite
     * @return the observation
     * @throws IllegalArgumentException if {@code name} is blank or {@code perSecond} is not finite
     */
    public static Observation rate(String name, double perSecond) {
        return of(name, perSecond, Unit.PER_SECOND);
    }

    static double seconds(Duration value) {
        return value.toSeconds() + value.toNanosPart() / 1e9;
    }

    /**
     * Returns this observation with the threshold it is held against.
     *
     * @param limit the threshold, in this observation's unit
     * @return a copy
     * @throws IllegalArgumentException if {@code limit} is in another unit
     */
    public Observation against(Threshold limit) {
        return new Observation(name, value, unit, Optional.of(Objects.requireNonNull(limit, "limit")));
    }

    /**
     * Returns what the number means.
     *
     * @return what the threshold says; {@link Status#UP} without one
     */
    public Status judge() {
        return threshold.map(limit -> limit.judge(value)).orElse(Status.UP);
    }

    /**
     * Returns the number for people.
     *
     * @return such as {@code 4 m 10 s} or {@code 61 %}
     */
    public String shown() {
        return unit.show(value);
    }
}
