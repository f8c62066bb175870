package dev.vitals.testkit;

import dev.vitals.probe.Check;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.ProbeTimeoutException;
import dev.vitals.probe.Result;
import dev.vitals.testkit.internal.process.Load;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Runs one probe on the calling thread, without an engine, and keeps its counters from run to run.
 *
 * <pre>{@code
 * ProbeHarness harness = ProbeHarness.of(new SmtpProbe(server));
 * assertThat(harness.check().status()).isEqualTo(Status.UP);
 * }</pre>
 *
 * <p>This class is <em>not</em> thread-safe. It bounds nothing: a probe that hangs, hangs the test.
 *
 * @since 0.1.0
 */
public final class ProbeHarness {
    private final String name;
    private final Probe probe;
    private final ManualClock clock;
    private final Duration timeout;
    private final Map<String, Sample> samples = new HashMap<>();

    private ProbeHarness(String name, Probe probe, ManualClock clock, Duration timeout) {
        this.name = name;
        this.probe = probe;
        this.clock = clock;
        this.timeout = timeout;
    }

    /**
     * Returns a harness whose runs may take as long as the probe's own policy says, and longer on a busy machine.
     *
     * @param probe the probe to run
     * @return the harness
     */
    public static ProbeHarness of(Probe probe) {
        return of(Check.of("harness", probe));
    }

    /**
     * Returns a harness whose runs have the check's name and may take as long as its policy says, and longer on a busy
     * machine.
     *
     * @param check the check whose probe to run
     * @return the harness
     */
    public static ProbeHarness of(Check check) {
        return new ProbeHarness(
                check.name(),
                check.probe(),
                new ManualClock(),
                Load.stretch(check.policy().timeout()));
    }

    /**
     * Returns a harness for the same probe, without the counters kept so far.
     *
     * @param limit how long a run may take, by the real clock, however busy the machine is
     * @return a new harness
     */
    public ProbeHarness timeout(Duration limit) {
        return new ProbeHarness(name, probe, clock, limit);
    }

    /**
     * Moves the time that counter rates are measured by.
     *
     * @param step how far; not negative
     */
    public void advance(Duration step) {
        clock.advance(step);
    }

    /**
     * Runs the probe once.
     *
     * @return its result, as the probe gave it: neither redacted nor cut
     * @throws Exception whatever the probe throws
     */
    public Result check() throws Exception {
        return probe.check(new Context());
    }

    /**
     * Runs the probe's diagnosis once.
     *
     * @return its evidence, neither redacted nor cut
     * @throws Exception whatever the probe throws
     */
    public List<Evidence> diagnose() throws Exception {
        return probe.diagnose(new Context());
    }

    private record Sample(long value, long nanos) {}

    private final class Context implements ProbeContext {
        private final long deadline = System.nanoTime() + timeout.toNanos();

        @Override
        public String name() {
            return name;
        }

        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public Duration remaining() {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new ProbeTimeoutException("no time left of " + timeout);
            }
            return Duration.ofNanos(left);
        }

        @Override
        public int remainingMillis() {
            return (int)
                    Math.min(Integer.MAX_VALUE, remaining().plusNanos(999_999).toMillis());
        }

        @Override
        public OptionalLong increase(String counter, long value) {
            Sample before = samples.put(counter, new Sample(value, clock.nanoTime()));
            boolean known = before != null && value >= before.value();
            return known ? OptionalLong.of(value - before.value()) : OptionalLong.empty();
        }

        @Override
        public OptionalDouble ratePerSecond(String counter, long value) {
            Sample before = samples.get(counter);
            OptionalLong growth = increase(counter, value);
            double seconds = before == null ? 0 : (clock.nanoTime() - before.nanos()) / 1e9;
            return growth.isPresent() && seconds > 0
                    ? OptionalDouble.of(growth.getAsLong() / seconds)
                    : OptionalDouble.empty();
        }

        @Override
        public Stay entering(Result ifStuck) {
            return () -> {};
        }
    }
}
