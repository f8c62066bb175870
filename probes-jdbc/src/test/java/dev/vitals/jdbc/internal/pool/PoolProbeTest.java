package dev.vitals.jdbc.internal.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.jdbc.internal.pool.PoolReading.State;
import dev.vitals.jdbc.limits.PoolLimits;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.testkit.ProbeHarness;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PoolProbeTest {
    private static final PoolReading CALM = running(3, 10, 0);
    private static final PoolReading EXHAUSTED = running(10, 10, 4);

    private final Readings pool = new Readings();
    private final ProbeHarness harness = ProbeHarness.of(
            new PoolProbe(pool, PoolLimits.DEFAULT, (reading, idle, context) -> Optional.empty(), () -> this.now));
    private long now;

    @Test
    void threads_that_wait_for_an_instant_are_no_finding() throws Exception {
        pool.next(EXHAUSTED, CALM, EXHAUSTED, CALM, CALM);

        Result result = harness.check();

        assertThat(result.status()).isEqualTo(Status.UP);
        assertThat(result.summary()).isEqualTo("3 of 10 in use");
    }

    @Test
    void three_readings_of_five_are() throws Exception {
        pool.next(EXHAUSTED, CALM, EXHAUSTED, CALM, EXHAUSTED);

        assertThat(harness.check().cause()).isEqualTo("pool.exhausted");
    }

    @Test
    void exhaustion_is_degraded_for_ten_seconds_and_down_from_then_on() throws Exception {
        pool.always(EXHAUSTED);
        assertThat(harness.check().status()).isEqualTo(Status.DEGRADED);

        now += Duration.ofMillis(9_999).toNanos();
        assertThat(harness.check().status()).isEqualTo(Status.DEGRADED);

        now += Duration.ofMillis(1).toNanos();
        Result result = harness.check();
        assertThat(result.status()).isEqualTo(Status.DOWN);
        assertThat(result.summary()).startsWith("10 of 10 in use, 4 threads waiting for 10 s (limit 10 s)");
    }

    @Test
    void a_pool_with_little_patience_is_down_after_a_third_of_it() throws Exception {
        pool.always(new PoolReading(State.RUNNING, 10, 0, 10, OptionalInt.of(4), 10, Duration.ofSeconds(3)));
        harness.check();

        now += Duration.ofSeconds(1).toNanos();

        assertThat(harness.check().status()).isEqualTo(Status.DOWN);
    }

    @Test
    void exhaustion_counts_anew_after_a_calm_moment() throws Exception {
        pool.always(EXHAUSTED);
        harness.check();
        pool.always(CALM);
        now += Duration.ofSeconds(9).toNanos();
        harness.check();
        pool.always(EXHAUSTED);
        now += Duration.ofSeconds(9).toNanos();

        assertThat(harness.check().status()).isEqualTo(Status.DEGRADED);
    }

    @Test
    void a_pool_almost_in_use_is_degraded_after_half_a_minute() throws Exception {
        pool.always(running(9, 10, 0));
        assertThat(harness.check().status()).isEqualTo(Status.UP);

        now += Duration.ofSeconds(31).toNanos();
        Result result = harness.check();

        assertThat(result.status()).isEqualTo(Status.DEGRADED);
        assertThat(result.cause()).isEqualTo("pool.saturated");
        assertThat(result.summary()).isEqualTo("9 of 10 in use for 31 s");
    }

    @Test
    void exhaustion_begins_anew_with_a_pool_that_was_closed_and_opens_again() throws Exception {
        pool.always(EXHAUSTED);
        assertThat(harness.check().status()).isEqualTo(Status.DEGRADED);
        pool.always(PoolReading.of(State.NOT_STARTED, 10, Duration.ofSeconds(30)));
        assertThat(harness.check().cause()).isEqualTo("pool.not-started");

        now += Duration.ofHours(1).toNanos();
        pool.always(EXHAUSTED);

        assertThat(harness.check().status()).isEqualTo(Status.DEGRADED);
    }

    private static PoolReading running(int active, int max, int waiting) {
        return new PoolReading(State.RUNNING, active, 0, active, OptionalInt.of(waiting), max, Duration.ofSeconds(30));
    }

    /** A pool that shows what it is told to. */
    private static final class Readings implements Pool {
        private final Deque<PoolReading> next = new ArrayDeque<>();
        private PoolReading last = CALM;

        void next(PoolReading... readings) {
            next.addAll(List.of(readings));
        }

        void always(PoolReading reading) {
            last = reading;
        }

        @Override
        public String name() {
            return "orders-pool";
        }

        @Override
        public PoolAdvice advice() {
            return new PoolAdvice("maximumPoolSize", "leakDetectionThreshold=60000", "");
        }

        @Override
        public PoolReading read() {
            return next.isEmpty() ? last : next.remove();
        }
    }
}
