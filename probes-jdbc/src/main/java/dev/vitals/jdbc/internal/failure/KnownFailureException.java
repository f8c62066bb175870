package dev.vitals.jdbc.internal.failure;

import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A failure that was found before the driver was asked, or outside of it. */
public final class KnownFailureException extends SQLException {
    private static final long serialVersionUID = 1L;

    private final FailureKind kind;
    private final String where;

    /**
     * Makes the exception.
     *
     * @param kind what was found
     */
    public KnownFailureException(FailureKind kind) {
        this(kind, "", "", null);
    }

    /**
     * Makes the exception.
     *
     * @param kind what was found
     * @param message what about it; may be shown
     */
    public KnownFailureException(FailureKind kind, String message) {
        this(kind, "", message, null);
    }

    /**
     * Makes the exception for a failure of the application's own code or pool.
     *
     * @param kind what was found
     * @param where what failed, and how far that can be seen; shown in place of a code
     * @param message what it said; empty when it said nothing
     * @param cause what was thrown; null when nothing was
     */
    public KnownFailureException(FailureKind kind, String where, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.where = where;
    }

    FailureKind kind() {
        return kind;
    }

    Optional<String> where() {
        return Optional.of(where).filter(text -> !text.isEmpty());
    }
}
