package dev.vitals.jdbc.internal.pool;

import java.time.Duration;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A pool's counters at one moment. They are not read atomically, so they need not add up.
 *
 * @param state whether the pool gives out connections at all
 * @param active connections in use
 * @param idle connections ready
 * @param total connections there are
 * @param waiting threads that wait for one; empty when the pool does not count them
 * @param max connections there may be; 0 without a limit
 * @param patience how long a thread waits before it fails
 */
public record PoolReading(
        State state, int active, int idle, int total, OptionalInt waiting, int max, Duration patience) {

    /** The patience of a pool that lets threads wait without time limit. */
    static final Duration FOREVER = Duration.ofDays(36_500);

    /** The states of a pool, apart from full or empty. */
    public enum State {
        /** It gives out connections. */
        RUNNING,
        /** It has not been asked for a connection yet, so it has not started. */
        NOT_STARTED,
        /** It has not been asked for a connection since it was made or closed, and opens when it next is. */
        NOT_OPEN,
        /** It does not count its connections. */
        NOT_COUNTING,
        /** It is suspended and holds callers back, without time limit. */
        SUSPENDED,
        /** It was closed. */
        CLOSED
    }

    static PoolReading of(State state, int max, Duration patience) {
        return new PoolReading(state, 0, 0, 0, OptionalInt.empty(), max, patience);
    }

    /** A pool's patience from its setting: in several products, zero or less means no time limit. */
    static Duration patience(Duration setting) {
        return setting.isNegative() || setting.isZero() ? FOREVER : setting;
    }

    PoolReading waiting(int threads) {
        return new PoolReading(state, active, idle, total, OptionalInt.of(threads), max, patience);
    }

    /** How many threads are known to wait. */
    int queue() {
        return waiting.orElse(0);
    }

    boolean isFull() {
        return max > 0 && active >= max;
    }

    /** Threads wait and all connections there may be are in use. */
    boolean isExhausted() {
        return queue() > 0 && isFull();
    }

    /** Threads wait although there may be more connections: opening them does not succeed. */
    boolean cannotGrow() {
        return queue() > 0 && (max <= 0 || total < max);
    }

    /** Threads have to wait, for whichever reason. */
    boolean isStarved() {
        return isExhausted() || cannotGrow();
    }

    /** The part of the pool in use; empty without a limit. */
    OptionalDouble ratio() {
        return max <= 0 ? OptionalDouble.empty() : OptionalDouble.of((double) active / max);
    }
}
