package dev.vitals.internal;

import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.ProbeTimeoutException;
import dev.vitals.spi.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** What one run sees of the engine. */
final class RunContext implements ProbeContext {
    private final String name;
    private final TimeSource time;
    private final Counters counters;
    private final Duration timeout;
    private final Instant now;
    private final long deadline;

    RunContext(String name, TimeSource time, Counters counters, Duration timeout) {
        this.name = name;
        this.time = time;
        this.counters = counters;
        this.timeout = timeout;
        this.now = time.now();
        this.deadline = time.nanoTime() + timeout.toNanos();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Duration remaining() {
        long left = deadline - time.nanoTime();
        if (left <= 0) {
            throw new ProbeTimeoutException("check '" + name + "' has no time left of its " + timeout);
        }
        return Duration.ofNanos(left);
    }

    @Override
    public int remainingMillis() {
        long millis = (remaining().toNanos() + 999_999) / 1_000_000;
        return (int) Math.min(millis, Integer.MAX_VALUE);
    }

    @Override
    public OptionalLong increase(String counter, long value) {
        return counters.increase(counter, value, time.nanoTime());
    }

    @Override
    public OptionalDouble ratePerSecond(String counter, long value) {
        return counters.ratePerSecond(counter, value, time.nanoTime());
    }
}
