package dev.vitals.jdbc.internal.blocking;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Makes graphs of every shape from a seed: chains, stars, diamonds, cycles, unknown blockers, self-waits. */
record RandomWaits(long seed, int nodes, double waiting, int maxBlockers, double cycles) {

    static RandomWaits small(long seed) {
        Random random = new Random(seed);
        return new RandomWaits(
                seed,
                1 + random.nextInt(12),
                random.nextDouble(),
                1 + random.nextInt(4),
                random.nextInt(3) == 0 ? random.nextDouble() : 0);
    }

    List<Wait<Integer>> waits() {
        Random random = new Random(seed);
        List<Wait<Integer>> waits = new ArrayList<>();
        for (int node = 0; node < nodes; node++) {
            if (random.nextDouble() < waiting) {
                waits.add(new Wait<>(node, blockers(random, node), Duration.ofMillis(random.nextInt(100_000))));
            }
        }
        return waits;
    }

    /** Mostly lower numbers, so that cycles appear only where they are wanted. */
    private Set<Integer> blockers(Random random, int node) {
        Set<Integer> blockers = new HashSet<>();
        int count = random.nextInt(maxBlockers + 1);
        for (int i = 0; i < count; i++) {
            boolean anywhere = random.nextDouble() < cycles;
            blockers.add(anywhere || node == 0 ? random.nextInt(nodes + 2) : random.nextInt(node));
        }
        return blockers;
    }
}
