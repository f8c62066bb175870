package dev.vitals.meter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.TestContext;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
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

    private static Result run(MeterProbe probe) throws Exception {
        return new TestContext().run(probe);
    }
}
