package dev.vitals.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.vitals.probe.Hold;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Probe;
import dev.vitals.probe.Result;
import dev.vitals.probe.Scope;
import dev.vitals.probe.Status;
import dev.vitals.probe.TestContext;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Threshold.Direction;
import dev.vitals.probe.Unit;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MeterProbeTest {
    private static final Threshold SHARE = Threshold.ratioAbove(0.05, 0.10);
    private static final Threshold RATE = Threshold.rateAbove(1, 10);
    private final MockClock clock = new MockClock();
    private final TestContext context = new TestContext();

    @ParameterizedTest
    @EnumSource
    void an_error_rate_above_five_percent_is_found_in_every_kind_of_registry(Registry kind) throws Exception {
        MeterRegistry registry = kind.open(clock);
        Registry.serve(registry, 1, 0);
        MeterProbe probe = MeterProbe.errorRate(registry, SHARE);

        Result healthy = afterServing(registry, probe, 100, 1);
        assertThat(healthy.status()).isEqualTo(Status.UP);
        Result bad = afterServing(registry, probe, 93, 20);
        for (int i = 0; i < 11; i++) {
            bad = afterServing(registry, probe, 80, 20);
        }
        assertThat(bad.status()).isEqualTo(Status.DOWN);
        assertThat(bad.cause()).isEqualTo("meter.errors");
        assertThat(value(bad)).isCloseTo(0.20, within(0.03));
        assertThat(bad.evidence().toString()).contains("status=\"500\"");

        for (int i = 0; i < 13; i++) {
            bad = afterServing(registry, probe, 100, 0);
        }
        assertThat(bad.status()).as(bad.summary()).isEqualTo(Status.UP);
        assertThat(value(bad)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void a_window_is_ours_whatever_the_step_is(Registry kind) throws Exception {
        MeterRegistry registry = kind.open(clock);
        Counter counter = registry.counter("orders");
        MeterProbe probe =
                MeterProbe.rate(Meters.named(registry, "orders"), RATE).over(Duration.ofSeconds(30));

        Result result = run(probe);
        for (int i = 0; i < 6; i++) {
            counter.increment(50);
            clock.addSeconds(10);
            result = run(probe);
        }
        assertThat(value(result)).isCloseTo(5, within(0.01));
        assertThat(result.status()).isEqualTo(Status.DEGRADED);
        assertThat(result.summary()).isEqualTo("5/s of orders within 30 s (warn 1/s)");
    }

    @Test
    void equal_steps_count_once_each_however_often_they_are_read() throws Exception {
        MeterRegistry registry = Registry.STEP.open(clock);
        Counter counter = registry.counter("orders");
        MeterProbe probe = MeterProbe.rate(Meters.named(registry, "orders"), RATE);

        for (int i = 0; i < 6; i++) {
            counter.increment(20);
            for (int j = 0; j < 5; j++) {
                clock.addSeconds(2);
                run(probe);
            }
        }
        Result result = run(probe);
        assertThat(value(result)).isCloseTo(2, within(0.4));
        assertThat(result.observations()).contains(Observation.count("meter.events", 120));
    }

    @ParameterizedTest
    @EnumSource
    void the_first_failure_of_all_is_not_lost_as_a_baseline(Registry kind) throws Exception {
        MeterRegistry registry = kind.open(clock);
        MeterProbe probe = MeterProbe.errorRate(registry, SHARE);

        Result result = afterServing(registry, probe, 0, 100);
        assertThat(result.status()).isEqualTo(Status.DOWN);
        assertThat(value(result)).isEqualTo(1);
    }

    @Test
    void a_counter_that_was_reset_starts_again_at_zero() throws Exception {
        MeterRegistry registry = Registry.SIMPLE.open(clock);
        registry.counter("orders").increment(1_000_000);
        MeterProbe probe = MeterProbe.rate(Meters.named(registry, "orders"), RATE);

        clock.addSeconds(10);
        registry.clear();
        registry.counter("orders").increment(5);
        Result result = run(probe);
        assertThat(value(result)).isEqualTo(0.5);
        assertThat(result.status()).isEqualTo(Status.UP);
    }

    @Test
    void no_traffic_is_not_the_same_as_no_errors() throws Exception {
        MeterRegistry registry = Registry.SIMPLE.open(clock);
        Registry.serve(registry, 5, 5);
        MeterProbe probe = MeterProbe.errorRate(registry, SHARE);

        clock.addSeconds(10);
        Result idle = run(probe);
        assertThat(idle.status()).isEqualTo(Status.UP);
        assertThat(idle.summary()).isEqualTo("no traffic: no http.server.requests within 10 s");
        assertThat(idle.observations()).extracting(Observation::name).doesNotContain("meter.value");

        assertThat(afterServing(registry, probe, 100, 0).summary())
                .isEqualTo("0 % of 100 http.server.requests within 20 s (warn 5 %)");
    }

    @Test
    void a_single_failure_at_night_is_no_alarm_but_many_are() throws Exception {
        MeterRegistry registry = Registry.SIMPLE.open(clock);
        Registry.serve(registry, 1, 1);
        MeterProbe probe = MeterProbe.errorRate(registry, SHARE);

        Result one = afterServing(registry, probe, 1, 1);
        assertThat(one.status()).isEqualTo(Status.UP);
        assertThat(one.summary()).contains("2 http.server.requests", "as if there were 50");
        assertThat(afterServing(registry, probe, 0, 8).status()).isEqualTo(Status.DOWN);
    }

    @Test
    void traffic_that_is_missing_can_be_asked_for() throws Exception {
        MeterRegistry registry = Registry.SIMPLE.open(clock);
        Registry.serve(registry, 1, 0);
        MeterProbe probe = MeterProbe.rate(
                Meters.named(registry, "http.server.requests"), Threshold.of(Direction.BELOW, Unit.PER_SECOND, 1, 0.1));

        assertThat(afterServing(registry, probe, 100, 0).status()).isEqualTo(Status.UP);
        clock.addSeconds(200);
        assertThat(run(probe).status()).isEqualTo(Status.DOWN);
    }

    @Test
    void a_condition_that_must_last_is_held_by_its_check() {
        MeterProbe probe = MeterProbe.errorRate(Registry.simple(), SHARE).lasting(Duration.ofMinutes(2));

        assertThat(probe.defaultPolicy().failAfter()).isEqualTo(Hold.lasting(Duration.ofMinutes(2)));
        assertThat(probe.defaultPolicy().scope()).isEqualTo(Scope.LOCAL);
    }

    @Test
    void buckets_of_a_prometheus_registry_are_read_over_our_window() throws Exception {
        MeterRegistry registry = Registry.PROMETHEUS.open(clock);
        Registry.serve(registry, "200", 100_000, Duration.ofMillis(5));
        MeterProbe probe = p95(registry);

        Registry.serve(registry, "200", 90, Duration.ofMillis(100));
        Registry.serve(registry, "200", 10, Duration.ofMillis(450));
        clock.addSeconds(10);
        Result slow = run(probe);
        assertThat(slow.status()).as(slow.summary()).isEqualTo(Status.DEGRADED);
        assertThat(slow.cause()).isEqualTo("meter.slow");
        assertThat(value(slow)).isBetween(0.4, 0.5);
        assertThat(slow.summary()).startsWith("P95 ").endsWith("of 100 http.server.requests within 10 s (warn 300 ms)");

        clock.addSeconds(200);
        run(probe);
        Registry.serve(registry, "200", 100, Duration.ofMillis(100));
        clock.addSeconds(10);
        assertThat(run(probe).status()).isEqualTo(Status.UP);
    }

    @Test
    void requests_beyond_the_last_bucket_are_not_taken_for_fast() throws Exception {
        MeterRegistry registry = Registry.SIMPLE.open(clock);
        Timer timer = Timer.builder("http.server.requests")
                .serviceLevelObjectives(Duration.ofMillis(300))
                .register(registry);
        MeterProbe probe = p95(registry);

        timer.record(Duration.ofMillis(10));
        clock.addSeconds(10);
        assertThat(run(probe).status()).isEqualTo(Status.UP);
        for (int i = 0; i < 10; i++) {
            timer.record(Duration.ofSeconds(4));
        }
        clock.addSeconds(10);
        assertThat(run(probe).status()).isEqualTo(Status.DOWN);
    }

    @Test
    void without_a_histogram_mean_and_maximum_are_judged_as_far_as_they_go() throws Exception {
        MeterRegistry registry = Registry.SIMPLE.open(clock);
        Timer timer = registry.timer("http.server.requests");
        MeterProbe probe = p95(registry);

        for (int i = 0; i < 20; i++) {
            timer.record(Duration.ofMillis(200));
        }
        Result fast = afterAMoment(probe);
        assertThat(fast.status()).isEqualTo(Status.UP);
        assertThat(fast.summary()).contains("at most 200 ms", "there is no histogram");

        timer.record(Duration.ofSeconds(3));
        Result unclear = afterAMoment(probe);
        assertThat(unclear.status()).isEqualTo(Status.UNKNOWN);
        assertThat(unclear.cause()).isEqualTo("meter.kind");
        assertThat(unclear.remedies().toString()).contains("percentiles-histogram.http.server.requests");

        for (int i = 0; i < 50; i++) {
            timer.record(Duration.ofSeconds(3));
        }
        Result slow = afterAMoment(probe);
        assertThat(slow.status()).isEqualTo(Status.DOWN);
        assertThat(slow.summary()).contains("at least ");
    }

    @Test
    void a_response_time_above_five_seconds_for_five_minutes() throws Exception {
        MeterRegistry registry = Registry.PROMETHEUS.open(clock);
        Registry.serve(registry, 1, 0);
        MeterProbe probe = MeterProbe.mean(
                        Meters.named(registry, "http.server.requests"),
                        Threshold.above(Duration.ofSeconds(5), Duration.ofSeconds(10)))
                .lasting(Duration.ofMinutes(5));

        Registry.serve(registry, "200", 10, Duration.ofSeconds(6));
        assertThat(afterAMoment(probe).summary()).startsWith("mean 6 s of http.server.requests");
        assertThat(probe.defaultPolicy().failAfter()).isEqualTo(Hold.lasting(Duration.ofMinutes(5)));
    }

    @Test
    void sizes_have_percentiles_and_greatest_values_too() throws Exception {
        MeterRegistry registry = Registry.PROMETHEUS.open(clock);
        DistributionSummary sizes = DistributionSummary.builder("upload")
                .serviceLevelObjectives(100, 1_000, 10_000)
                .register(registry);
        Meters uploads = Meters.named(registry, "upload");
        Threshold limit = Threshold.of(Direction.ABOVE, Unit.BYTES, 500, 5_000);
        MeterProbe probe = MeterProbe.percentile(uploads, 0.5, limit);

        for (int i = 0; i < 10; i++) {
            sizes.record(900);
        }
        assertThat(afterAMoment(probe).status()).isEqualTo(Status.DEGRADED);
        assertThat(run(MeterProbe.max(uploads, limit)).status()).isEqualTo(Status.DEGRADED);
    }

    @Test
    void failed_logins_are_counted() throws Exception {
        MeterRegistry registry = Registry.SIMPLE.open(clock);
        MeterProbe probe = MeterProbe.failedLogins(registry, RATE);

        login(registry, "none", 500);
        Result good = afterAMoment(probe);
        assertThat(good.status()).as(good.summary()).isEqualTo(Status.UP);
        login(registry, "BadCredentialsException", 500);
        Result bad = afterAMoment(probe);
        assertThat(bad.cause()).isEqualTo("meter.logins");
        assertThat(bad.status()).isEqualTo(Status.DOWN);
    }

    private static void login(MeterRegistry registry, String error, int times) {
        Timer timer = registry.timer("spring.security.authentications", "error", error);
        for (int i = 0; i < times; i++) {
            timer.record(Duration.ofMillis(1));
        }
    }

    @Test
    void a_queue_of_tasks_is_judged_as_it_is_now() throws Exception {
        MeterRegistry registry = Registry.simple();
        List<Integer> queue = new java.util.ArrayList<>(List.of(1, 2, 3));
        Gauge.builder("executor.queued", queue, List::size).tag("name", "mail").register(registry);
        MeterProbe probe = MeterProbe.queue(registry, "mail", Threshold.countAbove(5, 10));

        assertThat(run(probe).summary()).isEqualTo("executor.queued{name=\"mail\"} is 3 (warn 5)");
        queue.addAll(List.of(4, 5, 6));
        assertThat(run(probe).cause()).isEqualTo("meter.queue");
        assertThat(run(MeterProbe.queue(registry, "other", Threshold.countAbove(5, 10)))
                        .status())
                .isEqualTo(Status.UNKNOWN);
    }

    @Test
    void of_several_gauges_the_worst_counts_in_its_own_direction() throws Exception {
        MeterRegistry registry = Registry.simple();
        gauge(registry, "a", 5);
        gauge(registry, "b", 50);
        gauge(registry, "c", Double.NaN);
        Meters gauges = Meters.named(registry, "level");

        assertThat(value(run(MeterProbe.value(gauges, Threshold.countAbove(60, 70)))))
                .isEqualTo(50);
        assertThat(value(run(MeterProbe.value(gauges, Threshold.countBelow(3, 1)))))
                .isEqualTo(5);
        Result none = run(MeterProbe.value(gauges.tag("id", "c"), Threshold.countAbove(1, 2)));
        assertThat(none.cause()).isEqualTo("meter.no-value");
    }

    @Test
    void what_is_infinite_is_beyond_every_limit_on_that_side() throws Exception {
        MeterRegistry registry = Registry.simple();
        gauge(registry, "a", 5);
        gauge(registry, "b", Double.POSITIVE_INFINITY);
        gauge(registry, "c", Double.NaN);
        Meters gauges = Meters.named(registry, "level");

        Result above = run(MeterProbe.value(gauges, Threshold.countAbove(60, 70)));
        Result below = run(MeterProbe.value(gauges.tag("id", "b"), Threshold.countBelow(3, 1)));
        assertThat(above.status()).isEqualTo(Status.DOWN);
        assertThat(above.summary())
                .isEqualTo("level{id=\"b\"} is infinite, the worst of 3, of which 1 shows no number (fail 70)");
        assertThat(below.status()).isEqualTo(Status.UP);
    }

    @Test
    void a_counter_that_shows_no_number_for_a_moment_is_unknown_for_that_moment() throws Exception {
        MeterRegistry registry = Registry.SIMPLE.open(clock);
        double[] count = {1_000};
        io.micrometer.core.instrument.FunctionCounter.builder("computed", count, array -> array[0])
                .register(registry);
        MeterProbe probe = MeterProbe.rate(Meters.named(registry, "computed"), RATE);

        for (double broken : List.of(Double.NaN, Double.POSITIVE_INFINITY)) {
            count[0] = broken;
            Result result = afterAMoment(probe);
            assertThat(result.status()).as(result.summary()).isEqualTo(Status.UNKNOWN);
        }
        count[0] = 1_012;
        assertThat(afterAMoment(probe).summary()).isEqualTo("0.40/s of computed within 30 s (warn 1/s)");
    }

    private static void gauge(MeterRegistry registry, String id, double value) {
        Gauge.builder("level", () -> value).tag("id", id).register(registry);
    }

    @Test
    void what_is_missing_is_unknown_and_named() throws Exception {
        MeterRegistry registry = Registry.SIMPLE.open(clock);
        Registry.serve(registry, 1, 0);
        Meters requests = Meters.named(registry, "http.server.requests");

        assertMissing(MeterProbe.rate(Meters.named(registry, "orders"), RATE), "no meter is named orders");
        assertMissing(
                MeterProbe.rate(requests.tag("sttus", "500"), RATE),
                "no meter named http.server.requests has a tag 'sttus'");
        assertMissing(p95(Registry.simple()), "no meter is named http.server.requests");
        assertMissing(MeterProbe.breakers(registry), "no meter is named resilience4j.circuitbreaker.state");
        clock.addSeconds(1);
        assertThat(run(MeterProbe.rate(requests.tag("status", "500"), RATE)).status())
                .isEqualTo(Status.UNKNOWN); // the first sample, at the same moment
    }

    private void assertMissing(Probe probe, String summary) throws Exception {
        Result result = run(probe);
        assertThat(result.status()).isEqualTo(Status.UNKNOWN);
        assertThat(result.cause()).isEqualTo("meter.missing");
        assertThat(result.summary()).isEqualTo(summary);
    }

    @Test
    void a_meter_of_the_wrong_kind_says_so() throws Exception {
        MeterRegistry registry = Registry.simple();
        gauge(registry, "a", 1);
        registry.counter("orders");
        registry.timer("jobs");
        Meters gauges = Meters.named(registry, "level");

        assertThat(run(MeterProbe.rate(gauges, RATE)).cause()).isEqualTo("meter.kind");
        assertThat(run(MeterProbe.percentile(Meters.named(registry, "orders"), 0.5, RATE))
                        .cause())
                .isEqualTo("meter.kind");
        assertThat(run(MeterProbe.mean(Meters.named(registry, "jobs"), RATE)).summary())
                .isEqualTo("jobs measures durations, but the threshold is in per_second");
        assertThat(run(MeterProbe.value(Meters.named(registry, "orders"), RATE)).summary())
                .isEqualTo("orders is a counter, which is no gauge");
    }

    @Test
    void a_registry_that_throws_is_unknown_and_harms_nothing_else() throws Exception {
        MeterRegistry registry = new SimpleMeterRegistry() {
            @Override
            public List<Meter> getMeters() {
                throw new IllegalStateException("out of order");
            }
        };

        for (MeterProbe probe :
                List.of(MeterProbe.errorRate(registry, SHARE), p95(registry), MeterProbe.breakers(registry))) {
            Result result = run(probe);
            assertThat(result.status()).isEqualTo(Status.UNKNOWN);
            assertThat(result.cause()).isEqualTo("meter.unreadable");
            assertThat(result.summary()).contains("IllegalStateException", "out of order");
        }
    }

    @Test
    void a_meter_that_throws_is_unknown() throws Exception {
        MeterRegistry registry = Registry.simple();
        io.micrometer.core.instrument.FunctionCounter.builder("broken", this, any -> {
                    throw new IllegalStateException("broken");
                })
                .register(registry);

        Result result = run(MeterProbe.rate(Meters.named(registry, "broken"), RATE));
        assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void a_meter_that_is_removed_among_very_many_is_no_growth() throws Exception {
        MeterRegistry registry = Registry.SIMPLE.open(clock);
        int many = 2 * Growth.TRACKED;
        for (int i = 0; i < many; i++) {
            registry.counter("orders", "customer", Integer.toString(i)).increment(1_000);
        }
        MeterProbe probe =
                MeterProbe.rate(Meters.named(registry, "orders"), RATE).over(Duration.ofSeconds(10));
        clock.addSeconds(10);
        assertThat(value(run(probe))).isZero();

        for (int i = 0; i < many; i += 2) { // some of them are followed one by one, some are not
            registry.remove(registry.counter("orders", "customer", Integer.toString(i)));
        }
        clock.addSeconds(10);
        assertThat(value(run(probe))).isZero();

        registry.counter("orders", "customer", "1").increment(20);
        registry.counter("orders", "customer", Integer.toString(many - 1)).increment(20);
        clock.addSeconds(10);
        assertThat(value(run(probe))).isEqualTo(4);
    }

    @Test
    void a_tag_with_very_many_values_costs_no_memory_and_loses_no_event() throws Exception {
        MeterRegistry registry = Registry.SIMPLE.open(clock);
        int many = 100_000;
        for (int i = 0; i < many; i++) {
            registry.counter("orders", "customer", Integer.toString(i)).increment();
        }
        MeterProbe probe = MeterProbe.rate(Meters.named(registry, "orders"), RATE);

        registry.getMeters().forEach(meter -> ((Counter) meter).increment());
        registry.counter("orders", "customer", "new").increment();
        Result result = afterAMoment(probe);
        assertThat(value(result)).isEqualTo((many + 1) / 10.0);
        assertThat(probe)
                .extracting("measure.growth.before")
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .hasSize(Growth.TRACKED);
        Result percentile = run(MeterProbe.percentile(Meters.named(registry, "orders"), 0.9, RATE));
        assertThat(percentile.status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void of_a_composite_registry_a_member_that_counts_from_the_start_is_read() throws Exception {
        CompositeMeterRegistry composite = new CompositeMeterRegistry(clock);
        MeterProbe probe = MeterProbe.rate(Meters.named(composite, "orders"), RATE);
        composite.add(Registry.STEP.open(clock));
        composite.add(Registry.SIMPLE.open(clock));

        composite.counter("orders").increment(100);
        assertThat(value(afterAMoment(probe))).isEqualTo(10);
    }

    @Test
    void bad_input_is_refused() {
        MeterRegistry registry = Registry.simple();
        Meters meters = Meters.named(registry, "a");
        assertThatIllegalArgumentException().isThrownBy(() -> Meters.named(registry, " "));
        assertThatIllegalArgumentException().isThrownBy(() -> meters.matching("a", "("));
        assertThatIllegalArgumentException().isThrownBy(() -> meters.step(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> MeterProbe.percentile(meters, 95, RATE));
        assertThatIllegalArgumentException().isThrownBy(() -> MeterProbe.ratio(meters, meters, SHARE, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> MeterProbe.errorRate(registry, RATE));
        assertThatIllegalArgumentException().isThrownBy(() -> MeterProbe.rate(meters, SHARE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MeterProbe.rate(meters, RATE).over(Duration.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MeterProbe.rate(meters, RATE).lasting(Duration.ofDays(2)));
        assertThat(meters.tag("k", "v").matching("s", "5..").except("e", "none"))
                .hasToString("a{k=\"v\",s=~\"5..\",e!=\"none\"}");
    }

    private static MeterProbe p95(MeterRegistry registry) {
        return MeterProbe.percentile(
                Meters.named(registry, "http.server.requests"),
                0.95,
                Threshold.above(Duration.ofMillis(300), Duration.ofSeconds(1)));
    }

    private Result afterServing(MeterRegistry registry, Probe probe, int good, int bad) throws Exception {
        Registry.serve(registry, good, bad);
        return afterAMoment(probe);
    }

    private Result afterAMoment(Probe probe) throws Exception {
        clock.addSeconds(10);
        return run(probe);
    }

    private Result run(Probe probe) throws Exception {
        return context.run(probe);
    }

    private static double value(Result result) {
        return result.observations().stream()
                .filter(observation -> observation.name().equals("meter.value"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(result))
                .value();
    }
}
