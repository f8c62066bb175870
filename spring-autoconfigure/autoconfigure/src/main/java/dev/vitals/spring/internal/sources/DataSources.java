package dev.vitals.spring.internal.sources;

import dev.vitals.jdbc.JdbcProbes;
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
import dev.vitals.spring.internal.settings.Properties;
import dev.vitals.spring.internal.settings.SetSettings;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.ListableBeanFactory;

/** Every data source of an application, each database once however many beans lead to it. */
public final class DataSources implements CheckSource {
    private static final Map<String, List<Class<? extends CheckLimits>>> LIMITS = Map.ofEntries(
            Map.entry("connect", List.of(ConnectLimits.class)),
            Map.entry("pool", List.of(PoolLimits.class)),
            Map.entry("locks", List.of(LockLimits.class)),
            Map.entry("connections", List.of(ConnectionLimits.class)),
            Map.entry("threads", List.of(ThreadLimits.class)),
            Map.entry("queries", List.of(LongQueryLimits.class)),
            Map.entry("transactions", List.of(TransactionLimits.class, LongReaderLimits.class)),
            Map.entry("wraparound", List.of(WraparoundLimits.class)),
            Map.entry("deadlocks", List.of(DeadlockLimits.class)),
            Map.entry("archiver", List.of(ArchiverLimits.class)),
            Map.entry("replication", List.of(ReplicationLimits.class, MySqlReplicationLimits.class)),
            Map.entry("slots", List.of(SlotLimits.class)),
            Map.entry("sequences", List.of(SequenceLimits.class)),
            Map.entry("size", List.of(SizeLimits.class)),
            Map.entry("statements", List.of(StatementLimits.class, MySqlStatementLimits.class)),
            Map.entry("writer", List.of(WriterLimits.class)),
            Map.entry("wal", List.of(WalLimits.class)),
            Map.entry("integrity", List.of(IntegrityLimits.class)));

    private static final Logger LOG = LoggerFactory.getLogger(DataSources.class);

    private final ListableBeanFactory beans;

    public DataSources(ListableBeanFactory beans) {
        this.beans = beans;
    }

    /** Returns every type of limits, which are changed by reflection. */
    public static List<Class<? extends CheckLimits>> limits() {
        return LIMITS.values().stream().flatMap(List::stream).toList();
    }

    @Override
    public void addTo(SetSettings checks, Properties properties) {
        databases(properties)
                .forEach((name, source) -> checks.add(name, JdbcProbes.of(name, source), List.of(), LIMITS));
    }

    /** One that cannot be made is the application's own to report, as soon as the application itself makes it. */
    private Optional<DataSource> made(String bean) {
        try {
            return Optional.of(beans.getBean(bean, DataSource.class));
        } catch (BeansException failed) {
            LOG.warn("nothing checks the database of the bean '{}': {}", bean, failed.getMessage());
            return Optional.empty();
        }
    }

    /** Beans that are a pool themselves name it best, so they come before those that wrap one or choose among several. */
    private Map<String, DataSource> databases(Properties properties) {
        Map<String, DataSource> wanted = new LinkedHashMap<>();
        for (String bean : beans.getBeanNamesForType(DataSource.class, false, true)) {
            String name = Names.of(bean, List.of("datasource"), "db", "datasource", properties);
            if (properties
                    .read("datasource." + bean + ".enabled", Boolean.class)
                    .orElse(true)) {
                made(bean).ifPresent(source -> wanted.put(name, source));
            }
        }
        Map<String, DataSource> found = new LinkedHashMap<>();
        Set<DataSource> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (boolean direct : new boolean[] {true, false}) {
            wanted.forEach((name, source) -> Targets.of(source).forEach((key, target) -> {
                if (Targets.isDirect(source) == direct && seen.add(Targets.innermost(target))) {
                    found.put(key.isEmpty() ? name : name + "-" + key, target);
                }
            }));
        }
        return found;
    }
}
