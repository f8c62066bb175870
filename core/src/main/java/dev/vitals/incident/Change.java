package dev.vitals.incident;

/**
 * An event of an incident.
 *
 * @param incident the incident after it
 * @param entry what has happened
 */
record Change(Incident incident, TimelineEntry entry) {}
