package dev.vitals.jdbc.internal.session;

import java.sql.SQLException;

/**
 * What a check asks over the shared connection, within one read-only transaction.
 *
 * @param <T> what it finds
 */
@FunctionalInterface
public interface Work<T> {
    /**
     * Asks. May be run a second time on a new connection when the first one turns out to be stale, so it must change
     * nothing outside itself.
     *
     * @param session where to ask; valid during this call alone
     * @return what was found
     * @throws SQLException if the driver or the server gives an error
     */
    T run(Session session) throws SQLException;
}
