package dev.vitals.jdbc.internal.failure;

import java.sql.SQLException;

/** A failure that was found before the driver was asked. */
public final class KnownFailureException extends SQLException {
    private static final long serialVersionUID = 1L;

    private final FailureKind kind;

    /**
     * Makes the exception.
     *
     * @param kind what was found
     */
    public KnownFailureException(FailureKind kind) {
        this(kind, "");
    }

    /**
     * Makes the exception.
     *
     * @param kind what was found
     * @param message what about it; may be shown
     */
    public KnownFailureException(FailureKind kind, String message) {
        super(message);
        this.kind = kind;
    }

    FailureKind kind() {
        return kind;
    }
}
