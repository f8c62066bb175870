package dev.vitals.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import dev.vitals.Vitals;
import dev.vitals.format.Format.ReportView;
import dev.vitals.format.MetricsFormat;
import dev.vitals.incident.IncidentSettings;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Probe;
import dev.vitals.probe.Result;
import dev.vitals.probe.Threshold;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Report;
import dev.vitals.report.ReportSource;
import dev.vitals.report.Selection;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VitalsMetricsTest {
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final UnaryOperator<CheckPolicy> SELDOM = c -> c.every(Duration.ofHours(1));

    private Vitals vitals;

    @AfterEach
    void close() {
        if (vitals != null) {
            vitals.close();
        }
    }

    @Test
    void names_labels_and_values_are_those_of_the_endpoint() {
        vitals = Vitals.builder("orders")
                .startUpGrace(Duration.ZERO)
                .check("disk", context -> full(), SELDOM.andThen(c -> c.impact(Impact.MAJOR))::apply)
                .check("odd \"name\"".replaceAll("[ \"]", "-"), context -> twice("load\n"), SELDOM)
                .build();
        Report report = settled();
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

        VitalsMetrics.of(vitals).bindTo(registry);

        String ours = new String(
                MetricsFormat.PROMETHEUS.report(new ReportView(report, true, true, List.of())), StandardCharsets.UTF_8);
        assertThat(samples(registry.scrape())).isNotEmpty().isEqualTo(samples(ours));
        assertThat(registry.scrape()).contains("vitals_observation_threshold{check=\"disk\",level=\"warn\"");
    }

    private static Result full() {
        return Result.degraded("disk.low", "hardly any space")
                .observe(Observation.ratio("disk.free", 0.1).against(Threshold.ratioBelow(0.2, 0.05)));
    }

    private static Result twice(String name) {
        return Result.up().observe(Observation.count(name, 1)).observe(Observation.count(name, 2));
    }

    @Test
    void two_aggregators_in_one_registry_are_told_apart_by_tags() {
        vitals = Vitals.builder("orders")
                .startUpGrace(Duration.ZERO)
                .check("db", context -> Result.up(), SELDOM)
                .build();
        settled();
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        VitalsMetrics.of(vitals).bindTo(registry);
        try (Vitals billing = Vitals.builder("billing")
                .startUpGrace(Duration.ZERO)
                .check("db", context -> Result.degraded("db.slow", "slow"), SELDOM)
                .build()) {
            billing.run("db");

            VitalsMetrics.of(billing).tags("part", "billing").bindTo(registry);

            assertThat(registry.get("vitals.check.status")
                            .tags("check", "db", "vitals.check.status", "DEGRADED", "part", "billing")
                            .gauge()
                            .value())
                    .isEqualTo(1);
            assertThat(registry.find("vitals.check.status")
                            .tags("vitals.check.status", "UP")
                            .gauges())
                    .extracting(Gauge::value)
                    .containsExactlyInAnyOrder(1.0, 0.0);
        }
    }

    @Test
    void reading_meters_never_runs_a_check() {
        AtomicInteger runs = new AtomicInteger();
        vitals = Vitals.builder("orders")
                .schedule(false)
                .check("counted", context -> Result.up("run " + runs.incrementAndGet()))
                .build();
        await().until(() -> runs.get() <= 1);
        int before = runs.get();
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        VitalsMetrics.of(vitals).bindTo(registry);

        assertThat(registry.get("vitals.ready").gauge().value()).isZero();
        registry.getMeters().forEach(Meter::measure);
        assertThat(runs).hasValue(before);
    }

    @Test
    void what_comes_and_goes_comes_and_goes_as_meters() {
        AtomicInteger round = new AtomicInteger();
        Source source = new Source(context -> Result.up().observe(Observation.count("n" + round, 1)), SELDOM);
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (VitalsMetrics metrics = VitalsMetrics.of(source)) {
            metrics.bindTo(registry);
            await().until(() -> names(registry, "vitals.observation").equals(Set.of("n0")));
            int meters = registry.getMeters().size();
            for (int i = 1; i < 6; i++) {
                round.set(i);
                source.rerun();
                String now = "n" + i;
                await().until(() -> names(registry, "vitals.observation").equals(Set.of(now)));
                assertThat(registry.getMeters()).hasSize(meters);
            }
            source.forget();
            await().until(() -> names(registry, "vitals.check.status").isEmpty());
        }
        assertThat(registry.getMeters()).isEmpty();
        source.close();
    }

    private static Set<String> names(MeterRegistry registry, String meter) {
        registry.get("vitals.ready").gauge().value();
        Set<String> names = new TreeSet<>();
        registry.find(meter).meters().forEach(found -> {
            String key = meter.equals("vitals.observation") ? "observation" : "check";
            names.add(String.valueOf(found.getId().getTag(key)));
        });
        return names;
    }

    @Test
    void a_result_too_old_to_trust_is_not_up() {
        Source source = new Source(context -> Result.up(), c -> c.every(Duration.ofMillis(200)));
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        VitalsMetrics.of(source).bindTo(registry);
        await().until(() -> status(registry, "UP") == 1);

        source.age();
        await().until(() -> status(registry, "UP") == 0);
        assertThat(status(registry, "UNKNOWN")).isEqualTo(1);
        source.close();
    }

    private static double status(MeterRegistry registry, String status) {
        registry.get("vitals.ready").gauge().value();
        Gauge gauge = registry.find("vitals.check.status")
                .tag("vitals.check.status", status)
                .gauge();
        return gauge == null ? Double.NaN : gauge.value();
    }

    @Test
    void open_incidents_are_counted_by_severity() {
        vitals = Vitals.builder("orders")
                .startUpGrace(Duration.ZERO)
                .incidents(IncidentSettings.DEFAULT)
                .check("disk", context -> Result.down("disk.full", "full"), c -> c.impact(Impact.MAJOR))
                .build();
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        VitalsMetrics.of(vitals).bindTo(registry);

        await().until(() -> {
            registry.get("vitals.ready").gauge().value();
            Gauge open =
                    registry.find("vitals.incidents.open").tag("severity", "P1").gauge();
            return open != null && open.value() == 1;
        });
        assertThat(registry.get("vitals.incidents.open")
                        .tag("severity", "P0")
                        .gauge()
                        .value())
                .isZero();
    }

    @Test
    void a_registry_that_refuses_meters_hurts_nobody() {
        vitals = Vitals.builder("orders")
                .check("disk", context -> full(), SELDOM)
                .build();
        settled();
        SimpleMeterRegistry full = new SimpleMeterRegistry();
        full.config().meterFilter(MeterFilter.maximumAllowableMetrics(3));
        SimpleMeterRegistry broken = new SimpleMeterRegistry() {
            @Override
            protected Counter newCounter(Meter.Id id) {
                throw new IllegalStateException("no");
            }

            @Override
            protected <T> Gauge newGauge(Meter.Id id, T object, java.util.function.ToDoubleFunction<T> value) {
                throw new IllegalStateException("no");
            }
        };
        assertThatCode(() -> {
                    VitalsMetrics metrics = VitalsMetrics.of(vitals);
                    metrics.bindTo(full);
                    metrics.bindTo(broken);
                    metrics.close();
                })
                .doesNotThrowAnyException();
        assertThat(full.getMeters()).isEmpty();
    }

    private Report settled() {
        return await().until(
                        vitals::report,
                        report -> report.checks().stream()
                                .allMatch(check -> check.timing().checkedAt().isPresent()));
    }

    /** Samples by name and sorted labels, without the lines about them. */
    private static Map<String, Double> samples(String text) {
        Map<String, Double> samples = new TreeMap<>();
        for (String line : Arrays.asList(text.split("\n", -1))) {
            if (!line.isEmpty() && line.charAt(0) != '#') {
                int end = line.lastIndexOf(' ');
                Set<String> labels = new TreeSet<>();
                Matcher label = LABEL.matcher(line);
                while (label.find()) {
                    labels.add(label.group());
                }
                samples.put(line.split("[{ ]", 2)[0] + labels, Double.parseDouble(line.substring(end + 1)));
            }
        }
        return samples;
    }

    /** An aggregator whose report changes when the test says so. */
    private static final class Source implements ReportSource, AutoCloseable {
        private final Probe probe;
        private final UnaryOperator<CheckPolicy> policy;
        private Vitals vitals;
        private volatile Optional<Report> report;

        Source(Probe probe, UnaryOperator<CheckPolicy> policy) {
            this.probe = probe;
            this.policy = policy;
            rerun();
        }

        void rerun() {
            close();
            vitals = Vitals.builder("source").check("check", probe, policy).build();
            report = Optional.of(await().until(
                            vitals::report,
                            seen -> seen.checks().get(0).timing().checkedAt().isPresent()));
        }

        /** As if the aggregator would have to run the check before it could answer. */
        void age() {
            report = Optional.empty();
        }

        void forget() {
            report = report.map(seen -> seen.toBuilder().checks(List.of()).build());
        }

        @Override
        public Report report(Selection selection) {
            throw new AssertionError("a run was asked for");
        }

        @Override
        public Optional<Report> current(Selection selection) {
            return report;
        }

        @Override
        public Optional<CheckReport> check(String name) {
            throw new AssertionError("a run was asked for");
        }

        @Override
        public boolean started() {
            return true;
        }

        @Override
        public Set<String> groups() {
            return vitals.groups();
        }

        @Override
        public Set<String> names() {
            return vitals.names();
        }

        @Override
        public void close() {
            if (vitals != null) {
                vitals.close();
            }
        }
    }
}
