package dev.vitals.jdbc.internal.limits;

import dev.vitals.jdbc.limits.ArchiverLimits;
import dev.vitals.jdbc.limits.ConnectLimits;
import dev.vitals.jdbc.limits.ConnectionLimits;
import dev.vitals.jdbc.limits.DeadlockLimits;
import dev.vitals.jdbc.limits.IntegrityLimits;
import dev.vitals.jdbc.limits.LockLimits;
import dev.vitals.jdbc.limits.LongQueryLimits;
import dev.vitals.jdbc.limits.LongReaderLimits;
import dev.vitals.jdbc.limits.MySqlReplicationLimits;
import dev.vitals.jdbc.limits.MySqlStatementLimits;
import dev.vitals.jdbc.limits.PoolLimits;
import dev.vitals.jdbc.limits.ReplicationLimits;
import dev.vitals.jdbc.limits.SequenceLimits;
import dev.vitals.jdbc.limits.SizeLimits;
import dev.vitals.jdbc.limits.SlotLimits;
import dev.vitals.jdbc.limits.StatementLimits;
import dev.vitals.jdbc.limits.ThreadLimits;
import dev.vitals.jdbc.limits.TransactionLimits;
import dev.vitals.jdbc.limits.WalLimits;
import dev.vitals.jdbc.limits.WraparoundLimits;
import dev.vitals.jdbc.limits.WriterLimits;
import dev.vitals.probe.CheckLimits;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * The limits of all checks of one database.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class DatabaseLimits {
    /** The default of each. */
    public static final DatabaseLimits DEFAULT = new DatabaseLimits(List.of(
            ConnectLimits.DEFAULT,
            LockLimits.DEFAULT,
            PoolLimits.DEFAULT,
            ConnectionLimits.DEFAULT,
            LongQueryLimits.DEFAULT,
            TransactionLimits.DEFAULT,
            LongReaderLimits.DEFAULT,
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
            MySqlStatementLimits.DEFAULT,
            MySqlReplicationLimits.DEFAULT));

    private final Map<Class<?>, CheckLimits> parts;

    private DatabaseLimits(Iterable<CheckLimits> parts) {
        Map<Class<?>, CheckLimits> byType = new LinkedHashMap<>();
        parts.forEach(part -> byType.put(part.getClass(), part));
        this.parts = byType;
    }

    /**
     * Returns the limits of one check.
     *
     * @param <T> the limits
     * @param type their class
     * @return the limits, never null
     */
    public <T extends CheckLimits> T of(Class<T> type) {
        return type.cast(Objects.requireNonNull(parts.get(type), type::getName));
    }

    /**
     * Returns every limit.
     *
     * @return the limits of each check, in the order of the checks
     */
    public List<CheckLimits> all() {
        return List.copyOf(parts.values());
    }

    /**
     * Returns these limits with others for one check.
     *
     * @param <T> the limits
     * @param type their class
     * @param change takes the limits and returns the changed ones
     * @return a copy
     */
    public <T extends CheckLimits> DatabaseLimits with(Class<T> type, UnaryOperator<T> change) {
        Map<Class<?>, CheckLimits> changed = new LinkedHashMap<>(parts);
        changed.put(type, Objects.requireNonNull(change.apply(of(type)), type.getSimpleName()));
        return new DatabaseLimits(changed.values());
    }

    /**
     * Returns these limits with others in place of those of the same class.
     *
     * @param others the others
     * @return a copy
     */
    public DatabaseLimits with(List<CheckLimits> others) {
        Map<Class<?>, CheckLimits> changed = new LinkedHashMap<>(parts);
        others.forEach(each -> changed.put(each.getClass(), each));
        return new DatabaseLimits(changed.values());
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
}
