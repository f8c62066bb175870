package dev.vitals.report;

/**
 * How far the result of a check can be trusted.
 *
 * <p>This enum is immutable and thread-safe.
 *
 * @since 0.1.0
 */
public enum Freshness {
    /** No run has finished or timed out yet. */
    PENDING,
    /** Younger than the check's age limit. */
    FRESH,
    /** Older than the check's age limit: no longer counts as health. */
    STALE,
    /**
     * Young enough, but made before the outage of a check that this one depends on: good news of then no longer counts
     * as health.
     */
    OVERTAKEN
}
