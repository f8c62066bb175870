package dev.vitals.jdbc.internal.blocking;

import dev.vitals.jdbc.internal.session.Session;
import java.sql.SQLException;

/** Finds in one product's own way which sessions keep others from whole tables. */
@FunctionalInterface
public interface HolderReader {
    /**
     * Looks for those that a query has run into.
     *
     * @param session where to ask
     * @param sql the query
     * @return what was found
     * @throws SQLException if the server gives an error
     */
    Holders read(Session session, String sql) throws SQLException;
}
