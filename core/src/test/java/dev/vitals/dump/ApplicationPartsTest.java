package dev.vitals.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vitals.Vitals;
import dev.vitals.deployment.DeploymentSettings;
import dev.vitals.errors.ErrorEvent.Level;
import dev.vitals.errors.RecentErrors;
import dev.vitals.meter.MeterReadings;
import dev.vitals.probe.Result;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What a dump knows of the application: what it logs, what it measures, and which build runs. */
class ApplicationPartsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final DumpSettings ON_DEMAND =
            DumpSettings.DEFAULT.onDemandOnly().apart(Duration.ZERO, Duration.ZERO);

    private static Vitals vitals(DumpSettings settings) {
        return Vitals.builder("shop")
                .schedule(false)
                .check("orders", context -> Result.down("orders.lost", "17 orders are lost"))
                .deployment(DeploymentSettings.given().version("1.4.2").commit("5b46c0cabc"))
                .dumps(settings)
                .build();
    }

    private static Bundle take(Vitals vitals) throws Exception {
        return Bundle.of(vitals.dump(DumpRequest.DEFAULT).await(PATIENCE).orElseThrow());
    }

    @Test
    void the_error_logged_most_often_and_the_build_are_in_the_summary() throws Exception {
        RecentErrors errors = RecentErrors.create();
        for (int i = 0; i < 5; i++) {
            errors.record(Level.WARN, "app.Cache", "main", () -> "slow", null);
        }
        errors.record(Level.ERROR, "app.Once", "main", () -> "rare", null);
        for (int i = 0; i < 3; i++) {
            errors.record(
                    Level.ERROR,
                    "app.Orders",
                    "worker",
                    () -> "not saved, password=hidden-word",
                    new IllegalStateException("no more rows"));
        }
        try (Vitals vitals = vitals(ON_DEMAND.errors(errors))) {
            Bundle bundle = take(vitals);

            assertThat(bundle.file("app/errors.txt"))
                    .startsWith("4 errors and 5 warnings were logged, 0 of them could not be recorded")
                    .contains("5 times since", "WARN app.Cache: slow", "[worker] ERROR app.Orders: not saved")
                    .contains("java.lang.IllegalStateException: no more rows at dev.vitals.dump.ApplicationPartsTest")
                    .doesNotContain("hidden-word");
            assertThat(bundle.file("00-SUMMARY.md"))
                    .containsPattern("Logged most often of late .*: 3 times since .* ERROR app.Orders: not saved")
                    .contains("Build: version 1.4.2 (commit 5b46c0c), started ")
                    .contains("version 1.4.2 (commit 5b46c0c) started ", " before the first failure")
                    .doesNotContain("app.Cache", "app.Once");
            assertThat(bundle.file("app/build.txt"))
                    .contains("runs version 1.4.2", "runs commit 5b46c0cabc", "root cause in orders: version 1.4.2");
        }
    }

    @Test
    void what_was_not_handed_over_has_no_part() throws Exception {
        try (Vitals vitals = vitals(ON_DEMAND)) {
            Bundle bundle = take(vitals);

            assertThat(bundle.names()).contains("app/build.txt").doesNotContain("app/errors.txt", "app/meters.txt");
            assertThat(bundle.file("00-SUMMARY.md")).doesNotContain("Logged most often");
        }
    }

    @Test
    void meters_are_sorted_with_their_units_and_without_secrets() throws Exception {
        MeterRegistry registry = new SimpleMeterRegistry();
        Timer.builder("http.requests").tag("uri", "/orders").register(registry).record(Duration.ofMillis(1_500));
        registry.counter("app.lost", "password", "hidden-word").increment(17);
        registry.gauge("app.unknown", Double.NaN);
        try (Vitals vitals = vitals(ON_DEMAND.meters(MeterReadings.of(registry)))) {
            List<String> lines = take(vitals).file("app/meters.txt").lines().toList();

            assertThat(lines).hasSize(3);
            assertThat(lines.get(0)).startsWith("app.lost{password=[redacted:").contains("count=17.0");
            assertThat(lines.get(1)).isEqualTo("app.unknown shows no number");
            assertThat(lines.get(2)).isEqualTo("http.requests{uri=/orders} count=1.0 total=1.5 max=1.5 seconds");
        }
    }

    @Test
    void meters_above_the_bound_are_counted() {
        MeterRegistry registry = new SimpleMeterRegistry();
        for (int i = 0; i < 2_003; i++) {
            registry.counter("lost", "id", String.valueOf(10_000 + i));
        }

        List<String> lines = MeterReadings.of(registry).lines().toList();

        assertThat(lines).hasSize(2_001);
        assertThat(lines.get(0)).startsWith("lost{id=10000} ");
        assertThat(lines.get(2_000)).isEqualTo("and 3 more meters");
    }

    @Test
    void a_meter_that_hangs_leaves_what_came_before_it_and_is_left_alone_after_two_dumps() throws Exception {
        MeterRegistry registry = new SimpleMeterRegistry();
        CountDownLatch never = new CountDownLatch(1);
        registry.counter("a.lost").increment();
        registry.more().counter("b.fails", List.of(), registry, any -> {
            throw new IllegalStateException("broken");
        });
        registry.more().counter("b.is.older", List.of(), registry, any -> {
            throw new NoClassDefFoundError("app/Gauge");
        });
        registry.more().counter("b.speechless", List.of(), registry, any -> {
            throw new SpeechlessException();
        });
        registry.gauge("c.hangs", never, latch -> {
            try {
                latch.await();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
            return 0;
        });
        try (Vitals vitals = vitals(ON_DEMAND.meters(MeterReadings.of(registry)))) {
            assertThat(take(vitals).file("app/meters.txt").lines())
                    .containsExactly(
                            "a.lost count=1.0 ",
                            "b.fails cannot be read: java.lang.IllegalStateException: broken",
                            "b.is.older cannot be read: java.lang.NoClassDefFoundError: app/Gauge",
                            "b.speechless cannot be read: " + SpeechlessException.class.getName());
            Bundle second = take(vitals);
            assertThat(second.file("manifest.json")).contains("app/meters.txt", "TIMED_OUT");
            assertThat(take(vitals).file("manifest.json"))
                    .contains("a meter failed or hung twice, and they are not asked again");
        } finally {
            never.countDown();
        }
    }

    /** As an exception that formats what is gone. */
    private static final class SpeechlessException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("nothing to say");
        }
    }

    private record Named(String name) implements DumpContributor {
        @Override
        public Set<String> fields() {
            return Set.of("depth");
        }

        @Override
        public Map<String, String> values() {
            throw new SpeechlessException();
        }
    }

    @Test
    void what_a_contributor_throws_is_named_even_if_it_cannot_speak() throws Exception {
        try (Vitals vitals = vitals(ON_DEMAND.contributor(new Named("queues")))) {
            assertThat(take(vitals).file("manifest.json")).contains(SpeechlessException.class.getName());
        }
    }

    @Test
    void a_name_that_the_dump_itself_uses_is_refused_with_all_of_them() throws Exception {
        MeterRegistry registry = new SimpleMeterRegistry();
        try (Vitals vitals = vitals(ON_DEMAND.errors(RecentErrors.create()).meters(MeterReadings.of(registry)))) {
            JsonNode manifest = take(vitals).json("manifest.json");
            assertThat(manifest.path("sections").findValuesAsText("file"))
                    .filteredOn(file -> file.startsWith("app/"))
                    .extracting(file -> file.replaceAll("app/(.*)\\..*", "$1"))
                    .containsExactlyInAnyOrderElementsOf(Contribution.TAKEN);
        }
        assertThatThrownBy(() -> ON_DEMAND.contributor(new Named("Configuration")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'Configuration' is no name for a contributor: a dump has files of its own named build,"
                        + " configuration, errors, meters, pools, versions");
        assertThatThrownBy(() -> ON_DEMAND.contributor(new Named("queues")).contributor(new Named("Queues")))
                .hasMessage("there are two contributors named 'Queues'");
    }

    @Test
    void whoever_waits_for_ever_waits_for_the_dump() {
        try (Vitals vitals = vitals(ON_DEMAND)) {
            DumpJob job = vitals.dump(DumpRequest.DEFAULT);

            assertThat(job.await(Duration.ofSeconds(Long.MAX_VALUE))).isPresent();
        }
    }
}
