package dev.vitals.redis;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.CheckPolicy;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What the user chose: policies and limits of single checks, and checks left out. */
record Choices(
        Map<String, UnaryOperator<CheckPolicy>> policies,
        Map<Class<?>, CheckLimits> changedLimits,
        Set<String> removed) {
    static final Choices NONE = new Choices(Map.of(), Map.of(), Set.of());

    Choices {
        policies = Map.copyOf(policies);
        changedLimits = Map.copyOf(changedLimits);
        removed = Set.copyOf(removed);
    }

    Choices policy(String check, UnaryOperator<CheckPolicy> change) {
        Map<String, UnaryOperator<CheckPolicy>> more = new HashMap<>(policies);
        more.merge(check, change, (first, second) -> policy -> second.apply(first.apply(policy)));
        return new Choices(more, changedLimits, removed);
    }

    <T extends CheckLimits> Choices limits(Class<T> type, UnaryOperator<T> change) {
        Map<Class<?>, CheckLimits> more = new HashMap<>(changedLimits);
        more.put(type, Objects.requireNonNull(change.apply(limits(type)), type.getSimpleName()));
        return new Choices(policies, more, removed);
    }

    Choices with(Collection<String> checks) {
        Set<String> fewer = new HashSet<>(removed);
        fewer.removeAll(checks);
        return new Choices(policies, changedLimits, fewer);
    }

    Choices without(Collection<String> checks) {
        Set<String> more = new HashSet<>(removed);
        more.addAll(checks);
        return new Choices(policies, changedLimits, more);
    }

    UnaryOperator<CheckPolicy> change(String check) {
        return policies.getOrDefault(check, UnaryOperator.identity());
    }

    <T extends CheckLimits> T limits(Class<T> type) {
        return type.cast(Objects.requireNonNullElseGet(changedLimits.get(type), () -> defaults(type)));
    }

    private static CheckLimits defaults(Class<?> type) {
        return Arrays.stream(RedisCheck.values())
                .map(RedisCheck::defaults)
                .filter(type::isInstance)
                .findFirst()
                .orElseThrow();
    }
}
