package dev.vitals.probe;

import java.util.Objects;

/**
 * Thrown by {@link ProbeContext#remaining} when a run has no time left. A probe need not catch it: the run already
 * counts, or is about to count, as timed out.
 *
 * @since 0.1.0
 */
public final class ProbeTimeoutException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message which check ran out of time
     */
    public ProbeTimeoutException(String message) {
        super(Objects.requireNonNull(message, "message"));
    }
}
