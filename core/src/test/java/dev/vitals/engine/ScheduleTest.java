package dev.vitals.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitals.probe.Check;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Result;
import dev.vitals.report.StatusChange;
import dev.vitals.spi.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final Duration INTERVAL = CheckPolicy.DEFAULT.interval();

    private final TestTime time = new TestTime();
    private final Workers workers = new Workers("vitals-test", 1, 1);
    private final AtomicInteger runs = new AtomicInteger();
    private final Delays delays = new Delays(time.openScheduler("unused"));
    private final CheckRunner runner = runner();

    @AfterEach
    void close() {
        workers.close(Duration.ZERO);
    }

    private CheckRunner runner() {
        // The watchdogs have a scheduler of their own, so that delays holds ticks alone.
        var shared = new CheckRunner.Surroundings(
                time, workers, time.openScheduler("unused"), text -> text, new CheckRunner.Publisher() {
                    @Override
                    public void published(boolean mayMatter) {
                        runs.incrementAndGet();
                    }

                    @Override
                    public void changed(StatusChange change) {}
                });
        return new CheckRunner(Check.of("a", context -> Result.up()), shared);
    }

    private void start() {
        new Schedule(delays, new Random(7)).start(List.of(runner));
        settle(1);
    }

    private void settle(int expected) {
        await().pollInterval(Duration.ofMillis(1)).until(() -> runs.get() == expected && runner.running() == null);
    }

    @Test
    void a_check_runs_at_once_and_then_once_an_interval() {
        start();

        for (int expected = 2; expected <= 20; expected++) {
            time.advance(delays.latest());
            settle(expected);
        }
    }

    @Test
    void intervals_differ_and_stay_within_a_tenth_of_what_was_asked_for() {
        start();
        for (int expected = 2; expected <= 50; expected++) {
            time.advance(delays.latest());
            settle(expected);
        }

        assertThat(delays.asked)
                .allSatisfy(delay -> assertThat(delay)
                        .isBetween(
                                INTERVAL.multipliedBy(9).dividedBy(10),
                                INTERVAL.multipliedBy(11).dividedBy(10)));
        assertThat(delays.asked).doesNotHaveDuplicates();
        assertThat(delays.asked).anyMatch(delay -> delay.compareTo(INTERVAL) < 0);
        assertThat(delays.asked).anyMatch(delay -> delay.compareTo(INTERVAL) > 0);
    }

    @Test
    void a_check_stays_on_schedule_when_memory_is_short_at_the_moment_it_is_put_back() {
        start();
        delays.failures = 2;

        time.advance(delays.latest());
        settle(2);
        time.advance(delays.latest());
        settle(3);

        assertThat(delays.failures).isZero();
    }

    private static final class Delays implements TimeSource.Scheduler {
        private final TimeSource.Scheduler real;
        private final List<Duration> asked = new ArrayList<>();
        private int failures;

        Delays(TimeSource.Scheduler real) {
            this.real = real;
        }

        Duration latest() {
            return asked.get(asked.size() - 1);
        }

        @Override
        public Runnable schedule(Duration delay, Runnable task) {
            if (failures > 0) {
                failures--;
                throw new OutOfMemoryError("planted");
            }
            asked.add(delay);
            return real.schedule(delay, task);
        }

        @Override
        public void close() {}
    }
}
