package dev.vitals.probe;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** What a probe is given in tests of this module: counters that last, and a real deadline anew for each run. */
public final class TestContext implements ProbeContext {
    private final String name;
    private final Duration timeout;
    private final Map<String, Long> counters = new HashMap<>();
    private long deadline;

    public TestContext() {
        this("test", Duration.ofSeconds(5));
    }

    public TestContext(String name, Duration timeout) {
        this.name = name;
        this.timeout = timeout;
        this.deadline = System.nanoTime() + timeout.toNanos();
    }

    /** Runs a probe once more. */
    public Result run(Probe probe) throws Exception {
        deadline = System.nanoTime() + timeout.toNanos();
        return probe.check(this);
    }

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
        return (int) remaining().plusNanos(999_999).toMillis();
    }

    @Override
    public OptionalLong increase(String counter, long value) {
        Long before = counters.put(counter, value);
        return before != null && value >= before ? OptionalLong.of(value - before) : OptionalLong.empty();
    }

    /** Counts a run as a second. */
    @Override
    public OptionalDouble ratePerSecond(String counter, long value) {
        OptionalLong growth = increase(counter, value);
        return growth.isPresent() ? OptionalDouble.of((double) growth.getAsLong()) : OptionalDouble.empty();
    }

    @Override
    public Stay entering(Result ifStuck) {
        return () -> {};
    }
}
