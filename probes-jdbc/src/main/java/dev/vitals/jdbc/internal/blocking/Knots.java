package dev.vitals.jdbc.internal.blocking;

import dev.vitals.jdbc.internal.blocking.BlockingGraph.Line;
import dev.vitals.jdbc.internal.blocking.BlockingGraph.Root;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The graph with each cycle drawn together. Knots are numbered so that what a knot waits for comes before it: one pass
 * upwards sees every blocker before its waiters.
 */
final class Knots<N> {
    private static final int NONE = -1;

    private final Map<N, Wait<N>> waits;
    private final List<List<N>> members = new ArrayList<>();
    private final int[][] blockers;
    private final List<List<Integer>> waiters = new ArrayList<>();
    private final List<List<Integer>> children = new ArrayList<>();
    private final int[] depth;
    private final int[] parent;
    private final int[] below;

    private Knots(Map<N, Wait<N>> waits, int count) {
        this.waits = waits;
        blockers = new int[count][];
        depth = new int[count];
        parent = new int[count];
        below = new int[count];
        for (int knot = 0; knot < count; knot++) {
            members.add(new ArrayList<>());
            waiters.add(new ArrayList<>());
            children.add(new ArrayList<>());
        }
    }

    static <N> Knots<N> of(Map<N, Wait<N>> waits) {
        Set<N> all = new LinkedHashSet<>(waits.keySet());
        waits.values().forEach(wait -> all.addAll(wait.blockers()));
        List<N> nodes = List.copyOf(all);
        Map<N, Integer> indexes = new HashMap<>();
        nodes.forEach(node -> indexes.put(node, indexes.size()));
        int[][] edges = new int[nodes.size()][];
        for (int node = 0; node < edges.length; node++) {
            Wait<N> wait = waits.get(nodes.get(node));
            edges[node] = wait == null
                    ? new int[0]
                    : wait.blockers().stream().mapToInt(indexes::get).sorted().toArray();
        }
        Components components = Components.of(edges);
        Knots<N> knots = new Knots<>(waits, components.count());
        knots.draw(nodes, edges, components);
        knots.arrange();
        return knots;
    }

    int count() {
        return blockers.length;
    }

    boolean isRoot(int knot) {
        return blockers[knot].length == 0;
    }

    Root<N> root(int knot) {
        int[] reached = reached(knot);
        int[] distance = new int[reached.length];
        for (int i = 1; i < reached.length; i++) {
            for (int blocker : blockers[reached[i]]) {
                int found = Arrays.binarySearch(reached, blocker);
                distance[i] = found < 0 ? distance[i] : Math.max(distance[i], distance[found] + 1);
            }
        }
        int blocked = IntStream.of(reached).skip(1).map(this::size).sum() + (isCycle(knot) ? size(knot) : 0);
        Duration longest = IntStream.of(reached)
                .skip(isCycle(knot) ? 0 : 1)
                .mapToObj(this::longestWait)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
        return new Root<>(members.get(knot), blocked, longest, IntStream.of(distance).max().orElse(0), lines(knot));
    }

    private void draw(List<N> nodes, int[][] edges, Components components) {
        List<Set<Integer>> targets = new ArrayList<>();
        for (int knot = 0; knot < count(); knot++) {
            targets.add(new LinkedHashSet<>());
        }
        for (int node = 0; node < edges.length; node++) {
            int from = components.of(node);
            members.get(from).add(nodes.get(node));
            for (int blocker : edges[node]) {
                int to = components.of(blocker);
                if (to != from && targets.get(from).add(to)) {
                    waiters.get(to).add(from);
                }
            }
        }
        for (int knot = 0; knot < count(); knot++) {
            blockers[knot] = targets.get(knot).stream().mapToInt(Integer::intValue).sorted().toArray();
        }
    }

    /** Gives each knot the one blocker it is told under, and counts who is told below whom. */
    private void arrange() {
        for (int knot = 0; knot < count(); knot++) {
            parent[knot] = NONE;
            for (int blocker : blockers[knot]) {
                if (parent[knot] == NONE || depth[blocker] > depth[parent[knot]]) {
                    parent[knot] = blocker;
                }
            }
            depth[knot] = parent[knot] == NONE ? 0 : depth[parent[knot]] + 1;
        }
        for (int knot = count() - 1; knot >= 0; knot--) {
            if (parent[knot] != NONE) {
                below[parent[knot]] += below[knot] + size(knot);
                children.get(parent[knot]).add(knot);
            }
        }
        Comparator<Integer> worstFirst = Comparator.<Integer>comparingInt(knot -> below[knot])
                .thenComparing(this::longestWait)
                .reversed()
                .thenComparing(Comparator.naturalOrder());
        children.forEach(list -> list.sort(worstFirst));
    }

    /** The knots that wait for a root, directly or not, and the root itself first; ascending. */
    private int[] reached(int root) {
        Set<Integer> seen = new LinkedHashSet<>(List.of(root));
        Deque<Integer> next = new ArrayDeque<>(seen);
        while (!next.isEmpty()) {
            for (int waiter : waiters.get(next.remove())) {
                if (seen.add(waiter)) {
                    next.add(waiter);
                }
            }
        }
        return seen.stream().mapToInt(Integer::intValue).sorted().toArray();
    }

    private List<Line<N>> lines(int root) {
        List<Line<N>> lines = new ArrayList<>();
        Deque<Integer> next = new ArrayDeque<>();
        push(next, children.get(root));
        while (!next.isEmpty()) {
            int knot = next.pop();
            lines.add(new Line<>(members.get(knot), depth[knot], alsoWaitsFor(knot)));
            push(next, children.get(knot));
        }
        return lines;
    }

    private static void push(Deque<Integer> stack, List<Integer> knots) {
        for (int i = knots.size() - 1; i >= 0; i--) {
            stack.push(knots.get(i));
        }
    }

    private List<N> alsoWaitsFor(int knot) {
        List<N> others = new ArrayList<>();
        for (int blocker : blockers[knot]) {
            if (blocker != parent[knot]) {
                others.addAll(members.get(blocker));
            }
        }
        return others;
    }

    private boolean isCycle(int knot) {
        return size(knot) > 1;
    }

    private int size(int knot) {
        return members.get(knot).size();
    }

    private Duration longestWait(int knot) {
        return members.get(knot).stream()
                .map(waits::get)
                .map(wait -> wait == null ? Duration.ZERO : wait.waited())
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }
}
