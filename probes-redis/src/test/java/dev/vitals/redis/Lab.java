package dev.vitals.redis;

import dev.vitals.probe.Check;
import dev.vitals.probe.Probe;
import dev.vitals.probe.Result;
import dev.vitals.redis.internal.client.RedisTarget;
import dev.vitals.testkit.ManualClock;
import dev.vitals.testkit.ProbeHarness;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The checks of one server without an engine, and the clock their connection backs off by. */
final class Lab implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    final ManualClock clock = new ManualClock();
    final RedisProbes probes;
    private final Map<String, ProbeHarness> harnesses;

    private Lab(RedisTarget target, UnaryOperator<RedisProbes> change, Duration timeout) {
        probes = change.apply(RedisProbes.of("sessions", target, clock::nanoTime));
        harnesses = Map.of("ping", harness("ping", timeout), "memory", harness("memory", timeout));
    }

    static Lab at(URI uri) {
        return at(uri, probes -> probes);
    }

    static Lab at(URI uri, UnaryOperator<RedisProbes> change) {
        return new Lab(RedisTarget.of(uri), change, TIMEOUT);
    }

    static Lab at(URI uri, Duration timeout) {
        return new Lab(RedisTarget.of(uri), probes -> probes, timeout);
    }

    private ProbeHarness harness(String check, Duration timeout) {
        return ProbeHarness.of(probe(check)).timeout(timeout);
    }

    private Probe probe(String check) {
        return probes.checks().stream()
                .filter(candidate -> candidate.name().equals("sessions." + check))
                .map(Check::probe)
                .findFirst()
                .orElseThrow();
    }

    Result ping() throws Exception {
        return harnesses.get("ping").check();
    }

    Result memory() throws Exception {
        return harnesses.get("memory").check();
    }

    ProbeHarness harness(String check) {
        return harnesses.get(check);
    }

    /** Lets the longest pause between two attempts pass. */
    void waitOutBackoff() {
        clock.advance(Duration.ofSeconds(60));
    }

    @Override
    public void close() {
        probes.close();
    }
}
