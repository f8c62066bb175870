package dev.vitals.engine;

import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.ProbeTimeoutException;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.spi.Redactor;
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
    private final Stays stays;
    private final Redactor redactor;
    private final long deadlineNanos;
    private final Instant now;

    RunContext(String name, TimeSource time, Counters counters, Stays stays, Redactor redactor, long deadlineNanos) {
        this.name = name;
        this.time = time;
        this.counters = counters;
        this.stays = stays;
        this.redactor = redactor;
        this.deadlineNanos = deadlineNanos;
        this.now = time.now();
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
        long left = deadlineNanos - time.nanoTime();
        if (left <= 0) {
            throw new ProbeTimeoutException("check '" + name + "' has no time left");
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

    @Override
    public Stay entering(Result ifStuck) {
        if (ifStuck.status() == Status.UP) {
            throw new IllegalArgumentException("what is stuck is not UP: 'ifStuck' must be another result");
        }
        return stays.enter(shown(ifStuck));
    }

    /**
     * A word as an answer of the probe would be shown: bounded, redacted, shortened. Made here, on the probe's thread,
     * so that the one that keeps time never waits for a redactor of the application's.
     */
    private Result shown(Result word) {
        return ProbeStack.assemble(context -> word, redactor).check(this);
    }
}
