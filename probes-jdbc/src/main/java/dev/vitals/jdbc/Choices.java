package dev.vitals.jdbc;

import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.CheckPolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What the user chose: policies and limits of single checks, checks left out, checks put in that are off by default, and
 * queries of their own in the order they were added.
 */
record Choices(
        Map<String, UnaryOperator<CheckPolicy>> policies,
        Set<Class<? extends CheckLimits>> limits,
        Set<String> removed,
        Set<String> included,
        List<UserQuery> queries) {
    static final Choices NONE = new Choices(Map.of(), Set.of(), Set.of(), Set.of(), List.of());

    Choices {
        policies = Map.copyOf(policies);
        limits = Set.copyOf(limits);
        removed = Set.copyOf(removed);
        included = Set.copyOf(included);
        queries = List.copyOf(queries);
    }

    Choices policy(String check, UnaryOperator<CheckPolicy> change) {
        Map<String, UnaryOperator<CheckPolicy>> more = new HashMap<>(policies);
        more.merge(check, change, (first, second) -> policy -> second.apply(first.apply(policy)));
        return new Choices(more, limits, removed, included, queries);
    }

    Choices limiting(Class<? extends CheckLimits> type) {
        return new Choices(policies, plus(limits, List.of(type)), removed, included, queries);
    }

    Choices without(List<String> names) {
        return new Choices(policies, limits, plus(removed, names), minus(included, names), queries);
    }

    Choices with(List<String> names) {
        return new Choices(policies, limits, minus(removed, names), plus(included, names), queries);
    }

    Choices querying(UserQuery query) {
        List<UserQuery> more = new ArrayList<>(queries);
        more.add(query);
        return new Choices(policies, limits, removed, included, more);
    }

    UnaryOperator<CheckPolicy> change(String check) {
        return policies.getOrDefault(check, UnaryOperator.identity());
    }

    private static <T> Set<T> plus(Set<T> some, List<? extends T> others) {
        Set<T> all = new LinkedHashSet<>(some);
        all.addAll(others);
        return all;
    }

    private static Set<String> minus(Set<String> names, List<String> others) {
        Set<String> rest = new LinkedHashSet<>(names);
        others.forEach(rest::remove);
        return rest;
    }
}
