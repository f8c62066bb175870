package dev.vitals.remote;

/**
 * Thrown when another check had the connection for all the time this one could wait. Says nothing about the server: the
 * fault is {@link NetworkFault#BUSY}.
 *
 * @since 0.1.0
 */
public final class BusyException extends Exception {
    private static final long serialVersionUID = 1L;

    BusyException(String message) {
        super(message, null, false, false);
    }
}
