package dev.vitals.jdbc.internal.session;

import dev.vitals.jdbc.internal.failure.DatabaseException;
import dev.vitals.probe.ProbeContext;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What several checks of one round judge, read once: whoever asks within a second of the last reading gets that one.
 *
 * <p>This class is thread-safe.
 *
 * @param <T> what is read; immutable
 */
public final class Shared<T> implements Source<T> {
    /** Long enough for the checks of a round, and far below the ages that are told from a reading. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final DedicatedConnection connection;
    private final Work<T> work;
    private final LongSupplier nanoTime;
    private volatile @Nullable Reading<T> last;

    /**
     * Makes a source that has read nothing yet.
     *
     * @param connection over which to read
     * @param work what to read
     */
    public Shared(DedicatedConnection connection, Work<T> work) {
        this(connection, work, System::nanoTime);
    }

    Shared(DedicatedConnection connection, Work<T> work, LongSupplier nanoTime) {
        this.connection = connection;
        this.work = work;
        this.nanoTime = nanoTime;
    }

    @Override
    public T get(ProbeContext context) throws DatabaseException {
        Optional<T> known = fresh();
        return known.isPresent() ? known.get() : connection.run(context, this::read);
    }

    /** Another check may have read while this one waited for its turn. */
    private T read(Session session) throws SQLException {
        Optional<T> known = fresh();
        if (known.isPresent()) {
            return known.get();
        }
        long now = nanoTime.getAsLong();
        T found = work.run(session);
        last = new Reading<>(found, now);
        return found;
    }

    private Optional<T> fresh() {
        Reading<T> reading = last;
        if (reading == null || nanoTime.getAsLong() - reading.nanos() >= FRESH.toNanos()) {
            return Optional.empty();
        }
        return Optional.of(reading.found());
    }

    private record Reading<T>(T found, long nanos) {}
}
