package dev.vitals.testkit.options;

/**
 * Thrown when a test server cannot be found, started, stopped or signalled. The message names the culprit and the
 * remedy; when the server itself failed it ends with the last lines of the server's log, with passwords blanked out.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class ServerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Names what went wrong.
     *
     * @param message the culprit and the remedy
     */
    public ServerException(String message) {
        super(message);
    }

    /**
     * Names what went wrong, and why.
     *
     * @param message the culprit and the remedy
     * @param cause what was thrown first
     */
    public ServerException(String message, Throwable cause) {
        super(message, cause);
    }
}
