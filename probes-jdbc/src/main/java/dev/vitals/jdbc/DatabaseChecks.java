package dev.vitals.jdbc;

import dev.vitals.jdbc.internal.activity.Activity;
import dev.vitals.jdbc.internal.connect.ConnectProbe;
import dev.vitals.jdbc.internal.pool.KnownPool;
import dev.vitals.jdbc.internal.pool.PoolProbe;
import dev.vitals.jdbc.internal.pool.PoolSessions;
import dev.vitals.jdbc.internal.session.DedicatedConnection;
import dev.vitals.jdbc.internal.session.Dialect;
import dev.vitals.jdbc.internal.session.Work;
import dev.vitals.jdbc.limits.ConnectLimits;
import dev.vitals.jdbc.limits.DatabaseLimits;
import dev.vitals.jdbc.limits.PoolLimits;
import dev.vitals.probe.Check;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Probe;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Which checks a database gets, and under which policy. A check of any product gets a line in {@link #probes}, one of a
 * single product in that product's package.
 */
record DatabaseChecks(String name, Origin origin, Optional<Vendor> vendor, DedicatedConnection connection) {
    private static final String CONNECT = "connect";
    private static final String POOL = "pool";

    List<Check> build(DatabaseLimits limits, Choices choices) {
        boolean connect = !choices.removed().contains(CONNECT);
        Map<String, Probe> probes = probes(limits);
        choices.queries().forEach(query -> probes.put(query.name(), query.probe(connection)));
        return probes.entrySet().stream()
                .filter(entry -> !choices.removed().contains(entry.getKey()))
                .filter(entry -> choices.included().contains(entry.getKey())
                        || !optional().contains(entry.getKey()))
                .map(entry -> Check.of(name + "." + entry.getKey(), entry.getValue())
                        .with(policy -> related(policy, !entry.getKey().equals(CONNECT) && connect))
                        .with(choices.change(entry.getKey())))
                .toList();
    }

    /** Which checks are there only for those who ask for them. */
    Set<String> optional() {
        Set<String> names = new TreeSet<>();
        vendor.map(List::of).orElseGet(() -> List.of(Vendor.values())).forEach(one -> names.addAll(one.optional()));
        return names;
    }

    private Map<String, Probe> probes(DatabaseLimits limits) {
        Map<String, Probe> probes = new LinkedHashMap<>();
        probes.put(CONNECT, new ConnectProbe(connection, limits.of(ConnectLimits.class)));
        probes.putAll(vendor.map(known -> known.checks(connection, limits)).orElseGet(() -> possible(limits)));
        origin.pool()
                .ifPresent(pool -> probes.put(POOL, new PoolProbe(pool, limits.of(PoolLimits.class), sessions(pool))));
        return probes;
    }

    private PoolSessions sessions(KnownPool pool) {
        Map<Dialect, Work<Activity>> activities = new HashMap<>();
        for (Vendor one : Vendor.values()) {
            one.activity().ifPresent(activity -> activities.put(one.dialect(), activity));
        }
        return new PoolSessions(
                connection,
                dialect -> Optional.ofNullable(activities.get(dialect)),
                () -> pool.beside(UnaryOperator.identity()).target());
    }

    private Map<String, Probe> possible(DatabaseLimits limits) {
        Map<Vendor, Map<String, Probe>> all = new EnumMap<>(Vendor.class);
        for (Vendor one : Vendor.values()) {
            all.put(one, one.checks(connection, limits));
        }
        return FoundProbe.all(connection, all);
    }

    private CheckPolicy related(CheckPolicy policy, boolean dependent) {
        CheckPolicy related = policy.resource(name);
        return dependent ? related.dependsOn(name + "." + CONNECT) : related;
    }
}
