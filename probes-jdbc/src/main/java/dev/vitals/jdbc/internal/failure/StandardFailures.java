package dev.vitals.jdbc.internal.failure;

import dev.vitals.remote.NetworkFault;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLTimeoutException;
import java.util.Optional;

/** Classes an error by what every driver agrees on: the class of its root cause, then the standard's SQLState classes. */
public final class StandardFailures {
    private static final int DEPTH = 20;

    private StandardFailures() {}

    /**
     * Classes an error of any driver.
     *
     * @param error the error
     * @return its kind; {@link FailureKind#OTHER} when nothing says
     */
    public static FailureKind classify(SQLException error) {
        if (error instanceof NoDriverException) {
            return FailureKind.NO_DRIVER;
        }
        if (error instanceof KnownFailureException known) {
            return known.kind();
        }
        return byRootCause(error).orElseGet(() -> byType(error));
    }

    /**
     * Classes an error by the network's or the runtime's exception below it.
     *
     * @param error the error
     * @return its kind, or empty when the causes do not say
     */
    public static Optional<FailureKind> byRootCause(Throwable error) {
        Throwable cause = error.getCause();
        for (int i = 0; cause != null && i < DEPTH; i++, cause = cause.getCause()) {
            if (cause instanceof SQLTimeoutException) {
                return Optional.of(FailureKind.TIMEOUT);
            }
        }
        return error.getCause() == null
                ? Optional.empty()
                : NetworkFault.of(error.getCause()).map(FailureKind::of);
    }

    private static FailureKind byType(SQLException error) {
        if (error instanceof SQLTimeoutException) {
            return FailureKind.TIMEOUT;
        }
        if ("25006".equals(error.getSQLState())) {
            return FailureKind.READ_ONLY; // Which the MariaDB driver throws as a refused login.
        }
        if (error instanceof SQLInvalidAuthorizationSpecException) {
            return FailureKind.AUTH;
        }
        String state = error.getSQLState() == null ? "" : error.getSQLState();
        if (state.startsWith("28")) {
            return FailureKind.AUTH;
        }
        if (state.startsWith("08")) {
            return FailureKind.LOST;
        }
        return FailureKind.OTHER;
    }
}
