package dev.vitals.probe;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * One number a probe saw, with its unit and the limits it is held against.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param name what was measured, lower case and dotted, such as {@code pool.active}; not blank
 * @param value the number; finite
 * @param unit the unit in the singular or as a symbol: {@code bytes}, {@code ms}, {@code %}, {@code sessions}; empty
 *     for a plain count
 * @param warn the limit at which the check is degraded; empty when there is none
 * @param fail the limit at which the check is down; empty when there is none
 * @since 0.1.0
 */
public record Observation(String name, double value, String unit, OptionalDouble warn, OptionalDouble fail) {
    /**
     * Checks the name and the number.
     *
     * @throws IllegalArgumentException if {@code name} is blank or {@code value} is not finite
     */
    public Observation {
        if (name.isBlank()) {
            throw new IllegalArgumentException("'name' must not be blank");
        }
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("observation '" + name + "' must be finite but was " + value);
        }
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(warn, "warn");
        Objects.requireNonNull(fail, "fail");
    }

    /**
     * Returns an observation without limits.
     *
     * @param name what was measured; not blank
     * @param value the number; finite
     * @param unit the unit; empty for a plain count
     * @return the observation
     * @throws IllegalArgumentException if {@code name} is blank or {@code value} is not finite
     * @since 0.1.0
     */
    public static Observation of(String name, double value, String unit) {
        return new Observation(name, value, unit, OptionalDouble.empty(), OptionalDouble.empty());
    }

    /**
     * Returns this observation with a warning limit.
     *
     * @param limit the limit, in this observation's unit
     * @return a copy with that limit
     * @since 0.1.0
     */
    public Observation warnAt(double limit) {
        return new Observation(name, value, unit, OptionalDouble.of(limit), fail);
    }

    /**
     * Returns this observation with a failure limit.
     *
     * @param limit the limit, in this observation's unit
     * @return a copy with that limit
     * @since 0.1.0
     */
    public Observation failAt(double limit) {
        return new Observation(name, value, unit, warn, OptionalDouble.of(limit));
    }
}
