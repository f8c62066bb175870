package dev.vitals.jdbc;

import dev.vitals.jdbc.internal.session.DedicatedConnection;
import dev.vitals.jdbc.internal.session.Dialect;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A check of a database whose product is not known yet. The first connection reveals it; until then, and on products
 * without this check, the check does not exist.
 */
record FoundProbe(DedicatedConnection connection, Map<Dialect, Probe> byProduct) implements Probe {
    FoundProbe {
        byProduct = Map.copyOf(byProduct);
    }

    /** Every check that some product has, by name. */
    static Map<String, Probe> all(DedicatedConnection connection, Map<Vendor, Map<String, Probe>> checks) {
        Map<String, Map<Dialect, Probe>> byName = new LinkedHashMap<>();
        checks.forEach((vendor, probes) -> probes.forEach((name, probe) ->
                byName.computeIfAbsent(name, any -> new LinkedHashMap<>()).put(vendor.dialect(), probe)));
        Map<String, Probe> all = new LinkedHashMap<>();
        byName.forEach((name, byProduct) -> all.put(name, new FoundProbe(connection, byProduct)));
        return all;
    }

    @Override
    public boolean applies() {
        Probe found = byProduct.get(connection.dialect());
        return found != null && found.applies();
    }

    @Override
    public Result check(ProbeContext context) throws Exception {
        return found().check(context);
    }

    @Override
    public List<Evidence> diagnose(ProbeContext context) throws Exception {
        return found().diagnose(context);
    }

    /** That of the product whose check runs least often: it may turn out to be the one. */
    @Override
    public CheckPolicy defaultPolicy() {
        return byProduct.values().stream()
                .map(Probe::defaultPolicy)
                .max(Comparator.comparing(CheckPolicy::interval))
                .orElseThrow();
    }

    private Probe found() {
        Probe probe = byProduct.get(connection.dialect());
        if (probe == null) {
            throw new IllegalStateException("run before it applies");
        }
        return probe;
    }
}
