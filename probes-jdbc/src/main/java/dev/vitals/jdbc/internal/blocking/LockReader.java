package dev.vitals.jdbc.internal.blocking;

import dev.vitals.jdbc.internal.session.Session;
import java.sql.SQLException;
import java.util.Optional;

/** Reads who blocks whom from one product's system views. */
public interface LockReader {
    /**
     * Reads.
     *
     * @param session where to ask
     * @return the picture, or empty when nobody waits
     * @throws SQLException if the server gives an error
     */
    Optional<LockPicture> read(Session session) throws SQLException;
}
