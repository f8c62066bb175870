package dev.vitals.jdbc;

import dev.vitals.probe.CheckPolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What the user chose: policies of single checks, checks left out, checks put in that are off by default, and queries of
 * their own in the order they were added.
 */
record Choices(
        Map<String, UnaryOperator<CheckPolicy>> changes,
        Set<String> removed,
        Set<String> included,
        List<UserQuery> queries) {
    static final Choices NONE = new Choices(Map.of(), Set.of(), Set.of(), List.of());

    Choices {
        changes = Map.copyOf(changes);
        removed = Set.copyOf(removed);
        included = Set.copyOf(included);
        queries = List.copyOf(queries);
    }

    Choices changing(String check, UnaryOperator<CheckPolicy> change) {
        Map<String, UnaryOperator<CheckPolicy>> more = new HashMap<>(changes);
        more.merge(check, change, (first, second) -> policy -> second.apply(first.apply(policy)));
        return new Choices(more, removed, included, queries);
    }

    Choices without(List<String> names) {
        return new Choices(changes, plus(removed, names), minus(included, names), queries);
    }

    Choices including(List<String> names) {
        return new Choices(changes, minus(removed, names), plus(included, names), queries);
    }

    Choices querying(UserQuery query) {
        List<UserQuery> more = new ArrayList<>(queries);
        more.add(query);
        return new Choices(changes, removed, included, more);
    }

    UnaryOperator<CheckPolicy> change(String check) {
        return changes.getOrDefault(check, UnaryOperator.identity());
    }

    private static Set<String> plus(Set<String> names, List<String> others) {
        Set<String> all = new HashSet<>(names);
        all.addAll(others);
        return all;
    }

    private static Set<String> minus(Set<String> names, List<String> others) {
        Set<String> rest = new HashSet<>(names);
        others.forEach(rest::remove);
        return rest;
    }
}
