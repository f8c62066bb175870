package dev.vitals.jdbc.internal.blocking;

import java.time.Duration;
import java.util.Set;

/**
 * Someone waits for someone.
 *
 * @param <N> what tells the two apart
 * @param waiter who waits
 * @param blockers for whom; may be empty, when they are not known or gone
 * @param waited for how long
 */
public record Wait<N>(N waiter, Set<N> blockers, Duration waited) {
    /** Copies the set. */
    public Wait {
        blockers = Set.copyOf(blockers);
    }
}
