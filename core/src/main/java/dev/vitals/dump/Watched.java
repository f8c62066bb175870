package dev.vitals.dump;

/**
 * What was watched before anybody asked for a dump.
 *
 * @param trends how numbers went of late
 * @param collections the last collections
 */
record Watched(Trends trends, GcLog collections) {}
