package dev.vitals.promises;

import static dev.vitals.promises.Fixture.await;
import static dev.vitals.promises.Fixture.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.Vitals;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.testkit.FakeProbe;
import dev.vitals.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Promises 11 and 12: deltas come from a probe's own previous sample, and a diagnosis is taken once a transition. */
class MemoryPromiseTest {
    private static final Result BROKEN = Result.down("test.broken", "broken");

    private final ManualClock clock = new ManualClock();

    @Test
    void a_counter_that_goes_back_is_a_reset_and_not_a_negative_rate() {
        AtomicLong evictions = new AtomicLong(1_000);
        Probe probe = context -> Result.up(context.increase("evictions", evictions.get()) + " "
                + context.ratePerSecond("evictions-rate", evictions.get()));
        try (Vitals vitals =
                Fixture.onDemand(clock).check("a", probe, Fixture::eager).build()) {
            assertThat(look(vitals, "a").result().summary()).isEqualTo("OptionalLong.empty OptionalDouble.empty");
            evictions.set(1_050);
            Fixture.step(clock, vitals);
            assertThat(look(vitals, "a").result().summary()).isEqualTo("OptionalLong[50] OptionalDouble[10.0]");

            evictions.set(3);
            Fixture.step(clock, vitals);
            assertThat(look(vitals, "a").result().summary()).isEqualTo("OptionalLong.empty OptionalDouble.empty");

            evictions.set(8);
            clock.jump(Duration.ofDays(-1));
            Fixture.step(clock, vitals);
            assertThat(look(vitals, "a").result().summary()).isEqualTo("OptionalLong[5] OptionalDouble[1.0]");
        }
    }

    @Test
    void a_diagnosis_is_taken_when_a_check_leaves_up_and_not_again_while_it_stays_away() {
        FakeProbe probe = FakeProbe.answering(Result.up());
        probe.diagnosis(List.of(new Evidence.Text("dear", List.of("evidence"))));
        try (Vitals vitals =
                Fixture.onDemand(clock).check("a", probe, Fixture::eager).build()) {
            vitals.report();
            assertThat(probe.diagnoses()).isZero();
            probe.answer(BROKEN);
            for (int round = 0; round < 3; round++) {
                Fixture.step(clock, vitals);
                vitals.report();
                await().until(() -> look(vitals, "a").diagnosis().size() == 1);
            }
            assertThat(probe.diagnoses()).isEqualTo(1);

            probe.answer(Result.up());
            Fixture.step(clock, vitals);
            assertThat(look(vitals, "a").diagnosis()).isEmpty();
            probe.answer(BROKEN);
            Fixture.step(clock, vitals);
            vitals.report();
            await().until(() -> probe.diagnoses() == 2);
        }
    }

    @Test
    void a_diagnosis_that_hangs_keeps_no_report_waiting_and_shows_where_it_is_stuck() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Probe probe = new Probe() {
            @Override
            public Result check(ProbeContext context) {
                return BROKEN;
            }

            @Override
            public List<Evidence> diagnose(ProbeContext context) throws InterruptedException {
                begun.countDown();
                end.await();
                return List.of();
            }
        };
        try (Vitals vitals = Fixture.onDemand(clock).check("a", probe).build()) {
            assertThat(vitals.report().check("a").orElseThrow().status()).isEqualTo(Status.DOWN);

            await().until(() -> begun.getCount() == 0);
            clock.advance(Duration.ofSeconds(5));

            await().until(() -> !look(vitals, "a").diagnosis().isEmpty());
            Evidence.Text stack = (Evidence.Text) look(vitals, "a").diagnosis().get(0);
            assertThat(stack.title()).contains("stuck");
            assertThat(stack.lines()).anyMatch(line -> line.contains("MemoryPromiseTest"));
            end.countDown();
        }
    }

    @Test
    void a_check_whose_diagnosis_hangs_is_down_once_its_result_is_too_old() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Probe probe = new Probe() {
            @Override
            public Result check(ProbeContext context) {
                return Result.degraded("test.slow", "slow");
            }

            @Override
            public List<Evidence> diagnose(ProbeContext context) throws InterruptedException {
                begun.countDown();
                end.await();
                return List.of();
            }
        };
        try (Vitals vitals = Fixture.builder()
                .time(clock)
                .deadline(Duration.ofMillis(1))
                .check("a", probe)
                .build()) {
            await().until(() -> begun.getCount() == 0);
            clock.advance(Duration.ofSeconds(20));
            assertThat(look(vitals, "a").cause()).isEqualTo("test.slow");

            clock.advance(Duration.ofMinutes(1));

            assertThat(look(vitals, "a").status()).isEqualTo(Status.DOWN);
            assertThat(look(vitals, "a").cause()).isEqualTo("probe.timeout");
            end.countDown();
        }
    }

    @Test
    void a_check_that_is_never_up_is_diagnosed_once_however_it_changes() {
        FakeProbe probe = FakeProbe.answering(BROKEN);
        try (Vitals vitals =
                Fixture.onDemand(clock).check("a", probe, Fixture::eager).build()) {
            for (int round = 0; round < 6; round++) {
                probe.answer(round % 2 == 0 ? BROKEN : Result.unknown("test.hidden", "hidden"));
                vitals.report();
                Fixture.step(clock, vitals);
            }
            assertThat(probe.diagnoses()).isEqualTo(1);
        }
    }

    @Test
    void a_diagnosis_that_throws_leaves_the_result_as_it_is() {
        Probe probe = new Probe() {
            @Override
            public Result check(ProbeContext context) {
                return BROKEN;
            }

            @Override
            public List<Evidence> diagnose(ProbeContext context) {
                throw new IllegalStateException("no evidence");
            }
        };
        try (Vitals vitals = Fixture.onDemand(clock).check("a", probe).build()) {
            vitals.report();
            await().until(() -> !look(vitals, "a").diagnosis().isEmpty());
            assertThat(look(vitals, "a").cause()).isEqualTo("test.broken");
            assertThat(look(vitals, "a").diagnosis().get(0).title()).contains("no evidence");
        }
    }
}
