package dev.vitals.meter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Hold;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.TestContext;
import dev.vitals.probe.Threshold;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What runbooks say of an application's meters, each in one line of code. */
class RunbookLinesTest {
    private static final Hold AT_ONCE = Hold.NONE;

    private final MockClock clock = new MockClock();
    private final MeterRegistry registry = Registry.PROMETHEUS.open(clock);
    private final Meters requests = Meters.named(registry, "http.server.requests");

    @Test
    void error_rate_above_5_percent_for_2_minutes() throws Exception {
        MeterProbe line =
                MeterProbe.errorRate(registry, Threshold.ratioAbove(0.05, 0.10)).lasting(Duration.ofMinutes(2));

        expect(line, Hold.lasting(Duration.ofMinutes(2)), errors(4), errors(6), Status.DEGRADED, "meter.errors");
    }

    @Test
    void error_rate_above_10_percent() throws Exception {
        MeterProbe line = MeterProbe.errorRate(registry, Threshold.ratioAbove(0.05, 0.10));

        expect(line, AT_ONCE, errors(4), errors(11), Status.DOWN, "meter.errors");
    }

    @Test
    void error_rate_below_2_percent() throws Exception {
        MeterProbe line = MeterProbe.errorRate(registry, Threshold.ratioAbove(0.02, 0.05));

        expect(line, AT_ONCE, errors(1), errors(3), Status.DEGRADED, "meter.errors");
    }

    @Test
    void error_rate_below_1_percent() throws Exception {
        MeterProbe line = MeterProbe.errorRate(registry, Threshold.ratioAbove(0.01, 0.05));

        expect(line, AT_ONCE, errors(0), errors(2), Status.DEGRADED, "meter.errors");
    }

    @Test
    void p95_below_300_ms() throws Exception {
        MeterProbe line =
                MeterProbe.percentile(requests, 0.95, Threshold.above(Duration.ofMillis(300), Duration.ofSeconds(1)));

        expect(line, AT_ONCE, slow(4, 600), slow(8, 600), Status.DEGRADED, "meter.slow");
    }

    @Test
    void p95_below_200_ms() throws Exception {
        MeterProbe line =
                MeterProbe.percentile(requests, 0.95, Threshold.above(Duration.ofMillis(200), Duration.ofSeconds(1)));

        expect(line, AT_ONCE, slow(4, 270), slow(8, 270), Status.DEGRADED, "meter.slow");
    }

    @Test
    void response_time_above_2_seconds() throws Exception {
        MeterProbe line =
                MeterProbe.percentile(requests, 0.95, Threshold.above(Duration.ofSeconds(2), Duration.ofSeconds(5)));

        expect(line, AT_ONCE, slow(8, 1_500), slow(8, 3_000), Status.DEGRADED, "meter.slow");
    }

    @Test
    void response_time_above_5_seconds_for_5_minutes() throws Exception {
        MeterProbe line = MeterProbe.mean(requests, Threshold.above(Duration.ofSeconds(5), Duration.ofSeconds(10)))
                .lasting(Duration.ofMinutes(5));

        expect(
                line,
                Hold.lasting(Duration.ofMinutes(5)),
                slow(100, 4_000),
                slow(100, 6_000),
                Status.DEGRADED,
                "meter.slow");
    }

    @Test
    void queue_size_below_1000() throws Exception {
        AtomicInteger queued = new AtomicInteger();
        Gauge.builder("executor.queued", queued, AtomicInteger::get)
                .tag("name", "mail")
                .register(registry);
        MeterProbe line = MeterProbe.queue(registry, "mail", Threshold.countAbove(1_000, 10_000));

        expect(line, AT_ONCE, () -> queued.set(999), () -> queued.set(1_000), Status.DEGRADED, "meter.queue");
    }

    @Test
    void circuit_breaker_open() throws Exception {
        CircuitBreakerRegistry breakers = CircuitBreakerRegistry.ofDefaults();
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers).bindTo(registry);
        breakers.circuitBreaker("zoho");
        MeterProbe line = MeterProbe.breaker(registry, "zoho");

        expect(
                line,
                AT_ONCE,
                () -> breakers.circuitBreaker("zoho").transitionToClosedState(),
                () -> breakers.circuitBreaker("zoho").transitionToOpenState(),
                Status.DOWN,
                "meter.breaker-open");
    }

    @Test
    void many_failed_logins() throws Exception {
        MeterProbe line = MeterProbe.failedLogins(registry, Threshold.rateAbove(5, 50));

        expect(line, AT_ONCE, logins(40), logins(60), Status.DEGRADED, "meter.logins");
    }

    @Test
    void requests_without_access() throws Exception {
        MeterProbe line = MeterProbe.rate(requests.matching("status", "401|403"), Threshold.rateAbove(1, 10));

        expect(line, AT_ONCE, requests("403", 9), requests("403", 11), Status.DEGRADED, "meter.rate");
    }

    /** Lets as much happen in each ten seconds, first what is fine and then what is not. */
    private void expect(MeterProbe line, Hold hold, Runnable fine, Runnable bad, Status status, String cause)
            throws Exception {
        Result result = twoMinutesOf(fine, line);
        assertThat(result.status()).as(result.summary()).isEqualTo(Status.UP);
        result = twoMinutesOf(bad, line);
        assertThat(result.status()).as(result.summary()).isEqualTo(status);
        assertThat(result.cause()).isEqualTo(cause);
        assertThat(line.defaultPolicy().failAfter()).isEqualTo(hold);
    }

    private Result twoMinutesOf(Runnable traffic, MeterProbe line) throws Exception {
        TestContext context = new TestContext();
        Result result = Result.up();
        for (int i = 0; i < 13; i++) {
            traffic.run();
            clock.addSeconds(10);
            result = context.run(line);
        }
        return result;
    }

    private Runnable errors(int percent) {
        return () -> Registry.serve(registry, 100 - percent, percent);
    }

    private Runnable slow(int percent, int millis) {
        return () -> {
            Registry.serve(registry, "200", 100 - percent, Duration.ofMillis(20));
            Registry.serve(registry, "200", percent, Duration.ofMillis(millis));
        };
    }

    private Runnable requests(String status, int number) {
        return () -> Registry.serve(registry, status, number, Duration.ofMillis(5));
    }

    private Runnable logins(int failed) {
        return () -> {
            for (int i = 0; i < failed; i++) {
                Timer.builder("spring.security.authentications")
                        .tag("error", "BadCredentialsException")
                        .register(registry)
                        .record(Duration.ofMillis(1));
            }
        };
    }
}
