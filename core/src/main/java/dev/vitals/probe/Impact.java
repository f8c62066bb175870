package dev.vitals.probe;

/**
 * How much it matters to the service when a check fails.
 *
 * <p>Impact decides what a failing check does to the overall status: only a {@link #CRITICAL} check can take the
 * service {@link Status#DOWN}; any other failing check degrades it.
 *
 * @since 0.1.0
 */
public enum Impact {
    /** The service cannot do its work without it. */
    CRITICAL,
    /** An important part of the service is missing without it. */
    MAJOR,
    /** An inconvenience. */
    MINOR
}
