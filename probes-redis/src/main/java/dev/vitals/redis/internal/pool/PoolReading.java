package dev.vitals.redis.internal.pool;

import dev.vitals.probe.Observation;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Threshold;
import java.time.Duration;
import java.util.OptionalDouble;
import org.apache.commons.pool2.impl.GenericObjectPool;

/**
 * A pool's counters at one moment. They are not read atomically, so they need not add up.
 *
 * @param max how many connections there may be; not positive without a limit
 * @param patience how long a thread waits before it fails; negative without a limit
 */
record PoolReading(int active, int idle, int waiting, int max, Duration patience) {
    private static final int SAMPLES = 5;
    private static final long PAUSE_MILLIS = 20;

    /** Half of its threads' patience: later they fail and no longer wait. */
    private static final double PART = 0.5;

    static PoolReading of(GenericObjectPool<?> pool) {
        return new PoolReading(
                pool.getNumActive(), pool.getNumIdle(), pool.getNumWaiters(), pool.getMaxTotal(), patience(pool));
    }

    /** Looks again while threads seem to wait: one that waits for the blink of an eye is none. */
    static PoolReading steady(GenericObjectPool<?> pool, ProbeContext context) throws InterruptedException {
        PoolReading reading = of(pool);
        for (int i = 1;
                i < SAMPLES && reading.isExhausted() && context.remainingMillis() > SAMPLES * PAUSE_MILLIS;
                i++) {
            Thread.sleep(PAUSE_MILLIS);
            reading = of(pool);
        }
        return reading;
    }

    @SuppressWarnings("deprecation") // Its replacement is missing from older versions.
    private static Duration patience(GenericObjectPool<?> pool) {
        return Duration.ofMillis(pool.getBlockWhenExhausted() ? pool.getMaxWaitMillis() : 0);
    }

    boolean isLimited() {
        return max > 0;
    }

    boolean isExhausted() {
        return isLimited() && active >= max && waiting > 0;
    }

    boolean waitsForEver() {
        return patience.isNegative();
    }

    /** Returns the share in use, of a pool with a limit. */
    double ratio() {
        return (double) active / max;
    }

    /** Returns a threshold of waiting that threads can reach before they give up. */
    Threshold within(Threshold waiting) {
        if (patience.isNegative() || patience.isZero()) {
            return waiting;
        }
        double most = Observation.duration("patience", patience).value() * PART;
        return new Threshold(
                waiting.direction(), waiting.unit(), atMost(waiting.warn(), most), atMost(waiting.fail(), most * 2));
    }

    private static OptionalDouble atMost(OptionalDouble limit, double most) {
        return limit.isPresent() ? OptionalDouble.of(Math.min(limit.getAsDouble(), most)) : limit;
    }

    String words() {
        return isLimited() ? active + " of " + max + " in use" : active + " in use, no limit";
    }
}
