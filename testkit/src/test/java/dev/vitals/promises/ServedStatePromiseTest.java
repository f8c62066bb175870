package dev.vitals.promises;

import static dev.vitals.promises.Fixture.await;
import static dev.vitals.promises.Fixture.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.Vitals;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Freshness;
import dev.vitals.report.Report;
import dev.vitals.report.Selection;
import dev.vitals.testkit.FakeProbe;
import dev.vitals.testkit.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Promises 4, 5 and 10: state is served, not computed; the time before the first result is not health; reading is free. */
class ServedStatePromiseTest {
    private final ManualClock clock = new ManualClock();
    private final FakeProbe probe = FakeProbe.answering(Result.up());

    @Test
    void a_result_younger_than_its_age_limit_is_served_without_a_run() {
        try (Vitals vitals = Fixture.onDemand(clock)
                .check("a", probe, c -> c.maxAge(Duration.ofSeconds(25)))
                .build()) {
            vitals.report();
            clock.advance(Duration.ofMillis(24_999));
            vitals.report();
            assertThat(probe.runs()).isEqualTo(1);
            assertThat(look(vitals, "a").timing().age()).isEqualTo(Duration.ofMillis(24_999));

            clock.advance(Duration.ofMillis(1));
            Report report = vitals.report();

            assertThat(probe.runs()).isEqualTo(2);
            assertThat(report.check("a").orElseThrow().timing().age()).isZero();
        }
    }

    @Test
    void the_schedule_runs_each_check_at_its_interval_give_or_take_a_tenth() {
        try (Vitals vitals = Fixture.builder().time(clock).check("a", probe).build()) {
            for (int second = 0; second < 100; second++) {
                await().until(() -> look(vitals, "a").timing().running().isEmpty());
                clock.advance(Duration.ofSeconds(1));
            }
            await().until(() -> look(vitals, "a").timing().running().isEmpty());

            // one at once, then every 9 to 11 seconds
            assertThat(probe.runs()).isBetween(1 + 9, 1 + 11);
        }
    }

    @Test
    void when_the_schedule_stops_the_result_becomes_stale_and_no_longer_counts_as_up() {
        Vitals vitals = Fixture.builder()
                .time(clock)
                .check("a", probe, c -> c.impact(Impact.CRITICAL))
                .build();
        await().until(() -> look(vitals, "a").status() == Status.UP);

        vitals.close();
        clock.advance(Duration.ofMinutes(1));

        CheckReport check = look(vitals, "a");
        assertThat(check.freshness()).isEqualTo(Freshness.STALE);
        assertThat(check.status()).isEqualTo(Status.UNKNOWN);
        assertThat(check.cause()).isEqualTo("result.stale");
        assertThat(check.timing().age()).isEqualTo(Duration.ofMinutes(1));
        assertThat(vitals.report().status()).isEqualTo(Status.UNKNOWN);
        assertThat(vitals.report(Selection.group("ready")).ready()).isFalse();
    }

    @Test
    void a_stale_failure_stays_a_failure() {
        probe.answer(Result.down("test.broken", "broken"));
        Vitals vitals = Fixture.builder().time(clock).check("a", probe).build();
        await().until(() -> look(vitals, "a").status() == Status.DOWN);

        vitals.close();
        clock.advance(Duration.ofMinutes(1));

        assertThat(look(vitals, "a").status()).isEqualTo(Status.DOWN);
        assertThat(look(vitals, "a").freshness()).isEqualTo(Freshness.STALE);
    }

    @Test
    void before_the_first_result_a_check_is_unknown_and_readiness_and_startup_are_not_there() {
        Runnable letGo = probe.hang();
        try (Vitals vitals = Fixture.builder()
                .time(clock)
                .deadline(Duration.ofMillis(1))
                .check("a", probe, c -> c.impact(Impact.CRITICAL))
                .build()) {
            Report report = vitals.report(Selection.group("ready"));

            assertThat(report.ready()).isFalse();
            assertThat(report.check("a").orElseThrow().status()).isEqualTo(Status.UNKNOWN);
            assertThat(report.check("a").orElseThrow().cause()).isEqualTo("result.pending");
            assertThat(vitals.started()).isFalse();

            letGo.run();
            await().until(() -> vitals.report(Selection.group("ready")).ready());
            assertThat(vitals.started()).isTrue();
        }
    }

    @Test
    void a_check_whose_failure_stops_no_traffic_does_not_stop_it_before_its_first_result_either() {
        Runnable letGo = probe.hang();
        try (Vitals vitals = Fixture.builder()
                .time(clock)
                .check("a", probe, c -> c.impact(Impact.MAJOR))
                .build()) {
            Report report = vitals.report(Selection.group("ready"), Duration.ZERO);

            assertThat(report.check("a").orElseThrow().cause()).isEqualTo("result.pending");
            assertThat(report.passed()).isTrue();
            assertThat(vitals.started()).isFalse();
        } finally {
            letGo.run();
        }
    }

    @Test
    void start_up_ends_without_a_schedule_and_without_a_report() {
        try (Vitals vitals = Fixture.onDemand(clock).check("a", probe).build()) {
            await().until(vitals::started);
            assertThat(probe.runs()).isEqualTo(1);
        }
    }

    @Test
    void a_jump_of_the_wall_clock_neither_ages_a_result_nor_makes_it_young() {
        try (Vitals vitals =
                Fixture.onDemand(clock).check("a", probe, Fixture::eager).build()) {
            vitals.report();
            clock.jump(Duration.ofDays(365));
            assertThat(look(vitals, "a").timing().age()).isZero();
            assertThat(probe.runs()).isEqualTo(1);

            clock.jump(Duration.ofDays(-730));
            Fixture.step(clock, vitals);

            vitals.report();
            assertThat(probe.runs()).isEqualTo(2);
            assertThat(vitals.report().lasting()).isEqualTo(Fixture.TIMEOUT);
        }
    }

    @Test
    void a_report_of_unchanged_state_is_the_same_object_and_costs_no_memory() {
        try (Vitals vitals = Fixture.onDemand(clock)
                .check("a", probe)
                .check("b", FakeProbe.answering(Result.up()))
                .build()) {
            Report first = vitals.report();
            Report ready = vitals.report(Selection.group("ready"));
            Selection selection = Selection.group("ready");
            var threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
            readOften(vitals, selection);

            long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            readOften(vitals, selection);
            long allocated =
                    threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;

            assertThat(vitals.report()).isSameAs(first);
            assertThat(vitals.report(selection)).isSameAs(ready);
            assertThat(allocated / 20_000).as("bytes a report").isLessThan(64);
        }
    }

    private static void readOften(Vitals vitals, Selection selection) {
        for (int i = 0; i < 10_000; i++) {
            vitals.report();
            vitals.report(selection);
        }
    }

    @Test
    void a_change_shows_in_the_very_next_report() {
        try (Vitals vitals =
                Fixture.onDemand(clock).check("a", probe, Fixture::eager).build()) {
            assertThat(vitals.report().status()).isEqualTo(Status.UP);
            probe.answer(Result.down("test.broken", "broken"));
            Fixture.step(clock, vitals);

            assertThat(vitals.report().status()).isEqualTo(Status.DEGRADED);
        }
    }
}
