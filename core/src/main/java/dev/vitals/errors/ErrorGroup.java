package dev.vitals.errors;

import java.time.Instant;
import java.util.Objects;

/**
 * Events of one logger and level whose innermost exceptions are of one type and were thrown at one place.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param count how many there were since the group was begun; at least 1
 * @param first when the first of them was logged
 * @param latest the latest of them
 * @since 0.1.0
 */
public record ErrorGroup(long count, Instant first, ErrorEvent latest) {
    /** Refuses nulls. */
    public ErrorGroup {
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(latest, "latest");
    }
}
