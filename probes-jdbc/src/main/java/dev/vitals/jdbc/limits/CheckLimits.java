package dev.vitals.jdbc.limits;

/**
 * When one check leaves {@code UP}. Each check has a record of its own, with a default for each number and where that comes
 * from:
 *
 * <pre>{@code
 * JdbcProbes.of("orders-db", dataSource)
 *         .limits(ConnectLimits.class, c -> c.latency(Duration.ofMillis(300), Duration.ofSeconds(2)))
 *         .limits(LockLimits.class, l -> l.longestWait(Duration.ofSeconds(5), Duration.ofSeconds(20)))
 * }</pre>
 *
 * <p>Limits are immutable and thread-safe. A value out of its bounds is refused by name when it is set.
 *
 * @since 0.1.0
 */
public sealed interface CheckLimits
        permits ConnectLimits,
                LockLimits,
                PoolLimits,
                ConnectionLimits,
                LongQueryLimits,
                TransactionLimits,
                WraparoundLimits,
                DeadlockLimits,
                ReplicationLimits,
                SlotLimits,
                WriterLimits,
                WalLimits,
                IntegrityLimits,
                ArchiverLimits,
                SequenceLimits,
                SizeLimits,
                StatementLimits,
                ThreadLimits,
                SlowQueryLimits,
                ReplicaLimits {}
