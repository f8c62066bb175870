package dev.vitals.jdbc.internal.blocking;

import java.time.Duration;
import java.util.Set;

/**
 * One participant waits for others.
 *
 * @param <N> identifies a participant
 * @param waiter the one that waits
 * @param blockers those it waits for; may be empty, when they are not known or gone
 * @param waited for how long
 */
public record Wait<N>(N waiter, Set<N> blockers, Duration waited) {
    /** Copies the set. */
    public Wait {
        blockers = Set.copyOf(blockers);
    }
}
