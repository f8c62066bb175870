package dev.vitals.incident;

import java.util.Optional;

/**
 * Something that keeps incidents, such as an aggregator. An endpoint shows them.
 *
 * @since 0.1.0
 */
public interface IncidentSource {
    /**
     * Returns the incidents.
     *
     * @return the incidents; empty if none are kept
     */
    Optional<Incidents> incidents();
}
