package dev.vitals.jdbc.internal.blocking;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Answers by brute force what the graph answers cleverly: what can be reached from where. */
final class Oracle {
    private final Map<Integer, Wait<Integer>> waits = new HashMap<>();
    private final Set<Integer> nodes = new TreeSet<>();
    private final Map<Integer, Set<Integer>> reach = new HashMap<>();

    Oracle(List<Wait<Integer>> list) {
        for (Wait<Integer> wait : list) {
            waits.put(wait.waiter(), wait);
            nodes.add(wait.waiter());
            nodes.addAll(wait.blockers());
        }
        for (int node : nodes) {
            reach.put(node, new HashSet<>(blockers(node)));
        }
        for (int via : nodes) {
            for (int from : nodes) {
                if (reach.get(from).contains(via)) {
                    reach.get(from).addAll(reach.get(via));
                }
            }
        }
    }

    Set<Integer> waiters() {
        return waits.keySet();
    }

    /** All that are in a cycle with a participant, itself included. */
    Set<Integer> knot(int node) {
        Set<Integer> knot = nodes.stream()
                .filter(other ->
                        reach.get(node).contains(other) && reach.get(other).contains(node))
                .collect(Collectors.toCollection(TreeSet::new));
        knot.add(node);
        return knot;
    }

    /** Knots that wait for nothing outside. */
    Set<Set<Integer>> roots() {
        return nodes.stream()
                .map(this::knot)
                .filter(knot -> knot.stream().allMatch(member -> knot.containsAll(reach.get(member))))
                .collect(Collectors.toSet());
    }

    Set<Integer> blockedBy(Set<Integer> root) {
        int member = root.iterator().next();
        return waits.keySet().stream()
                .filter(waiter -> reach.get(waiter).contains(member))
                .filter(waiter -> root.size() > 1 || !root.contains(waiter))
                .collect(Collectors.toSet());
    }

    Duration longestWait(Set<Integer> root) {
        return blockedBy(root).stream()
                .map(waiter -> waits.get(waiter).waited())
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /** The longest chain of knots from a knot to one that waits for nothing. */
    int depth(Set<Integer> knot) {
        return knot.stream()
                .flatMap(member -> blockers(member).stream())
                .filter(blocker -> !knot.contains(blocker))
                .mapToInt(blocker -> depth(knot(blocker)) + 1)
                .max()
                .orElse(0);
    }

    /** The longest chain of knots that ends at one given root; -1 when none does. */
    int depthAbove(Set<Integer> knot, Set<Integer> root) {
        if (knot.equals(root)) {
            return 0;
        }
        int above = knot.stream()
                .flatMap(member -> blockers(member).stream())
                .filter(blocker -> !knot.contains(blocker))
                .mapToInt(blocker -> depthAbove(knot(blocker), root))
                .max()
                .orElse(-1);
        return above < 0 ? -1 : above + 1;
    }

    Set<Set<Integer>> knots() {
        return nodes.stream().map(this::knot).collect(Collectors.toSet());
    }

    Set<Integer> blockers(int node) {
        Wait<Integer> wait = waits.get(node);
        return wait == null ? Set.of() : wait.blockers();
    }
}
