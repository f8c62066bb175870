package dev.vitals.jdbc.limits;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 * <p>This class is immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class DatabaseLimits {
    /** The default of each part. */
    public static final DatabaseLimits DEFAULT = new DatabaseLimits(List.of(
            ConnectLimits.DEFAULT,
            LockLimits.DEFAULT,
            PoolLimits.DEFAULT,
            ConnectionLimits.DEFAULT,
            QueryLimits.DEFAULT,
            TransactionLimits.DEFAULT,
            WraparoundLimits.DEFAULT,
            DeadlockLimits.DEFAULT,
            ReplicationLimits.DEFAULT,
            SlotLimits.DEFAULT,
            WriterLimits.DEFAULT,
            WalLimits.DEFAULT,
            IntegrityLimits.DEFAULT,
            ArchiverLimits.DEFAULT,
            SequenceLimits.DEFAULT,
            SizeLimits.DEFAULT,
            StatementLimits.DEFAULT,
            ThreadLimits.DEFAULT,
            SlowQueryLimits.DEFAULT,
            ReplicaLimits.DEFAULT));

    private final Map<Class<?>, Record> parts;

    private DatabaseLimits(Iterable<? extends Record> parts) {
        Map<Class<?>, Record> byType = new LinkedHashMap<>();
        parts.forEach(part -> byType.put(part.getClass(), part));
        this.parts = byType;
    }

    /**
     * Returns the limits of the {@code connect} check.
     *
     * @return never null
     * @since 0.1.0
     */
    public ConnectLimits connect() {
        return part(ConnectLimits.class);
    }

    /**
     * Returns these limits with others for the {@code connect} check.
     *
     * @param change takes the limits and returns the changed ones
     * @return a copy
     * @since 0.1.0
     */
    public DatabaseLimits connect(UnaryOperator<ConnectLimits> change) {
        return with(ConnectLimits.class, change);
    }

    /**
     * Returns the limits of the {@code locks} check.
     *
     * @return never null
     * @since 0.1.0
     */
    public LockLimits locks() {
        return part(LockLimits.class);
    }

    /**
     * Returns these limits with others for the {@code locks} check.
     *
     * @param change takes the limits and returns the changed ones
     * @return a copy
     * @since 0.1.0
     */
    public DatabaseLimits locks(UnaryOperator<LockLimits> change) {
        return with(LockLimits.class, change);
    }

    /**
     * Returns the limits of the {@code pool} check.
     *
     * @return never null
     * @since 0.1.0
     */
    public PoolLimits pool() {
        return part(PoolLimits.class);
    }

    /**
     * Returns these limits with others for the {@code pool} check.
     *
     * @param change takes the limits and returns the changed ones
     * @return a copy
     * @since 0.1.0
     */
    public DatabaseLimits pool(UnaryOperator<PoolLimits> change) {
        return with(PoolLimits.class, change);
    }

    /**
     * Returns the limits of the {@code connections} check.
     *
     * @return never null
     * @since 0.1.0
     */
    public ConnectionLimits connections() {
        return part(ConnectionLimits.class);
    }

    /**
     * Returns these limits with others for the {@code connections} check.
     *
     * @param change takes the limits and returns the changed ones
     * @return a copy
     * @since 0.1.0
     */
    public DatabaseLimits connections(UnaryOperator<ConnectionLimits> change) {
        return with(ConnectionLimits.class, change);
    }

    /**
     * Returns the limits of the {@code queries} check.
     *
     * @return never null
     * @since 0.1.0
     */
    public QueryLimits queries() {
        return part(QueryLimits.class);
    }

    /**
     * Returns these limits with others for the {@code queries} check.
     *
     * @param change takes the limits and returns the changed ones
     * @return a copy
     * @since 0.1.0
     */
    public DatabaseLimits queries(UnaryOperator<QueryLimits> change) {
        return with(QueryLimits.class, change);
    }

    /**
     * Returns the limits of the {@code transactions} check.
     *
     * @return never null
     * @since 0.1.0
     */
    public TransactionLimits transactions() {
        return part(TransactionLimits.class);
    }

    /**
     * Returns these limits with others for the {@code transactions} check.
     *
     * @param change takes the limits and returns the changed ones
     * @return a copy
     * @since 0.1.0
     */
    public DatabaseLimits transactions(UnaryOperator<TransactionLimits> change) {
        return with(TransactionLimits.class, change);
    }

    /**
     * Returns the limits of the {@code wraparound} check.
     *
     * @return never null
     * @since 0.1.0
     */
    public WraparoundLimits wraparound() {
        return part(WraparoundLimits.class);
    }

    /**
     * Returns these limits with others for the {@code wraparound} check.
     *
     * @param change takes the limits and returns the changed ones
     * @return a copy
     * @since 0.1.0
     */
    public DatabaseLimits wraparound(UnaryOperator<WraparoundLimits> change) {
        return with(WraparoundLimits.class, change);
    }

    /**
     * Returns the limits of the {@code deadlocks} check.
     *
     * @return never null
     * @since 0.1.0
     */
    public DeadlockLimits deadlocks() {
        return part(DeadlockLimits.class);
    }

    /**
     * Returns these limits with others for the {@code deadlocks} check.
     *
     * @param change takes the limits and returns the changed ones
     * @return a copy
     * @since 0.1.0
     */
    public DatabaseLimits deadlocks(UnaryOperator<DeadlockLimits> change) {
        return with(DeadlockLimits.class, change);
    }

    /**
     * Returns the limits of the {@code replication} check.
     *
     * @return never null
     * @since 0.1.0
     */
    public ReplicationLimits replication() {
        return part(ReplicationLimits.class);
    }

    /**
     * Returns these limits with others for the {@code replication} check.
     *
     * @param change takes the limits and returns the changed ones
     * @return a copy
     * @since 0.1.0
     */
    public DatabaseLimits replication(UnaryOperator<ReplicationLimits> change) {
        return with(ReplicationLimits.class, change);
    }

    /**
     * Returns the limits of the {@code slots} check.
     *
     * @return never null
     * @since 0.1.0
     */
    public SlotLimits slots() {
        return part(SlotLimits.class);
    }

    /**
     * Returns these limits with others for the {@code slots} check.
     *
     * @param change takes the limits and returns the changed ones
     * @return a copy
     * @since 0.1.0
     */
    public DatabaseLimits slots(UnaryOperator<SlotLimits> change) {
        return with(SlotLimits.class, change);
    }

    /**
     * Returns the limits of the {@code writer} check.
     *
     * @return never null
     * @since 0.1.0
     */
    public WriterLimits writer() {
        return part(WriterLimits.class);
    }

    /**
     * Returns these limits with others for the {@code writer} check.
     *
     * @param change takes the limits and returns the changed ones
     * @return a copy
     * @since 0.1.0
     */
    public DatabaseLimits writer(UnaryOperator<WriterLimits> change) {
        return with(WriterLimits.class, change);
    }

    /**
     * Returns the limits of the {@code wal} check.
     *
     * @return never null
     * @since 0.1.0
     */
    public WalLimits wal() {
        return part(WalLimits.class);
    }

    /**
     * Returns these limits with others for the {@code wal} check.
     *
     * @param change takes the limits and returns the changed ones
     * @return a copy
     * @since 0.1.0
     */
    public DatabaseLimits wal(UnaryOperator<WalLimits> change) {
        return with(WalLimits.class, change);
    }

    /**
     * Returns the limits of the {@code integrity} check.
     *
     * @return never null
     * @since 0.1.0
     */
    public IntegrityLimits integrity() {
        return part(IntegrityLimits.class);
    }

    /**
     * Returns these limits with others for the {@code integrity} check.
     *
     * @param change takes the limits and returns the changed ones
     * @return a copy
     * @since 0.1.0
     */
    public DatabaseLimits integrity(UnaryOperator<IntegrityLimits> change) {
        return with(IntegrityLimits.class, change);
    }

    /**
     * Returns the limits of the {@code archiver} check.
     *
     * @return never null
     * @since 0.1.0
     */
    public ArchiverLimits archiver() {
        return part(ArchiverLimits.class);
    }

    /**
     * Returns these limits with others for the {@code archiver} check.
     *
     * @param change takes the limits and returns the changed ones
     * @return a copy
     * @since 0.1.0
     */
    public DatabaseLimits archiver(UnaryOperator<ArchiverLimits> change) {
        return with(ArchiverLimits.class, change);
    }

    /**
     * Returns the limits of the {@code sequences} check.
     *
     * @return never null
     * @since 0.1.0
     */
    public SequenceLimits sequences() {
        return part(SequenceLimits.class);
    }

    /**
     * Returns these limits with others for the {@code sequences} check.
     *
     * @param change takes the limits and returns the changed ones
     * @return a copy
     * @since 0.1.0
     */
    public DatabaseLimits sequences(UnaryOperator<SequenceLimits> change) {
        return with(SequenceLimits.class, change);
    }

    /**
     * Returns the limits of the {@code size} check.
     *
     * @return never null
     * @since 0.1.0
     */
    public SizeLimits size() {
        return part(SizeLimits.class);
    }

    /**
     * Returns these limits with others for the {@code size} check.
     *
     * @param change takes the limits and returns the changed ones
     * @return a copy
     * @since 0.1.0
     */
    public DatabaseLimits size(UnaryOperator<SizeLimits> change) {
        return with(SizeLimits.class, change);
    }

    /**
     * Returns the limits of the {@code statements} check.
     *
     * @return never null
     * @since 0.1.0
     */
    public StatementLimits statements() {
        return part(StatementLimits.class);
    }

    /**
     * Returns these limits with others for the {@code statements} check.
     *
     * @param change takes the limits and returns the changed ones
     * @return a copy
     * @since 0.1.0
     */
    public DatabaseLimits statements(UnaryOperator<StatementLimits> change) {
        return with(StatementLimits.class, change);
    }

    /**
     * Returns the limits of the {@code threads} check.
     *
     * @return never null
     * @since 0.1.0
     */
    public ThreadLimits threads() {
        return part(ThreadLimits.class);
    }

    /**
     * Returns these limits with others for the {@code threads} check.
     *
     * @param change takes the limits and returns the changed ones
     * @return a copy
     * @since 0.1.0
     */
    public DatabaseLimits threads(UnaryOperator<ThreadLimits> change) {
        return with(ThreadLimits.class, change);
    }

    /**
     * Returns the limits of the {@code slowQueries} check.
     *
     * @return never null
     * @since 0.1.0
     */
    public SlowQueryLimits slowQueries() {
        return part(SlowQueryLimits.class);
    }

    /**
     * Returns these limits with others for the {@code slowQueries} check.
     *
     * @param change takes the limits and returns the changed ones
     * @return a copy
     * @since 0.1.0
     */
    public DatabaseLimits slowQueries(UnaryOperator<SlowQueryLimits> change) {
        return with(SlowQueryLimits.class, change);
    }

    /**
     * Returns the limits of the {@code replica} check.
     *
     * @return never null
     * @since 0.1.0
     */
    public ReplicaLimits replica() {
        return part(ReplicaLimits.class);
    }

    /**
     * Returns these limits with others for the {@code replica} check.
     *
     * @param change takes the limits and returns the changed ones
     * @return a copy
     * @since 0.1.0
     */
    public DatabaseLimits replica(UnaryOperator<ReplicaLimits> change) {
        return with(ReplicaLimits.class, change);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DatabaseLimits limits && parts.equals(limits.parts);
    }

    @Override
    public int hashCode() {
        return parts.hashCode();
    }

    /**
     * Returns every limit.
     *
     * @return each part as it prints itself
     */
    @Override
    public String toString() {
        return "DatabaseLimits" + parts.values();
    }

    private <T extends Record> T part(Class<T> type) {
        return type.cast(Objects.requireNonNull(parts.get(type)));
    }

    private <T extends Record> DatabaseLimits with(Class<T> type, UnaryOperator<T> change) {
        Map<Class<?>, Record> changed = new LinkedHashMap<>(parts);
        changed.put(type, Objects.requireNonNull(change.apply(part(type)), type.getSimpleName()));
        return new DatabaseLimits(changed.values());
    }
}
