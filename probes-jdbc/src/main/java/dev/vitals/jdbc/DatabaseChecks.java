package dev.vitals.jdbc;

import dev.vitals.jdbc.internal.blocking.LocksProbe;
import dev.vitals.jdbc.internal.connect.ConnectProbe;
import dev.vitals.jdbc.internal.pool.KnownPool;
import dev.vitals.jdbc.internal.pool.PoolProbe;
import dev.vitals.jdbc.internal.pool.PoolSessions;
import dev.vitals.jdbc.internal.session.DedicatedConnection;
import dev.vitals.jdbc.limits.DatabaseLimits;
import dev.vitals.probe.Check;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Probe;
import dev.vitals.probe.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Which checks a database gets, and under which policy. A check of any product gets a line in {@link #probes}, one of a
 * single product in that product's package.
 */
record DatabaseChecks(String name, Origin origin, Vendor vendor, DedicatedConnection connection) {
    private static final String CONNECT = "connect";
    private static final String LOCKS = "locks";
    private static final String POOL = "pool";

    /** What these find hurts the server before it hurts us, or may be meant so. */
    private static final Set<String> MINOR = Set.of("queries", "deadlocks");

    List<Check> build(DatabaseLimits limits, Map<String, UnaryOperator<CheckPolicy>> changes, Set<String> removed) {
        boolean connect = !removed.contains(CONNECT);
        return probes(limits).entrySet().stream()
                .filter(entry -> !removed.contains(entry.getKey()))
                .map(entry -> new Check(
                        name + "." + entry.getKey(),
                        entry.getValue(),
                        changes.getOrDefault(entry.getKey(), UnaryOperator.identity())
                                .apply(policy(entry.getKey(), connect))))
                .toList();
    }

    private Map<String, Probe> probes(DatabaseLimits limits) {
        Map<String, Probe> probes = new LinkedHashMap<>();
        probes.put(CONNECT, new ConnectProbe(connection, limits.connect()));
        vendor.lockReader().ifPresent(reader -> probes.put(LOCKS, new LocksProbe(connection, reader, limits.locks())));
        probes.putAll(vendor.checks(connection, limits));
        origin.pool().ifPresent(pool -> probes.put(POOL, new PoolProbe(pool, limits.pool(), sessions(pool))));
        return probes;
    }

    private Optional<PoolSessions> sessions(KnownPool pool) {
        return vendor.activity()
                .map(activity -> new PoolSessions(
                        connection,
                        activity,
                        () -> pool.beside(UnaryOperator.identity()).target()));
    }

    private CheckPolicy policy(String check, boolean connect) {
        CheckPolicy common = CheckPolicy.DEFAULT.resource(name);
        if (check.equals(CONNECT)) {
            return common.impact(Impact.CRITICAL);
        }
        CheckPolicy policy = check.equals(POOL) ? common.scope(Scope.LOCAL) : common;
        policy = MINOR.contains(check) ? policy.impact(Impact.MINOR) : policy;
        return connect ? policy.dependsOn(name + "." + CONNECT) : policy;
    }
}
