package dev.vitals.probe.family;

import dev.vitals.probe.Check;
import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Probe;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * One check of a family, with what the user chose for it.
 *
 * @param id the last part of its name
 * @param present whether it is in the set
 * @param limits its limits; {@link Unlimited} if it has none
 * @param limited whether the user changed them
 * @param probe makes the probe from the limits
 * @param policy what is changed of the probe's own policy
 * @param governed whether the user changed it
 */
public record Member<L extends CheckLimits>(
        String id,
        boolean present,
        L limits,
        boolean limited,
        Function<L, Probe> probe,
        UnaryOperator<CheckPolicy> policy,
        boolean governed) {
    /** The limits of a check that has none. */
    record Unlimited() implements CheckLimits {}

    /** Returns a check that is in the set by default. */
    public static <L extends CheckLimits> Member<L> of(String id, Impact impact, L limits, Function<L, Probe> probe) {
        return new Member<>(id, true, limits, false, probe, policy -> policy.impact(impact), false);
    }

    /** Returns a check without limits that is in the set by default. */
    public static Member<?> of(String id, Impact impact, Supplier<Probe> probe) {
        return of(id, impact, new Unlimited(), none -> probe.get());
    }

    /** Returns a check that is in the set only if asked for by name. */
    public static <L extends CheckLimits> Member<L> optional(
            String id, Impact impact, L limits, Function<L, Probe> probe) {
        return of(id, impact, limits, probe).present(false);
    }

    Member<L> present(boolean wanted) {
        return new Member<>(id, wanted, limits, limited, probe, policy, governed);
    }

    Member<L> governed(UnaryOperator<CheckPolicy> change) {
        UnaryOperator<CheckPolicy> both = before -> change.apply(policy.apply(before));
        return new Member<>(id, present, limits, limited, probe, both, true);
    }

    boolean takes(Class<? extends CheckLimits> type) {
        return limits.getClass() == type && !(limits instanceof Unlimited);
    }

    <T extends CheckLimits> Member<L> limited(Class<T> type, UnaryOperator<T> change) {
        T changed = change.apply(type.cast(limits));
        @SuppressWarnings("unchecked") // T is L: the class of the limits was compared.
        L same = (L) type.cast(Objects.requireNonNull(changed, "the changed limits"));
        return new Member<>(id, present, same, true, probe, policy, governed);
    }

    Check check(String family) {
        return Check.of(family + "." + id, probe.apply(limits)).with(policy);
    }
}
