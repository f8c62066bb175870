package dev.vitals.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkersTest {
    private final List<Workers> opened = new ArrayList<>();
    private final List<Thread> made = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void close() {
        end.countDown();
        opened.forEach(workers -> workers.close(Duration.ZERO));
    }

    private Workers workers(int prestarted, int limit, ThreadFactory threads) {
        return workers(prestarted, limit, Duration.ofMinutes(1), threads);
    }

    private Workers workers(int prestarted, int limit, Duration idle, ThreadFactory threads) {
        Workers workers = new Workers("vitals-test", prestarted, limit, idle, threads);
        opened.add(workers);
        return workers;
    }

    private Thread remembered(Runnable task) {
        Thread thread = Workers.daemon("worker-" + made.size(), task);
        made.add(thread);
        return thread;
    }

    @Test
    void the_first_threads_are_there_before_the_first_task() {
        workers(2, 5, this::remembered);

        assertThat(made).hasSize(2).allMatch(Thread::isAlive);
    }

    @Test
    void no_more_threads_are_started_beforehand_than_the_limit_allows() {
        workers(2, 1, this::remembered);

        assertThat(made).hasSize(1);
    }

    @Test
    void threads_are_daemons_named_in_order_and_carry_no_class_loader_of_the_caller() throws InterruptedException {
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        CountDownLatch ran = new CountDownLatch(3);
        ClassLoader foreign = new ClassLoader(null) {};
        Thread.currentThread().setContextClassLoader(foreign);
        try {
            Workers workers = new Workers("vitals-test", 1, 3);
            opened.add(workers);
            for (int i = 0; i < 3; i++) {
                workers.execute(() -> {
                    seen.add(Thread.currentThread());
                    ran.countDown();
                    hang();
                });
            }
            ran.await();
        } finally {
            Thread.currentThread().setContextClassLoader(WorkersTest.class.getClassLoader());
        }

        assertThat(seen).allMatch(Thread::isDaemon);
        assertThat(seen)
                .extracting(Thread::getName)
                .containsExactlyInAnyOrder("vitals-test-1", "vitals-test-2", "vitals-test-3");
        assertThat(seen).extracting(Thread::getContextClassLoader).doesNotContain(foreign);
    }

    @Test
    void an_idle_thread_is_used_before_another_is_started() {
        Workers workers = workers(1, 5, this::remembered);
        AtomicInteger ran = new AtomicInteger();

        for (int i = 1; i <= 10; i++) {
            int expected = i;
            await().until(() -> isIdle(made.get(0)));
            workers.execute(ran::incrementAndGet);
            await().until(() -> ran.get() == expected);
        }

        assertThat(made).hasSize(1);
    }

    @Test
    void busy_threads_bring_more_of_them_up_to_the_limit_and_the_rest_waits_its_turn() {
        Workers workers = workers(1, 3, this::remembered);
        AtomicInteger begun = new AtomicInteger();
        for (int i = 0; i < 10; i++) {
            workers.execute(() -> {
                begun.incrementAndGet();
                hang();
            });
        }
        await().until(() -> begun.get() == 3);
        assertThat(made).hasSize(3);

        end.countDown();

        await().until(() -> begun.get() == 10);
        assertThat(made).hasSize(3);
    }

    @Test
    void in_a_process_at_its_thread_limit_everything_runs_on_the_threads_that_are_there() {
        ThreadFactory two = task -> {
            if (made.size() == 2) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            return remembered(task);
        };
        Workers workers = workers(2, 50, two);
        AtomicInteger ran = new AtomicInteger();

        for (int i = 0; i < 200; i++) {
            workers.execute(() -> {
                ran.incrementAndGet();
                Thread.onSpinWait();
            });
        }

        await().until(() -> ran.get() == 200);
        assertThat(made).hasSize(2);
    }

    @Test
    void what_came_while_a_thread_could_not_be_started_is_done_by_the_one_that_fell_idle_meanwhile() throws Exception {
        CountDownLatch starting = new CountDownLatch(1);
        CountDownLatch refused = new CountDownLatch(1);
        Workers workers = workers(1, 2, task -> {
            if (made.isEmpty()) {
                return remembered(task);
            }
            starting.countDown();
            awaitLatch(refused);
            throw new OutOfMemoryError("unable to create native thread");
        });
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch first = new CountDownLatch(1);
        AtomicInteger ran = new AtomicInteger();
        awaitIdle();
        workers.execute(() -> {
            begun.countDown();
            awaitLatch(first);
        });
        begun.await(); // while its thread is on its way, another is not sent for
        Thread starter = Workers.daemon("starter", () -> workers.execute(ran::incrementAndGet));
        starter.start();
        starting.await();

        first.countDown();
        await().until(() -> ran.get() == 1);
        awaitIdle();
        workers.execute(ran::incrementAndGet);
        refused.countDown();

        await().until(() -> ran.get() == 2);
        assertThat(made).hasSize(1);
    }

    private void awaitIdle() {
        await().until(() -> made.get(0).getState() == Thread.State.TIMED_WAITING);
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void work_that_waited_for_a_thread_gets_one_when_the_process_may_start_threads_again() {
        AtomicBoolean full = new AtomicBoolean();
        Workers workers = workers(1, 50, task -> {
            if (full.get()) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            return remembered(task);
        });
        AtomicInteger ran = new AtomicInteger();
        // A thread that is not yet waiting for work would be passed over for a second one.
        await().until(() -> isIdle(made.get(0)));
        workers.execute(this::hang);
        full.set(true);
        workers.execute(ran::incrementAndGet);
        workers.nudge();
        assertThat(ran).hasValue(0);

        full.set(false);
        workers.nudge();

        await().until(() -> ran.get() == 1);
    }

    @Test
    void a_task_that_throws_takes_nothing_down_with_it() {
        Workers workers = workers(1, 1, task -> {
            Thread thread = remembered(task);
            thread.setUncaughtExceptionHandler((dead, error) -> {});
            return thread;
        });
        AtomicInteger ran = new AtomicInteger();

        workers.execute(() -> {
            throw new StackOverflowError("planted");
        });
        workers.execute(ran::incrementAndGet);

        await().until(() -> ran.get() == 1);
    }

    @Test
    void close_lets_a_running_task_end_in_its_time() {
        Workers workers = workers(1, 1, this::remembered);
        AtomicInteger ended = new AtomicInteger();
        workers.execute(() -> {
            hang();
            ended.incrementAndGet();
        });
        Thread closer = Workers.daemon("closer", () -> workers.close(Duration.ofMinutes(1)));
        closer.start();
        await().until(() -> closer.getState() == Thread.State.TIMED_WAITING);

        end.countDown();

        await().until(() -> !closer.isAlive());
        assertThat(ended).hasValue(1);
    }

    @Test
    void close_leaves_behind_a_task_that_ignores_interruption() {
        Workers workers = workers(1, 1, this::remembered);
        CountDownLatch begun = new CountDownLatch(1);
        AtomicInteger interrupted = new AtomicInteger();
        workers.execute(() -> {
            begun.countDown();
            while (end.getCount() > 0) {
                try {
                    end.await();
                } catch (InterruptedException e) {
                    interrupted.incrementAndGet();
                }
            }
        });
        await().until(() -> begun.getCount() == 0);

        long before = System.nanoTime();
        workers.close(Duration.ofMillis(50));
        Duration took = Duration.ofNanos(System.nanoTime() - before);

        assertThat(took).isBetween(Duration.ofMillis(50), Duration.ofSeconds(10));
        assertThat(made.get(0).isAlive()).isTrue();
        await().until(() -> interrupted.get() == 1);
    }

    @Test
    void a_closing_thread_that_is_interrupted_waits_no_longer_and_stays_interrupted() {
        Workers workers = workers(1, 1, this::remembered);
        workers.execute(this::hang);
        Thread.currentThread().interrupt();

        long before = System.nanoTime();
        workers.close(Duration.ofMinutes(1));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void a_task_that_comes_after_close_is_dropped_in_silence() {
        Workers workers = workers(1, 1, this::remembered);
        workers.close(Duration.ZERO);
        AtomicInteger ran = new AtomicInteger();

        workers.execute(ran::incrementAndGet);

        await().until(() -> made.stream().noneMatch(Thread::isAlive));
        assertThat(ran).hasValue(0);
    }

    private void hang() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isIdle(Thread thread) {
        return thread.getState() == Thread.State.TIMED_WAITING;
    }

    @Test
    void threads_beyond_need_end_though_work_goes_on() {
        Workers workers = workers(1, 20, Duration.ofMillis(300), this::remembered);
        CountDownLatch begun = new CountDownLatch(20);
        for (int i = 0; i < 20; i++) {
            workers.execute(() -> {
                begun.countDown();
                hang();
            });
        }
        await().until(() -> begun.getCount() == 0);
        end.countDown();
        AtomicInteger asked = new AtomicInteger();
        AtomicInteger ran = new AtomicInteger();

        // In turns, each of the twenty would have something to do before it had been idle for long.
        await().pollInterval(Duration.ofMillis(10)).until(() -> {
            asked.incrementAndGet();
            workers.execute(ran::incrementAndGet);
            return made.stream().filter(Thread::isAlive).count() == 1;
        });

        await().until(() -> ran.get() == asked.get());
    }

    @Test
    void a_burst_of_short_tasks_raises_no_thread_for_each() {
        Workers workers = workers(1, 1_000, this::remembered);
        AtomicInteger ran = new AtomicInteger();

        for (int i = 0; i < 1_000; i++) {
            workers.execute(ran::incrementAndGet);
        }

        await().until(() -> ran.get() == 1_000);
        assertThat(made).hasSizeLessThan(500);
    }

    @Test
    void every_task_of_a_burst_begins_though_each_hangs() {
        Workers workers = workers(2, 200, this::remembered);
        AtomicInteger begun = new AtomicInteger();

        for (int i = 0; i < 200; i++) {
            workers.execute(() -> {
                begun.incrementAndGet();
                hang();
            });
        }

        // One after another: each has to get a processor before it brings the next.
        await().atMost(Duration.ofMinutes(2)).until(() -> begun.get() == 200);
        assertThat(made).hasSize(200);
    }

    @Test
    void a_thread_that_was_interrupted_in_one_task_begins_the_next_without() {
        Workers workers = workers(1, 1, this::remembered);
        AtomicBoolean interrupted = new AtomicBoolean(true);

        workers.execute(() -> Thread.currentThread().interrupt());
        workers.execute(() -> interrupted.set(Thread.currentThread().isInterrupted()));

        await().until(() -> !interrupted.get());
    }

    @Test
    void a_thread_survives_an_error_and_tells_of_it() {
        Workers fragile = new Workers("vitals-fragile", 1, 1);
        CountDownLatch ran = new CountDownLatch(1);
        assertThat(fragile.trouble()).isEmpty();

        fragile.execute(() -> {
            throw new StackOverflowError("planted");
        });
        fragile.execute(ran::countDown);

        await().until(() -> ran.getCount() == 0);
        assertThat(fragile.trouble())
                .hasValueSatisfying(told ->
                        assertThat(told).contains("vitals-fragile", "1 error", "of late java.lang.StackOverflowError"));
        fragile.close(Duration.ZERO);
    }
}
