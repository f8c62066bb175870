package dev.vitals.jdbc.internal.session;

import dev.vitals.jdbc.internal.url.Secret;
import dev.vitals.jdbc.internal.url.Target;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Where connections come from. Read again at each connect, so that a changed address or password is taken up.
 */
public sealed interface Connector permits DriverConnector, DataSourceConnector, BorrowingConnector, SetUpConnector {
    /**
     * Connects. May block, for as long as the timeouts say or, with the application's data source, as long as that one
     * takes.
     *
     * @param dialect names the driver's properties
     * @param timeouts the limits
     * @return an open connection
     * @throws SQLException if there is none to be had
     */
    Connection open(Dialect dialect, Timeouts timeouts) throws SQLException;

    /**
     * Returns whether connections are ours to keep. Those of the application's data source are given back after each
     * use.
     *
     * @return true if a connection may be kept
     */
    boolean dedicated();

    /**
     * Returns where connections lead, as far as known without connecting.
     *
     * @return the target
     */
    Target target();

    /**
     * Returns whether connecting may wait for a connection that others hold, so that no answer says nothing about the
     * database.
     *
     * @return true for a data source that may be a pool
     */
    default boolean mayPool() {
        return false;
    }

    /** What must be taken out of every message. */
    Secret secret();

    /** Whether a login that was refused has been changed since, so that trying again at once makes sense. */
    boolean changedSinceOpen();
}
