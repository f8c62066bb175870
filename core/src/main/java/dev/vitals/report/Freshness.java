package dev.vitals.report;

/**
 * How far the result of a check can be trusted.
 *
 * @since 0.1.0
 */
public enum Freshness {
    /** No run has finished or timed out yet. */
    PENDING,
    /** Younger than the check's age limit. */
    FRESH,
    /** Older than the check's age limit: no longer counts as health. */
    STALE
}
