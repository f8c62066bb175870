package dev.vitals.probe;

import java.util.Objects;

/**
 * What is known about one thing. Ordered from best to worst, so {@code compareTo} ranks by badness.
 *
 * <p>This enum is immutable and thread-safe.
 *
 * @since 0.1.0
 */
public enum Status {
    /** Checked, and within its limits. */
    UP,
    /** Not known: no result yet, too old, or a permission is missing. Never counts as health. */
    UNKNOWN,
    /** Works, but outside a warning limit or with parts missing. */
    DEGRADED,
    /** Does not work. */
    DOWN;

    /**
     * Returns the worse of this status and another.
     *
     * @param other the status to compare with
     * @return the one that ranks later in this enum
     */
    public Status worst(Status other) {
        return compareTo(Objects.requireNonNull(other, "other")) >= 0 ? this : other;
    }
}
