package dev.vitals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Check;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Result;
import dev.vitals.testkit.ProbeHarness;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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

    /**
     * Fails where one role observes a zero of what another one sees more of. For a busy server, where nothing moves between
     * the two.
     */
    static void assertNoZeroInPlaceOfIgnorance(JdbcProbes blind, JdbcProbes seeing) throws Exception {
        for (Check check : applying(blind)) {
            Map<String, Double> seen = values(seeing, check.name());
            values(blind, check.name())
                    .forEach((name, value) -> assertThat(value == 0 && seen.getOrDefault(name, 0.0) > 0)
                            .as(check.name() + ": " + name + " is " + value + ", but " + seen.get(name))
                            .isFalse());
        }
    }

    private static Map<String, Double> values(JdbcProbes probes, String check) throws Exception {
        return run(probes, check.substring(check.indexOf('.') + 1)).observations().stream()
                .collect(Collectors.toMap(Observation::name, Observation::value));
    }

    /** Those that there is something to look at for. */
    static List<Check> applying(JdbcProbes probes) {
        return probes.checks().stream().filter(check -> check.probe().applies()).toList();
    }
}
