package dev.vitals.promises;

import static dev.vitals.promises.Fixture.await;
import static dev.vitals.promises.Fixture.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.Vitals;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Hold;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import dev.vitals.testkit.FakeProbe;
import dev.vitals.testkit.ManualClock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Promise 3: a hung probe explains itself. */
class HungProbePromiseTest {
    private final ManualClock clock = new ManualClock();
    private final FakeProbe probe = FakeProbe.answering(Result.up("fine"));
    private final Runnable letGo = probe.hang();

    @AfterEach
    void release() {
        letGo.run();
    }

    private Vitals hanging(UnaryOperator<CheckPolicy> policy) {
        Vitals vitals = Fixture.builder()
                .time(clock)
                .deadline(Duration.ofMillis(1))
                .check("hung", probe, policy)
                .build();
        await().until(() -> probe.inside() == 1);
        return vitals;
    }

    @Test
    void it_is_down_with_the_stack_of_its_thread_once_its_time_is_over() {
        try (Vitals vitals = hanging(c -> c.timeout(Duration.ofSeconds(5)))) {
            clock.advance(Duration.ofMillis(4_999));
            assertThat(look(vitals, "hung").status()).isEqualTo(Status.UNKNOWN);

            clock.advance(Duration.ofMillis(1));

            CheckReport check = look(vitals, "hung");
            assertThat(check.status()).isEqualTo(Status.DOWN);
            assertThat(check.cause()).isEqualTo("probe.timeout");
            assertThat(check.timing().running()).contains(Duration.ofSeconds(5));
            Evidence.Text stack = (Evidence.Text) check.result().evidence().get(0);
            assertThat(stack.lines()).anyMatch(line -> line.contains("FakeProbe"));
            assertThat(stack.lines()).noneMatch(line -> line.contains("dev.vitals.engine"));
        }
    }

    @Test
    void it_stays_down_and_fresh_and_says_for_how_long_as_time_goes_on() {
        try (Vitals vitals = hanging(c -> c)) {
            clock.advance(Duration.ofHours(1));

            CheckReport check = look(vitals, "hung");
            assertThat(check.status()).isEqualTo(Status.DOWN);
            assertThat(check.timing().age()).isLessThan(Duration.ofSeconds(15));
            assertThat(check.result().summary()).containsPattern("running for (59 m|1 h)");
            assertThat(probe.runs()).isEqualTo(1);
        }
    }

    @Test
    void each_interval_it_hangs_counts_as_one_more_failure_in_a_row() {
        try (Vitals vitals = Fixture.builder()
                .time(clock)
                .deadline(Duration.ofMillis(1))
                .check("hung", probe, c -> c.failAfter(Hold.results(3)))
                .check("well", FakeProbe.answering(Result.up()))
                .build()) {
            letGo.run();
            await().until(() -> look(vitals, "hung").status() == Status.UP);
            Runnable letGoAgain = probe.hang();

            clock.advance(Duration.ofSeconds(11)); // the next run is due
            await().until(() -> probe.inside() == 1);
            clock.advance(Duration.ofSeconds(6)); // and has timed out once
            assertThat(look(vitals, "hung").status()).isEqualTo(Status.UP);
            clock.advance(Duration.ofSeconds(25));

            assertThat(look(vitals, "hung").status()).isEqualTo(Status.DOWN);
            letGoAgain.run();
        }
    }

    @Test
    void its_return_is_noted_and_the_check_goes_on() {
        try (Vitals vitals = hanging(c -> c)) {
            clock.advance(Duration.ofSeconds(7));
            assertThat(look(vitals, "hung").status()).isEqualTo(Status.DOWN);

            letGo.run();
            await().until(() -> look(vitals, "hung").note().isPresent());

            assertThat(look(vitals, "hung").note().orElseThrow())
                    .contains("returned after 7 s")
                    .contains("UP");
            clock.advance(Duration.ofSeconds(4)); // the next tick is due, the timeout of its run is not
            await().until(() -> look(vitals, "hung").status() == Status.UP);
            assertThat(probe.mostAtOnce()).isEqualTo(1);
        }
    }

    @Test
    void it_is_interrupted_only_if_its_check_asks_for_that() {
        AtomicBoolean politeInterrupted = new AtomicBoolean();
        AtomicBoolean otherInterrupted = new AtomicBoolean();
        CountDownLatch end = new CountDownLatch(1);
        FakeProbe asks = FakeProbe.doing(context -> waitFor(end, politeInterrupted));
        FakeProbe doesNot = FakeProbe.doing(context -> waitFor(end, otherInterrupted));
        try (Vitals vitals = Fixture.builder()
                .time(clock)
                .check("asks", asks, c -> c.interruptOnTimeout(true))
                .check("does-not", doesNot)
                .build()) {
            await().until(() -> asks.inside() + doesNot.inside() == 2);

            clock.advance(Duration.ofSeconds(6));

            await().untilTrue(politeInterrupted);
            assertThat(otherInterrupted).isFalse();
            assertThat(look(vitals, "does-not").cause()).isEqualTo("probe.timeout");
            end.countDown();
        }
    }

    private static Result waitFor(CountDownLatch end, AtomicBoolean interrupted) {
        try {
            end.await();
            return Result.up();
        } catch (InterruptedException e) {
            interrupted.set(true);
            return Result.up();
        }
    }
}
