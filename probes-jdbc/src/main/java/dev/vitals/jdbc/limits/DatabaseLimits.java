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
 * @param connections for the {@code connections} check
 * @param queries for the {@code queries} check
 * @param transactions for the {@code transactions} check
 * @param wraparound for the {@code wraparound} check
 * @param deadlocks for the {@code deadlocks} check
 * @since 0.1.0
 */
public record DatabaseLimits(
        ConnectLimits connect,
        LockLimits locks,
        PoolLimits pool,
        ConnectionLimits connections,
        QueryLimits queries,
        TransactionLimits transactions,
        WraparoundLimits wraparound,
        DeadlockLimits deadlocks) {
    /** The default of each part. */
    public static final DatabaseLimits DEFAULT = new DatabaseLimits(
            ConnectLimits.DEFAULT,
            LockLimits.DEFAULT,
            PoolLimits.DEFAULT,
            ConnectionLimits.DEFAULT,
            QueryLimits.DEFAULT,
            TransactionLimits.DEFAULT,
            WraparoundLimits.DEFAULT,
            DeadlockLimits.DEFAULT);

    /** Refuses nulls. */
    public DatabaseLimits {
        Objects.requireNonNull(connect, "connect");
        Objects.requireNonNull(locks, "locks");
        Objects.requireNonNull(pool, "pool");
        Objects.requireNonNull(connections, "connections");
        Objects.requireNonNull(queries, "queries");
        Objects.requireNonNull(transactions, "transactions");
        Objects.requireNonNull(wraparound, "wraparound");
        Objects.requireNonNull(deadlocks, "deadlocks");
    }

    /**
     * Returns these limits with others for the {@code connect} check.
     *
     * @param change takes the limits and returns the changed ones
     * @return a copy
     * @since 0.1.0
     */
    public DatabaseLimits connect(UnaryOperator<ConnectLimits> change) {
        return new DatabaseLimits(
                change.apply(connect), locks, pool, connections, queries, transactions, wraparound, deadlocks);
    }

    /**
     * Returns these limits with others for the {@code locks} check.
     *
     * @param change takes the limits and returns the changed ones
     * @return a copy
     * @since 0.1.0
     */
    public DatabaseLimits locks(UnaryOperator<LockLimits> change) {
        return new DatabaseLimits(
                connect, change.apply(locks), pool, connections, queries, transactions, wraparound, deadlocks);
    }

    /**
     * Returns these limits with others for the {@code pool} check.
     *
     * @param change takes the limits and returns the changed ones
     * @return a copy
     * @since 0.1.0
     */
    public DatabaseLimits pool(UnaryOperator<PoolLimits> change) {
        return new DatabaseLimits(
                connect, locks, change.apply(pool), connections, queries, transactions, wraparound, deadlocks);
    }

    /**
     * Returns these limits with others for the {@code connections} check.
     *
     * @param change takes the limits and returns the changed ones
     * @return a copy
     * @since 0.1.0
     */
    public DatabaseLimits connections(UnaryOperator<ConnectionLimits> change) {
        return new DatabaseLimits(
                connect, locks, pool, change.apply(connections), queries, transactions, wraparound, deadlocks);
    }

    /**
     * Returns these limits with others for the {@code queries} check.
     *
     * @param change takes the limits and returns the changed ones
     * @return a copy
     * @since 0.1.0
     */
    public DatabaseLimits queries(UnaryOperator<QueryLimits> change) {
        return new DatabaseLimits(
                connect, locks, pool, connections, change.apply(queries), transactions, wraparound, deadlocks);
    }

    /**
     * Returns these limits with others for the {@code transactions} check.
     *
     * @param change takes the limits and returns the changed ones
     * @return a copy
     * @since 0.1.0
     */
    public DatabaseLimits transactions(UnaryOperator<TransactionLimits> change) {
        return new DatabaseLimits(
                connect, locks, pool, connections, queries, change.apply(transactions), wraparound, deadlocks);
    }

    /**
     * Returns these limits with others for the {@code wraparound} check.
     *
     * @param change takes the limits and returns the changed ones
     * @return a copy
     * @since 0.1.0
     */
    public DatabaseLimits wraparound(UnaryOperator<WraparoundLimits> change) {
        return new DatabaseLimits(
                connect, locks, pool, connections, queries, transactions, change.apply(wraparound), deadlocks);
    }

    /**
     * Returns these limits with others for the {@code deadlocks} check.
     *
     * @param change takes the limits and returns the changed ones
     * @return a copy
     * @since 0.1.0
     */
    public DatabaseLimits deadlocks(UnaryOperator<DeadlockLimits> change) {
        return new DatabaseLimits(
                connect, locks, pool, connections, queries, transactions, wraparound, change.apply(deadlocks));
    }
}
