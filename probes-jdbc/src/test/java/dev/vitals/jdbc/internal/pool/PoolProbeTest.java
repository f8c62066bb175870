package dev.vitals.jdbc.internal.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.Vitals;
import dev.vitals.jdbc.internal.pool.PoolReading.State;
import dev.vitals.jdbc.limits.PoolLimits;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Probe;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Subject;
import dev.vitals.testkit.ProbeHarness;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class PoolProbeTest {
    private static final PoolReading CALM = running(3, 10, 0);
    private static final PoolReading EXHAUSTED = running(10, 10, 4);

    private final Readings pool = new Readings();
    private final ProbeHarness harness = ProbeHarness.of(new PoolProbe(
            pool, PoolLimits.DEFAULT, (reading, idle, context) -> Optional.empty(), List::of, () -> this.now));
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
        assertThat(result.summary()).startsWith("10 of 10 in use, 4 threads waiting for 10 s (fail 10 s)");
    }

    @Test
    void a_pool_with_little_patience_is_down_after_a_third_of_it() throws Exception {
        pool.always(new PoolReading(State.RUNNING, 10, 0, 10, OptionalInt.of(4), 10, Duration.ofSeconds(3)));
        harness.check();

        now += Duration.ofSeconds(1).toNanos();

        assertThat(harness.check().status()).isEqualTo(Status.DOWN);
    }

    @Test
    void exhaustion_counts_from_zero_after_a_calm_moment() throws Exception {
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
        assertThat(result.summary()).isEqualTo("9 of 10 in use (warn 90 %) for 31 s");
    }

    @Test
    void exhaustion_counts_from_zero_with_a_pool_that_was_closed_and_opens_again() throws Exception {
        pool.always(EXHAUSTED);
        assertThat(harness.check().status()).isEqualTo(Status.DEGRADED);
        pool.always(PoolReading.of(State.NOT_STARTED, 10, Duration.ofSeconds(30)));
        assertThat(harness.check()).isEqualTo(Result.up("not used yet"));

        now += Duration.ofHours(1).toNanos();
        pool.always(EXHAUSTED);

        assertThat(harness.check().status()).isEqualTo(Status.DEGRADED);
    }

    @Test
    void numbers_carry_the_threshold_they_are_held_against() throws Exception {
        pool.always(EXHAUSTED);
        harness.check();
        now += Duration.ofSeconds(4).toNanos();

        assertThat(harness.check().observations())
                .containsExactly(
                        Observation.count("pool.active", 10),
                        Observation.count("pool.idle", 0),
                        Observation.count("pool.total", 10),
                        Observation.count("pool.max", 10),
                        Observation.ratio("pool.used.ratio", 1).against(PoolLimits.DEFAULT.used()),
                        Observation.count("pool.waiting", 4),
                        Observation.duration("pool.starved", Duration.ofSeconds(4))
                                .against(PoolLimits.DEFAULT.waiting()));
    }

    @Test
    void what_a_pool_does_not_count_is_not_observed() throws Exception {
        pool.always(new PoolReading(State.RUNNING, 3, 0, 3, OptionalInt.empty(), 0, Duration.ofSeconds(30)));

        assertThat(harness.check().observations())
                .extracting(Observation::name)
                .containsExactly("pool.active", "pool.idle", "pool.total");
    }

    @Test
    void a_finding_is_about_the_pool() throws Exception {
        pool.always(EXHAUSTED);
        assertThat(harness.check().subjects()).containsExactly(Subject.pool("orders-pool"));

        pool.name = KnownPool.NAMELESS;
        assertThat(harness.check().subjects())
                .as("two pools without names are two")
                .containsExactly(Subject.pool("harness"));
    }

    @Test
    void a_pool_that_does_not_return_from_reading_says_so() {
        CountDownLatch release = new CountDownLatch(1);
        pool.lock = release;
        Probe probe = new PoolProbe(pool, PoolLimits.DEFAULT, (reading, idle, context) -> Optional.empty(), List::of);
        try (Vitals vitals = Vitals.builder("orders")
                .check("orders-db.pool", probe, c -> c.timeout(Duration.ofMillis(200)))
                .build()) {
            Result result = awaitResult(vitals);

            assertThat(result.status()).isEqualTo(Status.DOWN);
            assertThat(result.cause()).isEqualTo("pool.hung");
            assertThat(result.subjects()).containsExactly(Subject.pool("orders-pool"));
            assertThat(result.evidence().toString()).contains("Readings.read");
        } finally {
            release.countDown();
        }
    }

    @Test
    void a_server_that_never_answers_does_not_hide_what_the_pool_shows() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicBoolean hangs = new AtomicBoolean();
        ServerView hung = (reading, idle, context) -> {
            if (hangs.get()) {
                await(release);
            }
            return Optional.empty();
        };
        Probe probe = new PoolProbe(pool, PoolLimits.DEFAULT, hung, List::of, () -> this.now);
        pool.always(EXHAUSTED);
        ProbeHarness.of(probe).check();
        hangs.set(true);
        now += Duration.ofMinutes(2).toNanos();
        try (Vitals vitals = Vitals.builder("orders")
                .check("orders-db.pool", probe, c -> c.timeout(Duration.ofSeconds(1)))
                .build()) {
            Result result = awaitResult(vitals);

            assertThat(result.cause()).isEqualTo("pool.exhausted");
            assertThat(result.summary()).startsWith("10 of 10 in use, 4 threads waiting for 2 m (fail 10 s)");
            assertThat(result.observations()).extracting(Observation::name).contains("pool.starved");
        } finally {
            release.countDown();
        }
    }

    private static Result awaitResult(Vitals vitals) {
        return Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(
                        () -> vitals.report().checks().get(0).result(),
                        one -> one.cause().startsWith("pool."));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PoolReading running(int active, int max, int waiting) {
        return new PoolReading(State.RUNNING, active, 0, active, OptionalInt.of(waiting), max, Duration.ofSeconds(30));
    }

    /** A pool with given readings. */
    private static final class Readings implements Pool {
        private final Deque<PoolReading> next = new ArrayDeque<>();
        private PoolReading last = CALM;
        private String name = "orders-pool";
        private CountDownLatch lock = new CountDownLatch(0);

        void next(PoolReading... readings) {
            next.addAll(List.of(readings));
        }

        void always(PoolReading reading) {
            last = reading;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public PoolAdvice advice() {
            return new PoolAdvice("maximumPoolSize", "leakDetectionThreshold=60000", "");
        }

        @Override
        public PoolReading read() {
            await(lock);
            return next.isEmpty() ? last : next.remove();
        }
    }
}
