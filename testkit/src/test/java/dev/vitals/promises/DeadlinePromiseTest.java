package dev.vitals.promises;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.Vitals;
import dev.vitals.probe.Probe;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.report.Freshness;
import dev.vitals.report.Report;
import dev.vitals.testkit.FakeProbe;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Promise 1: one report is bounded by its deadline, whatever the probes do. */
class DeadlinePromiseTest {
    @Test
    void a_report_comes_at_its_deadline_with_the_late_check_marked_and_the_others_whole() {
        FakeProbe hung = FakeProbe.answering(Result.up());
        Runnable letGo = hung.hang();
        long before = System.nanoTime();
        try (Vitals vitals = Fixture.builder()
                .schedule(false)
                .deadline(Duration.ofMillis(300))
                .check("hung", hung, c -> c.timeout(Duration.ofSeconds(60)))
                .check("well", FakeProbe.answering(Result.up("all good")))
                .build()) {
            // when
            Report report = vitals.report();
            Duration took = Duration.ofNanos(System.nanoTime() - before);
            letGo.run();

            // then
            assertThat(took).isBetween(Duration.ofMillis(290), Duration.ofSeconds(20));
            assertThat(report.check("hung")).hasValueSatisfying(check -> {
                assertThat(check.late()).isTrue();
                assertThat(check.status()).isEqualTo(Status.UNKNOWN);
                assertThat(check.freshness()).isEqualTo(Freshness.PENDING);
                assertThat(check.timing().running()).isPresent();
            });
            assertThat(report.check("well")).hasValueSatisfying(check -> {
                assertThat(check.late()).isFalse();
                assertThat(check.result().summary()).isEqualTo("all good");
            });
        }
    }

    @Test
    void checks_run_side_by_side() {
        // Each probe waits for the other: one after the other, neither would ever answer.
        CountDownLatch both = new CountDownLatch(2);
        Probe meets = context -> {
            both.countDown();
            assertThat(both.await(Fixture.PLENTY.toSeconds(), TimeUnit.SECONDS)).isTrue();
            return Result.up();
        };
        try (Vitals vitals = Fixture.builder()
                .schedule(false)
                .deadline(Fixture.PLENTY)
                .check("left", meets, c -> c.timeout(Fixture.PLENTY))
                .check("right", meets, c -> c.timeout(Fixture.PLENTY))
                .build()) {
            assertThat(vitals.report().status()).isEqualTo(Status.UP);
        }
    }

    @Test
    void an_interrupted_caller_gets_at_once_what_is_known_and_keeps_its_interruption() {
        FakeProbe hung = FakeProbe.answering(Result.up());
        Runnable letGo = hung.hang();
        Duration deadline = Duration.ofSeconds(60);
        try (Vitals vitals = Fixture.builder()
                .schedule(false)
                .deadline(deadline)
                .check("hung", hung, c -> c.timeout(deadline))
                .build()) {
            Thread.currentThread().interrupt();
            long before = System.nanoTime();

            Report report = vitals.report();

            Duration took = Duration.ofNanos(System.nanoTime() - before);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(took).as("half of what it would wait for").isLessThan(deadline.dividedBy(2));
            assertThat(report.check("hung"))
                    .hasValueSatisfying(check -> assertThat(check.late()).isTrue());
            letGo.run();
        }
    }
}
