package dev.vitals.redis;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.redis.limits.RedisQueue;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What the user chose: policies and limits of single checks, checks left out, and queues. */
record Choices(
        Map<String, UnaryOperator<CheckPolicy>> policies,
        Map<Class<?>, CheckLimits> changedLimits,
        Set<String> removed,
        Map<String, RedisQueue> queues) {
    /** The monitor of latency records nothing on a server that was not told to. */
    static final Choices NONE = new Choices(Map.of(), Map.of(), Set.of(RedisCheck.LATENCY.id()), Map.of());

    Choices {
        policies = Map.copyOf(policies);
        changedLimits = Map.copyOf(changedLimits);
        removed = Set.copyOf(removed);
        queues = Collections.unmodifiableMap(new LinkedHashMap<>(queues));
    }

    Choices policy(String check, UnaryOperator<CheckPolicy> change) {
        Map<String, UnaryOperator<CheckPolicy>> more = new HashMap<>(policies);
        more.merge(check, change, (first, second) -> policy -> second.apply(first.apply(policy)));
        return new Choices(more, changedLimits, removed, queues);
    }

    <T extends CheckLimits> Choices limits(Class<T> type, UnaryOperator<T> change) {
        Map<Class<?>, CheckLimits> more = new HashMap<>(changedLimits);
        more.put(type, Objects.requireNonNull(change.apply(limits(type)), type.getSimpleName()));
        return new Choices(policies, more, removed, queues);
    }

    Choices with(Collection<String> checks) {
        Set<String> fewer = new HashSet<>(removed);
        fewer.removeAll(checks);
        return new Choices(policies, changedLimits, fewer, queues);
    }

    Choices without(Collection<String> checks) {
        Set<String> more = new HashSet<>(removed);
        more.addAll(checks);
        return new Choices(policies, changedLimits, more, queues);
    }

    Choices queue(String check, RedisQueue queue) {
        Map<String, RedisQueue> more = new LinkedHashMap<>(queues);
        more.put(check, queue);
        return new Choices(policies, changedLimits, removed, more);
    }

    UnaryOperator<CheckPolicy> change(String check) {
        return policies.getOrDefault(check, UnaryOperator.identity());
    }

    <T extends CheckLimits> T limits(Class<T> type) {
        return type.cast(Objects.requireNonNullElseGet(changedLimits.get(type), () -> defaults(type)));
    }

    private static CheckLimits defaults(Class<?> type) {
        return Arrays.stream(RedisCheck.values())
                .flatMap(check -> check.defaults().stream())
                .filter(type::isInstance)
                .findFirst()
                .orElseThrow();
    }
}
