package dev.vitals.report;

/**
 * Is called when the verdict on everything or on a group changes, whether or not a report is read.
 *
 * <p>Called on a thread kept for listeners, one change at a time and in order for each listener, never on a thread that
 * runs probes, keeps time or reads a report. Several changes within a moment may be announced as one. A listener that
 * throws or blocks hurts no check and no other listener; while it blocks, up to 64 changes wait for it and the oldest
 * of further ones are dropped.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ReportListener {
    /**
     * Called after a change has become visible to readers.
     *
     * @param change what changed
     */
    void onChange(ReportChange change);
}
