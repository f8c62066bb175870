package dev.vitals.redis;

import dev.vitals.probe.Check;
import dev.vitals.probe.Result;
import dev.vitals.redis.internal.client.RedisTarget;
import dev.vitals.redis.internal.link.Pace;
import dev.vitals.testkit.ManualClock;
import dev.vitals.testkit.ProbeHarness;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The checks of one server without an engine, and the clock their connection backs off by, without chance. */
final class Lab implements AutoCloseable {
    final ManualClock clock = new ManualClock();
    final RedisProbes probes;
    private final Map<String, ProbeHarness> harnesses = new HashMap<>();

    private Lab(RedisTarget target, UnaryOperator<RedisProbes> change, UnaryOperator<ProbeHarness> timeout) {
        this(clock -> change.apply(RedisProbes.of("sessions", target, pace(clock))), timeout);
    }

    private Lab(Function<ManualClock, RedisProbes> make, UnaryOperator<ProbeHarness> timeout) {
        probes = make.apply(clock);
        for (Check check : probes.checks()) {
            harnesses.put(check.name(), timeout.apply(ProbeHarness.of(check)));
        }
    }

    /** Returns checks that may take as long as their policy says, and longer on a busy machine. */
    static Lab at(URI uri) {
        return at(uri, probes -> probes);
    }

    static Lab at(URI uri, UnaryOperator<RedisProbes> change) {
        return new Lab(RedisTarget.of(uri), change, harness -> harness);
    }

    /** Returns the checks of a sentinel. */
    static Lab atSentinel(URI uri) {
        return new Lab(clock -> RedisProbes.sentinel("sessions", RedisTarget.of(uri), pace(clock)), harness -> harness);
    }

    /** Returns checks that may take so long by the real clock. */
    static Lab at(URI uri, Duration timeout) {
        return new Lab(RedisTarget.of(uri), probes -> probes, harness -> harness.timeout(timeout));
    }

    /** Returns the pace of a clock, without chance. */
    static Pace pace(ManualClock clock) {
        return new Pace(clock::nanoTime, () -> 0.5);
    }

    Result ping() throws Exception {
        return harness("ping").check();
    }

    Result memory() throws Exception {
        return harness("memory").check();
    }

    Result check(String check) throws Exception {
        return harness(check).check();
    }

    ProbeHarness harness(String check) {
        return harnesses.get("sessions." + check);
    }

    /** Lets time pass for the checks and their connection. */
    void pass(Duration time) {
        clock.advance(time);
        harnesses.values().forEach(harness -> harness.advance(time));
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
