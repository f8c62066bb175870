package dev.vitals.jdbc;

import dev.vitals.jdbc.internal.activity.Activity;
import dev.vitals.jdbc.internal.connect.ConnectProbe;
import dev.vitals.jdbc.internal.limits.DatabaseLimits;
import dev.vitals.jdbc.internal.pool.KnownPool;
import dev.vitals.jdbc.internal.pool.PoolProbe;
import dev.vitals.jdbc.internal.pool.PoolSessions;
import dev.vitals.jdbc.internal.session.DedicatedConnection;
import dev.vitals.jdbc.internal.session.Dialect;
import dev.vitals.jdbc.internal.session.Work;
import dev.vitals.jdbc.limits.ConnectLimits;
import dev.vitals.jdbc.limits.PoolLimits;
import dev.vitals.probe.Check;
import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Probe;
import dev.vitals.probe.Scope;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
record DatabaseChecks(
        String name,
        Origin origin,
        Optional<Vendor> vendor,
        DedicatedConnection connection,
        DedicatedConnection queries) {
    private static final String CONNECT = "connect";
    private static final String POOL = "pool";

    List<Check> build(DatabaseLimits limits, Choices choices) {
        boolean connect = !choices.removed().contains(CONNECT);
        Set<String> present = present(choices);
        Map<String, Probe> probes = probes(limits);
        choices.queries().forEach(query -> probes.put(query.name(), query.probe(queries)));
        return probes.entrySet().stream()
                .filter(entry -> present.contains(entry.getKey()))
                .map(entry -> Check.of(name + "." + entry.getKey(), entry.getValue())
                        .with(this::placed)
                        .with(choices.change(entry.getKey()))
                        // Last: what the user adds does not take this away.
                        .with(policy -> dependent(policy, !entry.getKey().equals(CONNECT) && connect)))
                .toList();
    }

    private CheckPolicy placed(CheckPolicy policy) {
        CheckPolicy named = policy.resource(name);
        return vendor.filter(Vendor::onThisHost).isPresent() ? named.scope(Scope.LOCAL) : named;
    }

    /** The names of the checks that the user's choices leave. */
    Set<String> present(Choices choices) {
        Set<String> names = new LinkedHashSet<>(all(choices));
        names.removeAll(optional());
        names.addAll(choices.included());
        names.removeAll(choices.removed());
        return names;
    }

    /** The names of every check that can be had, those that are off by default as well. */
    Set<String> all(Choices choices) {
        Set<String> names = new LinkedHashSet<>(probes(DatabaseLimits.DEFAULT).keySet());
        choices.queries().forEach(query -> names.add(query.name()));
        return names;
    }

    /** The limits that can be set, each with the check it belongs to. */
    Map<Class<? extends CheckLimits>, String> limits() {
        Map<Class<? extends CheckLimits>, String> known = new LinkedHashMap<>();
        known.put(ConnectLimits.class, CONNECT);
        origin.pool().ifPresent(pool -> known.put(PoolLimits.class, POOL));
        vendors().forEach(one -> known.putAll(one.limits()));
        return known;
    }

    /** Which checks are there only for those who ask for them. */
    Set<String> optional() {
        Set<String> names = new TreeSet<>();
        vendors().forEach(one -> names.addAll(one.optional()));
        return names;
    }

    private List<Vendor> vendors() {
        return vendor.map(List::of).orElseGet(() -> List.of(Vendor.values()));
    }

    private Map<String, Probe> probes(DatabaseLimits limits) {
        Map<String, Probe> probes = new LinkedHashMap<>();
        probes.put(CONNECT, new ConnectProbe(connection, limits.of(ConnectLimits.class)));
        probes.putAll(vendor.map(known -> known.checks(connection, limits)).orElseGet(() -> possible(limits)));
        origin.pool()
                .ifPresent(pool -> probes.put(
                        POOL, new PoolProbe(pool, limits.of(PoolLimits.class), sessions(pool), origin::holders)));
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

    private CheckPolicy dependent(CheckPolicy policy, boolean onConnect) {
        return onConnect ? policy.alsoDependsOn(name + "." + CONNECT) : policy;
    }
}
