package dev.vitals.remote;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Leaves a failing server alone: for 1 s after the first failure, then twice as long each time, up to a minute, give or
 * take a fifth so that the instances of an application do not come back together. A denial waits the whole minute at
 * once: another attempt soon after can only get the account locked.
 *
 * <p>Not thread-safe: its owner uses it while holding the {@link Turn}.
 *
 * @param <F> what a failure is to the family
 * @since 0.1.0
 */
public final class Backoff<F> {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final double JITTER = 0.2;

    private final LongSupplier nanoTime;
    private final DoubleSupplier random;
    private int failures;
    private long retryAt;
    private @Nullable F last;

    /**
     * A failure whose consequences last.
     *
     * @param <F> what a failure is to the family
     * @param failure the failure
     * @param retryIn time left until the next attempt; positive
     * @since 0.1.0
     */
    public record Pending<F>(F failure, Duration retryIn) {}

    /** Makes one that waits for nothing yet. */
    public Backoff() {
        this(System::nanoTime, () -> ThreadLocalRandom.current().nextDouble());
    }

    /**
     * Makes one that waits for nothing yet.
     *
     * @param nanoTime monotonic time
     * @param random numbers from 0 to 1
     */
    public Backoff(LongSupplier nanoTime, DoubleSupplier random) {
        this.nanoTime = nanoTime;
        this.random = random;
    }

    /**
     * Notes a failure that may pass by itself.
     *
     * @param failure what failed
     * @return the time until the next attempt
     */
    public Duration failed(F failure) {
        Duration wait = FIRST.multipliedBy(1L << Math.min(failures, 6));
        return waitAfter(failure, wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
    }

    /**
     * Notes that the server refused a login or a right.
     *
     * @param failure what was denied
     * @return the time until the next attempt
     */
    public Duration denied(F failure) {
        return waitAfter(failure, LONGEST);
    }

    /** Notes a success, so that the next failure is a first one again. */
    public void succeeded() {
        failures = 0;
        last = null;
    }

    /**
     * Returns the last failure while it is too early for another attempt.
     *
     * @return the failure with the time left; empty when an attempt may be made
     */
    public Optional<Pending<F>> pending() {
        Duration left = Duration.ofNanos(retryAt - nanoTime.getAsLong());
        return last == null || left.isNegative() || left.isZero()
                ? Optional.empty()
                : Optional.of(new Pending<>(last, left));
    }

    private Duration waitAfter(F failure, Duration wait) {
        double factor = 1 - JITTER + 2 * JITTER * random.getAsDouble();
        Duration jittered = Duration.ofNanos((long) (wait.toNanos() * factor));
        failures++;
        retryAt = nanoTime.getAsLong() + jittered.toNanos();
        last = failure;
        return jittered;
    }
}
