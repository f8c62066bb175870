package dev.vitals.jdbc.limits;

import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * When the checks of one database leave {@code UP}.
 *
 * <pre>{@code
 * JdbcProbes.of("orders-db", dataSource)
 *         .limits(l -> l.connect(c -> c.latency(Duration.ofMillis(300), Duration.ofSeconds(2)))
 *                       .locks(k -> k.longestWait(Duration.ofSeconds(5), Duration.ofSeconds(20))))
 * }</pre>
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param connect for the {@code connect} check
 * @param locks for the {@code locks} check
 * @param pool for the {@code pool} check
 * @since 0.1.0
 */
public record DatabaseLimits(ConnectLimits connect, LockLimits locks, PoolLimits pool) {
    /** The default of each part. */
    public static final DatabaseLimits DEFAULT =
            new DatabaseLimits(ConnectLimits.DEFAULT, LockLimits.DEFAULT, PoolLimits.DEFAULT);

    /** Refuses nulls. */
    public DatabaseLimits {
        Objects.requireNonNull(connect, "connect");
        Objects.requireNonNull(locks, "locks");
        Objects.requireNonNull(pool, "pool");
    }

    /**
     * Returns these limits with others for the {@code connect} check.
     *
     * @param change takes the limits and returns the changed ones
     * @return a copy
     * @since 0.1.0
     */
    public DatabaseLimits connect(UnaryOperator<ConnectLimits> change) {
        return new DatabaseLimits(change.apply(connect), locks, pool);
    }

    /**
     * Returns these limits with others for the {@code locks} check.
     *
     * @param change takes the limits and returns the changed ones
     * @return a copy
     * @since 0.1.0
     */
    public DatabaseLimits locks(UnaryOperator<LockLimits> change) {
        return new DatabaseLimits(connect, change.apply(locks), pool);
    }

    /**
     * Returns these limits with others for the {@code pool} check.
     *
     * @param change takes the limits and returns the changed ones
     * @return a copy
     * @since 0.1.0
     */
    public DatabaseLimits pool(UnaryOperator<PoolLimits> change) {
        return new DatabaseLimits(connect, locks, change.apply(pool));
    }
}
