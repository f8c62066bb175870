package dev.vitals.incident;

import java.io.Serial;

/**
 * Says that something asked of an incident has not been done, or that it is not known to be on the disk.
 *
 * @since 0.1.0
 */
public final class IncidentException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    IncidentException(String message) {
        super(message);
    }
}
