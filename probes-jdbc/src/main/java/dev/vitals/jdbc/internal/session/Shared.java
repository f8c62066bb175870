package dev.vitals.jdbc.internal.session;

import dev.vitals.jdbc.internal.failure.DatabaseException;
import dev.vitals.probe.ProbeContext;
import dev.vitals.remote.Round;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What several checks of one {@link Round} judge, read once.
 *
 * <p>This class is thread-safe.
 *
 * @param <T> what is read; immutable
 */
public final class Shared<T> implements Source<T> {
    private final DedicatedConnection connection;
    private final Work<T> work;
    private final Round<T> round = new Round<>();

    /**
     * Makes a source that has read nothing yet.
     *
     * @param connection over which to read
     * @param work what to read
     */
    public Shared(DedicatedConnection connection, Work<T> work) {
        this.connection = connection;
        this.work = work;
    }

    @Override
    public T get(ProbeContext context) throws DatabaseException {
        Optional<T> known = round.join(context.name());
        // Another check may read while this one waits for its turn.
        return known.isPresent() ? known.get() : connection.run(context, session -> read(context.name(), session));
    }

    private T read(String check, Session session) throws SQLException {
        return round.read(check, () -> work.run(session));
    }
}
