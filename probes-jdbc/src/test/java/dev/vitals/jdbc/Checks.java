package dev.vitals.jdbc;

import dev.vitals.probe.Check;
import dev.vitals.probe.Result;
import dev.vitals.testkit.ProbeHarness;
import java.util.List;

/** Runs one check of a set, as long as its own policy allows, and longer on a busy machine. */
final class Checks {
    private Checks() {}

    static Result run(JdbcProbes probes, String check) throws Exception {
        return harness(probes, check).check();
    }

    static ProbeHarness harness(JdbcProbes probes, String check) {
        Check found = probes.checks().stream()
                .filter(one -> one.name().endsWith("." + check))
                .findFirst()
                .orElseThrow();
        return ProbeHarness.of(found);
    }

    /** Those that there is something to look at for. */
    static List<Check> applying(JdbcProbes probes) {
        return probes.checks().stream().filter(check -> check.probe().applies()).toList();
    }
}
