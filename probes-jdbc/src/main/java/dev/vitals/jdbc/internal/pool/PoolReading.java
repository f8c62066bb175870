package dev.vitals.jdbc.internal.pool;

import java.time.Duration;

/**
 * A pool's counters at one moment. They are not read atomically, so they need not add up.
 *
 * @param state whether the pool gives out connections at all
 * @param active connections in use
 * @param idle connections ready
 * @param total connections there are
 * @param waiting threads that wait for one
 * @param max connections there may be
 * @param patience how long a thread waits before it fails
 */
public record PoolReading(State state, int active, int idle, int total, int waiting, int max, Duration patience) {

    /** What a pool can be apart from full or empty. */
    public enum State {
        /** It gives out connections. */
        RUNNING,
        /** Nobody has asked it for a connection yet, so it does not exist yet. */
        NOT_STARTED,
        /** Somebody told it to hold callers back, without time limit. */
        SUSPENDED,
        /** It was closed. */
        CLOSED
    }

    static PoolReading of(State state, int max, Duration patience) {
        return new PoolReading(state, 0, 0, 0, 0, max, patience);
    }

    /** Threads wait and all connections there may be are in use. */
    boolean isExhausted() {
        return waiting > 0 && active >= max;
    }

    /** Threads wait although there may be more connections: opening them does not succeed. */
    boolean cannotGrow() {
        return waiting > 0 && total < max;
    }

    double percent() {
        return max <= 0 ? 0 : 100d * active / max;
    }
}
