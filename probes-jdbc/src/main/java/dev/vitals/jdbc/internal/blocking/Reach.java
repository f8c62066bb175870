package dev.vitals.jdbc.internal.blocking;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;

/** The knots that wait for one root, directly or not. */
final class Reach {
    private final int[] knots;
    private final int depth;

    private Reach(int[] knots, int depth) {
        this.knots = knots;
        this.depth = depth;
    }

    /**
     * Follows the waiters.
     *
     * @param root where to start
     * @param waiters for each knot, those that wait for it, each with a higher number than the knot itself
     */
    static Reach of(int root, int[][] waiters) {
        BitSet seen = new BitSet(waiters.length);
        ArrayDeque<Integer> next = new ArrayDeque<>();
        seen.set(root);
        next.add(root);
        while (!next.isEmpty()) {
            for (int waiter : waiters[next.remove()]) {
                if (!seen.get(waiter)) {
                    seen.set(waiter);
                    next.add(waiter);
                }
            }
        }
        int[] knots = seen.stream().toArray();
        return new Reach(knots, depth(knots, waiters));
    }

    /** The root and those that wait for it, ascending. */
    int[] knots() {
        return knots;
    }

    /** The length of the longest chain that ends at the root. */
    int depth() {
        return depth;
    }

    /** Upwards, every blocker is done before its waiters. */
    private static int depth(int[] knots, int[][] waiters) {
        int[] distance = new int[knots[knots.length - 1] + 1];
        for (int knot : knots) {
            for (int waiter : waiters[knot]) {
                distance[waiter] = Math.max(distance[waiter], distance[knot] + 1);
            }
        }
        return Arrays.stream(distance).max().orElse(0);
    }
}
