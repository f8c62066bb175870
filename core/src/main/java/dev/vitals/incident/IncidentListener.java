package dev.vitals.incident;

/**
 * Is called with each event of each incident, in order.
 *
 * <p>Called on the thread that keeps incidents, after the event has become visible to readers and, where there is a
 * journal that can be written, is on the disk. A listener that throws hurts nobody; one that blocks holds up incidents,
 * though no check and no report.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface IncidentListener {
    /**
     * Called after an event.
     *
     * @param incident the incident as it is now
     * @param entry what has happened
     */
    void onEvent(Incident incident, TimelineEntry entry);
}
