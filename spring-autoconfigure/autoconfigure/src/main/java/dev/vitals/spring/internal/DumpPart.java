package dev.vitals.spring.internal;

import dev.vitals.dump.DumpSettings;

/**
 * Adds to the application's dumps what not every application has. A bean of its own, so that nothing else names a class
 * that may be missing.
 */
public interface DumpPart {
    /** Returns settings with this part. */
    DumpSettings addTo(DumpSettings settings);
}
