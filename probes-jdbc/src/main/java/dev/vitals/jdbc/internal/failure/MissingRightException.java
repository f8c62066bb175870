package dev.vitals.jdbc.internal.failure;

import dev.vitals.probe.Remedy;
import java.sql.SQLException;

/** Thrown when a right is missing and whoever asked knows which one, and how to grant it to whom. */
public final class MissingRightException extends SQLException {
    private static final long serialVersionUID = 1L;

    private final transient Remedy remedy;

    /**
     * Makes one.
     *
     * @param message what may not be seen; may be shown
     * @param refusal the server's own error, now or earlier; gives SQLState and number
     * @param remedy how to grant the right
     */
    public MissingRightException(String message, SQLException refusal, Remedy remedy) {
        super(message, refusal.getSQLState(), refusal.getErrorCode());
        this.remedy = remedy;
    }

    /**
     * Returns how to grant the right.
     *
     * @return the remedy
     */
    public Remedy remedy() {
        return remedy;
    }
}
