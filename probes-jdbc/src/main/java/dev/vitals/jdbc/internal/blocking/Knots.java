package dev.vitals.jdbc.internal.blocking;

import dev.vitals.jdbc.internal.blocking.BlockingGraph.Line;
import dev.vitals.jdbc.internal.blocking.BlockingGraph.Root;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The graph with each cycle drawn together. Knots are numbered so that what a knot waits for comes before it: one pass
 * upwards sees every blocker before its waiters.
 */
final class Knots<N> {
    private static final int NONE = -1;

    private final List<List<N>> members = new ArrayList<>();
    private final List<List<Integer>> children = new ArrayList<>();
    private final Duration[] longestWait;
    private final int[][] blockers;
    private final int[][] waiters;
    private final int[] depth;
    private final int[] parent;
    private final int[] below;

    private Knots(int count) {
        longestWait = new Duration[count];
        blockers = new int[count][];
        waiters = new int[count][];
        depth = new int[count];
        parent = new int[count];
        below = new int[count];
        for (int knot = 0; knot < count; knot++) {
            members.add(new ArrayList<>());
            children.add(new ArrayList<>());
            longestWait[knot] = Duration.ZERO;
        }
    }

    static <N> Knots<N> of(Map<N, Wait<N>> waits) {
        Set<N> all = new LinkedHashSet<>(waits.keySet());
        waits.values().forEach(wait -> all.addAll(wait.blockers()));
        List<N> nodes = List.copyOf(all);
        Map<N, Integer> indexes = new HashMap<>();
        nodes.forEach(node -> indexes.put(node, indexes.size()));
        int[][] edges = nodes.stream()
                .map(node ->
                        Optional.ofNullable(waits.get(node)).map(Wait::blockers).orElse(Set.of()))
                .map(set -> set.stream().mapToInt(indexes::get).sorted().toArray())
                .toArray(int[][]::new);
        Components components = Components.of(edges);
        Knots<N> knots = new Knots<>(components.count());
        knots.gather(nodes, waits, components);
        knots.connect(edges, components);
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
        Reach reach = Reach.of(knot, waiters);
        boolean cycle = size(knot) > 1;
        int blocked = IntStream.of(reach.knots()).skip(1).map(this::size).sum() + (cycle ? size(knot) : 0);
        Duration longest = cycle ? longestWait[knot] : Duration.ZERO;
        for (int waiter : reach.knots()) {
            longest = waiter != knot && longestWait[waiter].compareTo(longest) > 0 ? longestWait[waiter] : longest;
        }
        return new Root<>(members.get(knot), blocked, longest, reach.depth(), lines(knot));
    }

    private void gather(List<N> nodes, Map<N, Wait<N>> waits, Components components) {
        for (int node = 0; node < nodes.size(); node++) {
            int knot = components.of(node);
            members.get(knot).add(nodes.get(node));
            Wait<N> wait = waits.get(nodes.get(node));
            if (wait != null && wait.waited().compareTo(longestWait[knot]) > 0) {
                longestWait[knot] = wait.waited();
            }
        }
    }

    private void connect(int[][] edges, Components components) {
        List<Set<Integer>> to = new ArrayList<>();
        List<Set<Integer>> from = new ArrayList<>();
        for (int knot = 0; knot < count(); knot++) {
            to.add(new TreeSet<>());
            from.add(new TreeSet<>());
        }
        for (int node = 0; node < edges.length; node++) {
            int waiter = components.of(node);
            for (int edge : edges[node]) {
                int blocker = components.of(edge);
                if (blocker != waiter) {
                    to.get(waiter).add(blocker);
                    from.get(blocker).add(waiter);
                }
            }
        }
        for (int knot = 0; knot < count(); knot++) {
            blockers[knot] = to.get(knot).stream().mapToInt(Integer::intValue).toArray();
            waiters[knot] = from.get(knot).stream().mapToInt(Integer::intValue).toArray();
        }
    }

    /** Gives each knot the one blocker it is shown under, and counts what is shown below each. */
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
                .thenComparing(knot -> longestWait[knot])
                .reversed()
                .thenComparing(Comparator.naturalOrder());
        children.forEach(list -> list.sort(worstFirst));
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

    private int size(int knot) {
        return members.get(knot).size();
    }
}
