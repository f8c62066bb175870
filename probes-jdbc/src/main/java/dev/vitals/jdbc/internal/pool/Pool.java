package dev.vitals.jdbc.internal.pool;

import java.util.List;
import java.util.Optional;

/** A connection pool that can be read without borrowing from it. */
public interface Pool {
    /**
     * Returns the pool's name for itself.
     *
     * @return the name; may be hostile
     */
    String name();

    /**
     * Reads the counters. May block only as long as the pool holds a lock of its own.
     *
     * @return the counters at this moment
     */
    PoolReading read();

    /**
     * Returns what to do about this pool in its own terms.
     *
     * @return its names for settings and calls
     */
    PoolAdvice advice();

    /**
     * Returns what to search the application's log for, where the pool writes there which code keeps a connection.
     *
     * @return the beginning of the line; empty when the pool is not set to write it
     */
    default Optional<String> logged() {
        return Optional.empty();
    }

    /**
     * Returns who holds a connection, as far as the pool itself has been told to remember.
     *
     * @return the holders, in no order; empty when it does not remember, or does not show it
     */
    default List<Holder> holders() {
        return List.of();
    }
}
