package dev.vitals.report;

/**
 * Called when a check's status changes.
 *
 * <p>Called on a thread kept for listeners, one change at a time and in order for each listener. A listener that throws
 * or blocks hurts no check and no other listener; while it blocks, up to 256 changes wait for it and the oldest of
 * further ones are dropped.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface StatusListener {
    /**
     * Called after a change has become visible in reports.
     *
     * @param change what changed
     */
    void onChange(StatusChange change);
}
