package dev.vitals.meter;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.core.instrument.step.StepMeterRegistry;
import io.micrometer.core.instrument.step.StepRegistryConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The real kinds of registries, by a clock that is moved by hand. */
enum Registry {
    SIMPLE {
        @Override
        MeterRegistry open(MockClock clock) {
            return new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);
        }
    },
    PROMETHEUS {
        @Override
        MeterRegistry open(MockClock clock) {
            return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, new PrometheusRegistry(), clock);
        }
    },
    STEP {
        @Override
        MeterRegistry open(MockClock clock) {
            return new Steps(clock);
        }
    },
    SIMPLE_IN_STEPS {
        @Override
        MeterRegistry open(MockClock clock) {
            Map<String, String> settings = Map.of("simple.mode", "step", "simple.step", "10s");
            return new SimpleMeterRegistry(settings::get, clock);
        }
    },
    OTLP {
        @Override
        MeterRegistry open(MockClock clock) {
            return otlp("cumulative", clock);
        }
    },
    OTLP_IN_STEPS {
        @Override
        MeterRegistry open(MockClock clock) {
            return otlp("delta", clock);
        }
    };

    abstract MeterRegistry open(MockClock clock);

    private static MeterRegistry otlp(String temporality, MockClock clock) {
        Map<String, String> settings =
                Map.of("otlp.enabled", "false", "otlp.step", "10s", "otlp.aggregationTemporality", temporality);
        return new OtlpMeterRegistry(settings::get, clock);
    }

    static MeterRegistry simple() {
        return SIMPLE.open(new MockClock());
    }

    /** Has requests answered: some well, some not. */
    static void serve(MeterRegistry registry, int good, int bad) {
        serve(registry, "200", good, Duration.ofMillis(20));
        serve(registry, "500", bad, Duration.ofMillis(20));
    }

    static void serve(MeterRegistry registry, String status, int requests, Duration took) {
        for (int i = 0; i < requests; i++) {
            Timer.builder("http.server.requests")
                    .tag("uri", "/orders")
                    .tag("status", status)
                    .publishPercentileHistogram()
                    .register(registry)
                    .record(took);
        }
    }

    static Counter counter(MeterRegistry registry, String name, String... tags) {
        return registry.counter(name, tags);
    }

    /** What Datadog, Influx, New Relic and others are made of. */
    private static final class Steps extends StepMeterRegistry {
        Steps(MockClock clock) {
            super(
                    new StepRegistryConfig() {
                        @Override
                        public String prefix() {
                            return "test";
                        }

                        @Override
                        public Duration step() {
                            return Duration.ofSeconds(10);
                        }

                        @Override
                        public String get(String key) {
                            return null;
                        }
                    },
                    clock);
        }

        @Override
        protected void publish() {}

        @Override
        protected TimeUnit getBaseTimeUnit() {
            return TimeUnit.SECONDS;
        }
    }
}
