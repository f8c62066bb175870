package dev.vitals.meter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.TestContext;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** The meters that a real Resilience4j makes. */
class BreakerMeasureTest {
    private final MeterRegistry registry = Registry.simple();
    private final CircuitBreakerRegistry breakers = CircuitBreakerRegistry.ofDefaults();
    private final CircuitBreaker payments = breakers.circuitBreaker("payments");
    private final CircuitBreaker mail = breakers.circuitBreaker("mail");

    @Test
    void the_worst_state_counts() throws Exception {
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers).bindTo(registry);
        MeterProbe probe = MeterProbe.breakers(registry);

        assertThat(run(probe).summary()).isEqualTo("2 closed");
        mail.transitionToDisabledState();
        assertThat(run(probe).summary()).isEqualTo("2 closed, or unused: mail");
        payments.transitionToOpenState();
        Result open = run(probe);
        assertThat(open.status()).isEqualTo(Status.DOWN);
        assertThat(open.cause()).isEqualTo("meter.breaker-open");
        assertThat(open.summary()).isEqualTo("open: payments");
        payments.transitionToHalfOpenState();
        assertThat(run(probe).status()).isEqualTo(Status.DEGRADED);
        payments.transitionToForcedOpenState();
        assertThat(run(probe).status()).isEqualTo(Status.DOWN);
        assertThat(run(MeterProbe.breaker(registry, "mail")).status()).isEqualTo(Status.UP);
        assertThat(run(MeterProbe.breaker(registry, "none")).status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void a_breaker_opened_by_slow_calls_is_told_apart_from_one_opened_by_failures() throws Exception {
        CircuitBreaker slow = breakers.circuitBreaker("search", eager());
        CircuitBreaker late = breakers.circuitBreaker("stock", eager());
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers).bindTo(registry);
        slow.onSuccess(9, TimeUnit.SECONDS);
        slow.onSuccess(9, TimeUnit.SECONDS);

        Result bySlowness = run(MeterProbe.breakers(registry));
        late.onError(9, TimeUnit.SECONDS, new TimeoutException());
        late.onError(9, TimeUnit.SECONDS, new TimeoutException());
        Result timedOut = run(MeterProbe.breaker(registry, "stock"));
        Result both = run(MeterProbe.breakers(registry));

        assertThat(bySlowness.status()).isEqualTo(Status.DOWN);
        assertThat(bySlowness.cause()).isEqualTo("meter.breaker-slow");
        assertThat(bySlowness.summary()).isEqualTo("open: search (0 % of its calls failed, 100 % were slow)");
        assertThat(timedOut.cause()).isEqualTo("meter.breaker-open");
        assertThat(both.cause()).isEqualTo("meter.breaker-open");
    }

    private static CircuitBreakerConfig eager() {
        return CircuitBreakerConfig.custom()
                .slidingWindowSize(2)
                .minimumNumberOfCalls(2)
                .slowCallDurationThreshold(Duration.ofSeconds(1))
                .build();
    }

    private static Result run(MeterProbe probe) throws Exception {
        return new TestContext().run(probe);
    }
}
