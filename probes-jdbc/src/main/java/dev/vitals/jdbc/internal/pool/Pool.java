package dev.vitals.jdbc.internal.pool;

/** A connection pool that can be looked at without borrowing from it. */
public interface Pool {
    /**
     * Returns the pool's name for itself.
     *
     * @return the name
     */
    String name();

    /**
     * Looks. Does not block.
     *
     * @return the counters at this moment
     */
    PoolReading read();

    /**
     * Returns what to do about this pool in its own terms.
     *
     * @return names of settings and calls
     */
    PoolAdvice advice();
}
