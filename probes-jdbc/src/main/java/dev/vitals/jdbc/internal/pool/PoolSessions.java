package dev.vitals.jdbc.internal.pool;

import dev.vitals.jdbc.internal.activity.Activity;
import dev.vitals.jdbc.internal.session.DatabaseException;
import dev.vitals.jdbc.internal.session.DedicatedConnection;
import dev.vitals.jdbc.internal.session.Shared;
import dev.vitals.jdbc.internal.session.Target;
import dev.vitals.jdbc.internal.session.Work;
import dev.vitals.probe.ProbeContext;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Asks the server what a pool's sessions do. For a pool that is in trouble alone. */
public final class PoolSessions {
    private final DedicatedConnection connection;
    private final Shared<Activity> activity;
    private final Supplier<Target> pool;

    /**
     * Makes one that has not asked yet.
     *
     * @param connection over which to ask
     * @param activity how to ask
     * @param pool where the pool connects, and as whom
     */
    public PoolSessions(DedicatedConnection connection, Work<Activity> activity, Supplier<Target> pool) {
        this.connection = connection;
        this.activity = new Shared<>(connection, activity);
        this.pool = pool;
    }

    /** Empty where asking would take one more connection from the pool. */
    Optional<ServerSide> look(PoolReading reading, Duration idle, ProbeContext context) {
        if (!connection.dedicated()) {
            return Optional.empty();
        }
        try {
            return Optional.of(ServerSide.of(activity.get(context), pool.get(), reading.active(), idle));
        } catch (DatabaseException e) {
            return Optional.of(ServerSide.notAsked(e.failure()));
        }
    }
}
