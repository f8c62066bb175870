package dev.vitals.jdbc.internal.blocking;

import dev.vitals.jdbc.internal.session.Session;
import java.sql.SQLException;
import java.util.Optional;

/** Reads from one product's system views which sessions block which. */
public interface LockReader {
    /**
     * Reads the picture of this moment.
     *
     * @param session where to ask
     * @return the picture, or empty when nothing waits
     * @throws SQLException if the server gives an error
     */
    Optional<LockPicture> read(Session session) throws SQLException;
}
