package dev.vitals.jdbc.internal.failure;

import dev.vitals.probe.Remedy;
import dev.vitals.text.Clean;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A failure, classed. Immutable.
 *
 * @param kind what went wrong
 * @param connecting whether it went wrong before a connection was there
 * @param code the SQLState or the vendor's number, for display; empty when the driver gave neither
 * @param message what the driver said; without the password, on one line
 * @param retryIn how long the connection is left alone; empty when the next run tries again
 * @param remedy what to do, where the work knows that better than the dialect; empty elsewhere
 */
public record Failure(
        FailureKind kind,
        boolean connecting,
        Optional<String> code,
        String message,
        Optional<Duration> retryIn,
        Optional<Remedy> remedy) {

    private static final int MESSAGE_LIMIT = 300;

    public static Failure of(FailureKind kind, boolean connecting, SQLException error, UnaryOperator<String> mask) {
        String message = error.getMessage() == null ? "" : error.getMessage();
        return new Failure(
                kind,
                connecting,
                code(error),
                Clean.line(mask.apply(message), MESSAGE_LIMIT),
                Optional.empty(),
                error instanceof MissingRightException missing ? Optional.of(missing.remedy()) : Optional.empty());
    }

    public static Failure ours(FailureKind kind, String message) {
        return new Failure(kind, false, Optional.empty(), message, Optional.empty(), Optional.empty());
    }

    /**
     * Returns a fault that showed in what the server said rather than in an error.
     *
     * @param kind the fault
     * @return the failure
     */
    public static Failure found(FailureKind kind) {
        return ours(kind, "");
    }

    public Failure retryIn(Duration wait) {
        return new Failure(kind, connecting, code, message, Optional.of(wait), remedy);
    }

    private static Optional<String> code(SQLException error) {
        if (error instanceof KnownFailureException known && known.where().isPresent()) {
            return known.where();
        }
        if (error.getSQLState() != null) {
            return Optional.of(Clean.line(error.getSQLState(), 10));
        }
        return error.getErrorCode() == 0 ? Optional.empty() : Optional.of("error " + error.getErrorCode());
    }
}
