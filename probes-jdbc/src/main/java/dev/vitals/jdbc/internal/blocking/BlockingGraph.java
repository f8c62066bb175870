package dev.vitals.jdbc.internal.blocking;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which participants block which, at one moment.
 *
 * <p>A participant may wait for several others, so this is a graph and not a tree; and some may wait for each other, so it
 * may have cycles. The members of a cycle are one <em>knot</em> here; every other participant is a knot of its own. Among
 * knots there is no cycle. The graph is shown as a forest: under each root, each waiter once, below the blocker on its
 * longest path.
 *
 * <p>Pure and immutable.
 *
 * @param <N> identifies a participant
 */
public final class BlockingGraph<N> {
    private final List<Root<N>> roots;
    private final int waiting;

    private BlockingGraph(List<Root<N>> roots, int waiting) {
        this.roots = roots;
        this.waiting = waiting;
    }

    /**
     * Makes the graph.
     *
     * @param <N> identifies a participant
     * @param waits which participants wait for which; several of the same waiter are merged
     * @return the graph
     */
    public static <N> BlockingGraph<N> of(Collection<Wait<N>> waits) {
        Map<N, Wait<N>> byWaiter = new LinkedHashMap<>();
        waits.forEach(wait -> byWaiter.merge(wait.waiter(), wait, BlockingGraph::together));
        Knots<N> knots = Knots.of(byWaiter);
        List<Root<N>> roots = new ArrayList<>();
        for (int knot = 0; knot < knots.count(); knot++) {
            if (knots.isRoot(knot)) {
                roots.add(knots.root(knot));
            }
        }
        roots.sort(Comparator.<Root<N>>comparingInt(Root::blocked)
                .thenComparing(Root::longestWait)
                .reversed());
        return new BlockingGraph<>(List.copyOf(roots), byWaiter.size());
    }

    /**
     * Returns the participants that block others and wait for none outside their knot.
     *
     * @return the roots: those that block most first, then by the longest wait
     */
    public List<Root<N>> roots() {
        return roots;
    }

    /**
     * Returns how many participants wait.
     *
     * @return the number of different waiters
     */
    public int waiting() {
        return waiting;
    }

    private static <N> Wait<N> together(Wait<N> one, Wait<N> other) {
        Set<N> blockers = new LinkedHashSet<>(one.blockers());
        blockers.addAll(other.blockers());
        Duration longest = one.waited().compareTo(other.waited()) >= 0 ? one.waited() : other.waited();
        return new Wait<>(one.waiter(), blockers, longest);
    }

    /**
     * A participant that blocks others, or several in a cycle.
     *
     * @param <N> identifies a participant
     * @param members one, or several that wait for each other
     * @param blocked how many wait for it, directly or not; members of a cycle wait too
     * @param longestWait the longest wait among them
     * @param depth the length of the longest chain behind it
     * @param lines what is shown below it, top to bottom; each waiter of the whole graph is shown once
     */
    public record Root<N>(List<N> members, int blocked, Duration longestWait, int depth, List<Line<N>> lines) {
        /** Copies the lists. */
        public Root {
            members = List.copyOf(members);
            lines = List.copyOf(lines);
        }
    }

    /**
     * One waiter, or several that wait for each other.
     *
     * @param <N> identifies a participant
     * @param members the waiters
     * @param depth how far below the root, at least 1; the nearest line above that is one level up is its blocker
     * @param alsoWaitsFor its other blockers
     */
    public record Line<N>(List<N> members, int depth, List<N> alsoWaitsFor) {
        /** Copies the lists. */
        public Line {
            members = List.copyOf(members);
            alsoWaitsFor = List.copyOf(alsoWaitsFor);
        }
    }
}
