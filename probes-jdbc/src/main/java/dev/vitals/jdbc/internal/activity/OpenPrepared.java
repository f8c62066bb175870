package dev.vitals.jdbc.internal.activity;

import dev.vitals.probe.Remedy;
import java.time.Duration;

/**
 * A transaction prepared for a two-phase commit that nobody has ended yet.
 *
 * @param label its name, quoted
 * @param owner who prepared it
 * @param database where
 * @param age how long ago
 * @param remedy how to end it
 */
public record OpenPrepared(String label, String owner, String database, Duration age, Remedy remedy) {}
