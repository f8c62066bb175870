package dev.vitals.jdbc.internal.pool;

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
}
