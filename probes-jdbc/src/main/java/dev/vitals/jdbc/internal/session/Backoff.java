package dev.vitals.jdbc.internal.session;

import dev.vitals.jdbc.internal.failure.Failure;
import dev.vitals.jdbc.internal.failure.FailureKind;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Leaves a failing server alone: for 1 s after the first failure, then twice as long each time, up to a minute, give or
 * take a fifth so that the instances of an application do not come back together. A refused login waits the whole
 * minute at once: trying again soon can only get the account locked.
 *
 * <p>Not thread-safe: used by whoever has its {@link Turn}.
 */
final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final double JITTER = 0.2;

    private final LongSupplier nanoTime;
    private final DoubleSupplier random;
    private int failures;
    private long retryAt;
    private @Nullable Failure last;

    /**
     * Makes one that waits for nothing.
     *
     * @param nanoTime monotonic time
     * @param random numbers from 0 to 1
     */
    Backoff(LongSupplier nanoTime, DoubleSupplier random) {
        this.nanoTime = nanoTime;
        this.random = random;
    }

    /** Notes a failure and returns it with the time of the next try. */
    Failure failed(Failure failure) {
        Duration wait = failure.kind() == FailureKind.AUTH ? LONGEST : doubled();
        Duration jittered =
                Duration.ofNanos((long) (wait.toNanos() * (1 - JITTER + 2 * JITTER * random.getAsDouble())));
        failures++;
        retryAt = nanoTime.getAsLong() + jittered.toNanos();
        last = failure;
        return failure.retryIn(jittered);
    }

    void reset() {
        failures = 0;
        last = null;
    }

    /** The last failure, with the time left, while it is too early for another try. */
    Optional<Failure> pending() {
        Duration left = Duration.ofNanos(retryAt - nanoTime.getAsLong());
        return last == null || left.isNegative() || left.isZero() ? Optional.empty() : Optional.of(last.retryIn(left));
    }

    private Duration doubled() {
        Duration wait = FIRST.multipliedBy(1L << Math.min(failures, 6));
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
