package dev.vitals.jdbc.internal.pool;

import dev.vitals.probe.ProbeContext;
import java.time.Duration;
import java.util.Optional;

/** The server's view of a pool. */
@FunctionalInterface
public interface ServerView {
    /**
     * Asks the server. May block, but not beyond the check's time.
     *
     * @param reading the pool as it sees itself
     * @param idle how long a session must have been idle to count as forgotten
     * @param context the check's run
     * @return what was seen, or that nothing could be; empty where there is no server to ask
     */
    Optional<ServerSide> ask(PoolReading reading, Duration idle, ProbeContext context);
}
