package dev.vitals.jdbc.internal.pool;

import dev.vitals.probe.ProbeContext;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a pool once, and when threads wait, four times more within 200 ms: a busy pool has a waiter for an instant all
 * the time, and only three readings of five show that threads are really queueing.
 */
final class PoolSampler {
    private static final int READINGS = 5;
    private static final int ENOUGH = 3;
    private static final long PAUSE_MILLIS = 50;

    private PoolSampler() {}

    /** The last reading that shows what most of them show. */
    static PoolReading steady(Pool pool, ProbeContext context) throws InterruptedException {
        PoolReading first = pool.read();
        if (!first.isStarved()) {
            return first;
        }
        List<PoolReading> starved = new ArrayList<>(List.of(first));
        PoolReading calm = first;
        for (int i = 1; i < READINGS; i++) {
            Thread.sleep(Math.min(PAUSE_MILLIS, context.remainingMillis()));
            PoolReading next = pool.read();
            if (next.isStarved()) {
                starved.add(next);
            } else {
                calm = next;
            }
        }
        return starved.size() >= ENOUGH ? starved.get(starved.size() - 1) : calm;
    }
}
