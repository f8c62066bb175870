package dev.vitals.probe.family;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Probe;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One check of a family, and how its probe is made.
 *
 * @param <L> its limits
 * @param id the last part of its name
 * @param standard whether it is in the set unless left out
 * @param impact its impact by default
 * @param limits its limits by default; empty if it has none
 * @param maker makes the probe from the limits
 * @since 0.1.0
 */
public record Member<L extends CheckLimits>(
        String id, boolean standard, Impact impact, Optional<L> limits, Function<Optional<L>, Probe> maker) {
    /**
     * Returns a check that is in the set by default.
     *
     * @param <L> its limits
     * @param id the last part of its name
     * @param impact its impact
     * @param limits its limits
     * @param probe makes the probe from the limits
     * @return the check
     */
    public static <L extends CheckLimits> Member<L> of(String id, Impact impact, L limits, Function<L, Probe> probe) {
        return new Member<>(id, true, impact, Optional.of(limits), chosen -> probe.apply(chosen.orElseThrow()));
    }

    /**
     * Returns a check without limits that is in the set by default.
     *
     * @param id the last part of its name
     * @param impact its impact
     * @param probe makes the probe
     * @return the check
     */
    public static Member<?> of(String id, Impact impact, Supplier<Probe> probe) {
        return new Member<>(id, true, impact, Optional.<CheckLimits>empty(), none -> probe.get());
    }

    /**
     * Returns a check that is in the set only if asked for by name.
     *
     * @param <L> its limits
     * @param id the last part of its name
     * @param impact its impact
     * @param limits its limits
     * @param probe makes the probe from the limits
     * @return the check
     */
    public static <L extends CheckLimits> Member<L> optional(
            String id, Impact impact, L limits, Function<L, Probe> probe) {
        return new Member<>(id, false, impact, Optional.of(limits), chosen -> probe.apply(chosen.orElseThrow()));
    }

    Option option() {
        return new Option(
                id, standard, limits.<CheckLimits>map(each -> each).stream().toList());
    }

    Probe probe(Choices choices) {
        return maker.apply(limits.map(each -> choices.limits(type(each))));
    }

    @SuppressWarnings("unchecked") // the class of an L, which limits are: records without subclasses
    private Class<L> type(L defaults) {
        return (Class<L>) defaults.getClass();
    }
}
