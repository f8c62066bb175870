package dev.vitals.jdbc.internal.pool;

import dev.vitals.jdbc.internal.activity.Activity;
import dev.vitals.jdbc.internal.failure.DatabaseException;
import dev.vitals.jdbc.internal.session.DedicatedConnection;
import dev.vitals.jdbc.internal.session.Dialect;
import dev.vitals.jdbc.internal.session.Work;
import dev.vitals.jdbc.internal.url.Target;
import dev.vitals.probe.ProbeContext;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Asks the server what a pool's sessions do. Only for a pool that is in trouble. */
public final class PoolSessions implements ServerView {
    private final DedicatedConnection connection;
    private final Function<Dialect, Optional<Work<Activity>>> activity;
    private final Supplier<Target> pool;

    /**
     * Makes one that has not asked yet.
     *
     * @param connection to ask over
     * @param activity how to ask each product; empty for one that cannot be asked
     * @param pool where the pool connects, and as which user
     */
    public PoolSessions(
            DedicatedConnection connection,
            Function<Dialect, Optional<Work<Activity>>> activity,
            Supplier<Target> pool) {
        this.connection = connection;
        this.activity = activity;
        this.pool = pool;
    }

    /** Empty where asking would take one more connection from the pool, or the product has no answer. */
    @Override
    public Optional<ServerSide> ask(PoolReading reading, Duration idle, ProbeContext context) {
        Optional<Work<Activity>> work = activity.apply(connection.dialect());
        if (!connection.dedicated() || work.isEmpty()) {
            return Optional.empty();
        }
        try {
            Activity seen = connection.run(context, work.get());
            return Optional.of(ServerSide.of(seen, pool.get(), reading.active(), idle));
        } catch (DatabaseException e) {
            return Optional.of(ServerSide.notAsked(e.failure()));
        }
    }
}
