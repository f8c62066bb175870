package dev.vitals.jdbc;

import dev.vitals.jdbc.internal.activity.Activity;
import dev.vitals.jdbc.internal.connect.ConnectProbe;
import dev.vitals.jdbc.internal.limits.DatabaseLimits;
import dev.vitals.jdbc.internal.pool.KnownPool;
import dev.vitals.jdbc.internal.pool.PoolProbe;
import dev.vitals.jdbc.internal.pool.PoolSessions;
import dev.vitals.jdbc.internal.session.Connector;
import dev.vitals.jdbc.internal.session.DedicatedConnection;
import dev.vitals.jdbc.internal.session.Dialect;
import dev.vitals.jdbc.internal.session.SetUpConnector;
import dev.vitals.jdbc.internal.session.StandardDialect;
import dev.vitals.jdbc.internal.session.Work;
import dev.vitals.jdbc.limits.ConnectLimits;
import dev.vitals.jdbc.limits.PoolLimits;
import dev.vitals.probe.Check;
import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Probe;
import dev.vitals.probe.Scope;
import dev.vitals.probe.family.Choices;
import dev.vitals.probe.family.Option;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    static DatabaseChecks of(String name, Origin origin) {
        Optional<Vendor> vendor = Vendor.ofUrl(origin.url());
        Connector connector = origin.connector();
        DedicatedConnection connection = connection(connector, vendor);
        DedicatedConnection queries = origin.setUp().isEmpty() || !connector.dedicated()
                ? connection
                : connection(new SetUpConnector(connector, origin.setUp()), vendor);
        return new DatabaseChecks(name, origin, vendor, connection, queries);
    }

    private static DedicatedConnection connection(Connector connector, Optional<Vendor> vendor) {
        return new DedicatedConnection(
                connector,
                vendor.map(Vendor::dialect).orElse(StandardDialect.INSTANCE),
                product -> vendor.or(() -> Vendor.ofProduct(product)).map(Vendor::dialect));
    }

    List<Check> build(Choices choices, List<UserQuery> own) {
        Map<String, Probe> probes = probes(DatabaseLimits.DEFAULT.with(choices.limits()));
        own.forEach(query -> probes.put(query.name(), query.probe(queries)));
        return probes.entrySet().stream()
                .filter(entry -> choices.has(entry.getKey()))
                .map(entry -> choices.check(
                        entry.getKey(),
                        entry.getValue(),
                        this::placed,
                        entry.getKey().equals(CONNECT) ? List.of() : List.of(CONNECT)))
                .toList();
    }

    private CheckPolicy placed(CheckPolicy policy) {
        CheckPolicy named = policy.resource(name);
        return vendor.filter(Vendor::onThisHost).isPresent() ? named.scope(Scope.LOCAL) : named;
    }

    /** The checks there can be, each with its limits. */
    List<Option> options() {
        Map<Class<? extends CheckLimits>, String> limits = limits();
        DatabaseLimits defaults =
                DatabaseLimits.DEFAULT.with(ConnectLimits.class, connect -> connect.writable(!readsOnly()));
        return probes(defaults).keySet().stream()
                .map(id -> new Option(
                        id,
                        vendors().stream().noneMatch(one -> one.optional().contains(id)),
                        defaults.all().stream()
                                .filter(each -> id.equals(limits.get(each.getClass())))
                                .toList()))
                .toList();
    }

    private boolean readsOnly() {
        return origin.readOnly()
                || vendor.filter(one -> one.dialect().readsOnly(origin.url().orElse("")))
                        .isPresent();
    }

    /** The limits that can be set, each with the check it belongs to. */
    private Map<Class<? extends CheckLimits>, String> limits() {
        Map<Class<? extends CheckLimits>, String> known = new LinkedHashMap<>();
        known.put(ConnectLimits.class, CONNECT);
        known.put(PoolLimits.class, POOL);
        vendors().forEach(one -> known.putAll(one.limits()));
        return known;
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
}
