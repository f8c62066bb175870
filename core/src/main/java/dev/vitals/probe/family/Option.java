package dev.vitals.probe.family;

import dev.vitals.probe.CheckLimits;
import java.util.List;
import java.util.Objects;

/**
 * A check that a set of checks can have. Immutable.
 *
 * @param id the last part of its name
 * @param standard whether it is in the set unless left out
 * @param limits its limits, as they are by default; empty if it has none
 * @since 0.1.0
 */
public record Option(String id, boolean standard, List<CheckLimits> limits) {
    /** Copies the limits. */
    public Option {
        Objects.requireNonNull(id, "id");
        limits = List.copyOf(limits);
    }

    /**
     * Returns a check that is in the set unless left out.
     *
     * @param id the last part of its name
     * @param limits its limits, as they are by default
     * @return the check
     */
    public static Option of(String id, CheckLimits... limits) {
        return new Option(id, true, List.of(limits));
    }
}
