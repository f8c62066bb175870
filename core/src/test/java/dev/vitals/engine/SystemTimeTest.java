package dev.vitals.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitals.spi.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SystemTimeTest {
    private static final String NAME = "vitals-time-test";

    private final TimeSource.Scheduler scheduler = SystemTime.INSTANCE.openScheduler(NAME);
    private final AtomicInteger ran = new AtomicInteger();

    @AfterEach
    void close() {
        scheduler.close();
        await().until(() -> threads().isEmpty());
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(NAME))
                .toList();
    }

    @Test
    void there_is_one_daemon_thread_and_it_is_there_before_the_first_task() {
        assertThat(threads()).hasSize(1).allMatch(Thread::isDaemon);
    }

    @Test
    void a_task_runs_once_and_not_before_its_time() {
        long before = System.nanoTime();
        scheduler.schedule(Duration.ofMillis(30), ran::incrementAndGet);

        await().until(() -> ran.get() > 0);

        assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(30_000_000L);
        assertThat(ran).hasValue(1);
    }

    @Test
    void a_delay_of_zero_or_less_means_as_soon_as_possible() {
        scheduler.schedule(Duration.ZERO, ran::incrementAndGet);
        scheduler.schedule(Duration.ofHours(-1), ran::incrementAndGet);

        await().until(() -> ran.get() == 2);
    }

    @Test
    void tasks_run_one_at_a_time() {
        AtomicInteger inside = new AtomicInteger();
        List<Integer> together = Collections.synchronizedList(new ArrayList<>());
        IntStream.range(0, 20)
                .forEach(i -> scheduler.schedule(Duration.ZERO, () -> {
                    together.add(inside.incrementAndGet());
                    Thread.onSpinWait();
                    inside.decrementAndGet();
                }));

        await().until(() -> together.size() == 20);
        assertThat(together).containsOnly(1);
    }

    @Test
    void a_task_taken_off_in_time_does_not_run_and_may_be_taken_off_twice() {
        CountDownLatch gate = new CountDownLatch(1);
        scheduler.schedule(Duration.ZERO, () -> {
            try {
                gate.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Runnable takeOff = scheduler.schedule(Duration.ZERO, ran::incrementAndGet);

        takeOff.run();
        takeOff.run();
        gate.countDown();
        scheduler.schedule(Duration.ZERO, () -> ran.addAndGet(100));

        await().until(() -> ran.get() >= 100);
        assertThat(ran).hasValue(100);
    }

    @Test
    void a_task_that_throws_does_not_keep_the_next_from_running() {
        scheduler.schedule(Duration.ZERO, () -> {
            throw new StackOverflowError("planted");
        });
        scheduler.schedule(Duration.ZERO, ran::incrementAndGet);

        await().until(() -> ran.get() == 1);
        assertThat(threads()).hasSize(1);
    }

    @Test
    void after_close_nothing_runs_and_nothing_is_refused_aloud() {
        scheduler.schedule(Duration.ofMillis(1), () -> {});
        scheduler.close();

        Runnable takeOff = scheduler.schedule(Duration.ZERO, ran::incrementAndGet);
        takeOff.run();

        await().until(() -> threads().isEmpty());
        assertThat(ran).hasValue(0);
    }

    @Test
    void monotonic_time_does_not_go_back() {
        long before = SystemTime.INSTANCE.nanoTime();

        assertThat(SystemTime.INSTANCE.nanoTime() - before).isNotNegative();
    }
}
