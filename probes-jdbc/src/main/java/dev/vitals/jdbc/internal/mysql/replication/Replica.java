package dev.vitals.jdbc.internal.mysql.replication;

import dev.vitals.jdbc.internal.mysql.server.Server;
import dev.vitals.jdbc.internal.session.Session;
import java.sql.SQLException;
import java.util.List;

/**
 * Both sides of a server's replication.
 *
 * @param channels what it follows; empty for a server that is no replica
 * @param semiSync whether others must have what it commits
 */
public record Replica(List<ReplicaChannel> channels, SemiSync semiSync) {
    /** Copies the list. */
    public Replica {
        channels = List.copyOf(channels);
    }

    /**
     * Reads both.
     *
     * @param session over which to ask
     * @param server which one
     * @return what it says
     * @throws SQLException if it refuses
     */
    public static Replica read(Session session, Server server) throws SQLException {
        return new Replica(ReplicaChannel.read(session, server), SemiSync.read(session, server));
    }
}
