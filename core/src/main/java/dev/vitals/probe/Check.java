package dev.vitals.probe;

import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * A probe registered under a name with its policy.
 *
 * <p>This record is immutable; it is as thread-safe as its probe needs to be, see {@link Probe}.
 *
 * @param name the name, unique within an aggregator; not blank. Letters, digits, dots, dashes and underscores, so that
 *     it fits a URL and a metric
 * @param probe the probe to run
 * @param policy when it runs and what its answer means
 * @since 0.1.0
 */
public record Check(String name, Probe probe, CheckPolicy policy) {
    /** Refuses nulls. A bad name is reported by the aggregator, together with every other fault. */
    public Check {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(probe, "probe");
        Objects.requireNonNull(policy, "policy");
    }

    /**
     * Returns a check with the probe's own default policy.
     *
     * @param name the name, unique within an aggregator
     * @param probe the probe to run
     * @return the check
     */
    public static Check of(String name, Probe probe) {
        return new Check(name, probe, Objects.requireNonNull(probe, "probe").defaultPolicy());
    }

    /**
     * Returns this check with a changed policy.
     *
     * @param change takes the policy and returns the changed one
     * @return a copy
     */
    public Check with(UnaryOperator<CheckPolicy> change) {
        CheckPolicy changed = Objects.requireNonNull(change, "change").apply(policy.beforeChange());
        return new Check(
                name, probe, Objects.requireNonNull(changed, () -> "the policy of check '" + name + "' became null"));
    }
}
