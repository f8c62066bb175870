package dev.vitals.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitals.engine.Run.Phase;
import dev.vitals.probe.Evidence;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunTest {
    private static final long PLENTY = TimeUnit.SECONDS.toNanos(30);

    private final Run run = new Run(0);

    @AfterEach
    void unbind() {
        run.leaveThread();
    }

    @Test
    void of_all_who_race_for_a_step_one_wins() throws InterruptedException {
        AtomicInteger won = new AtomicInteger();
        CountDownLatch go = new CountDownLatch(1);
        var racers = IntStream.range(0, 8)
                .mapToObj(i -> Workers.daemon("racer-" + i, () -> {
                    awaitDeaf(go);
                    if (run.advance(Phase.QUEUED, i % 2 == 0 ? Phase.CHECKING : Phase.STARVED)) {
                        won.incrementAndGet();
                    }
                }))
                .toList();
        racers.forEach(Thread::start);

        go.countDown();

        for (Thread racer : racers) {
            racer.join();
        }
        assertThat(won).hasValue(1);
        assertThat(run.phase()).isIn(Phase.CHECKING, Phase.STARVED);
    }

    @Test
    void a_run_that_starved_in_the_queue_cannot_begin() {
        run.advance(Phase.QUEUED, Phase.STARVED);

        assertThat(run.begin()).isFalse();
        assertThat(run.phase()).isEqualTo(Phase.STARVED);
    }

    @Test
    void an_interruption_reaches_the_probe_and_is_gone_when_its_thread_does_something_else() {
        run.begin();
        run.interrupt();
        assertThat(Thread.currentThread().isInterrupted()).isTrue();

        run.leaveThread();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();

        run.interrupt();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void a_name_that_a_probe_gives_our_thread_is_neither_shown_nor_kept() {
        String ours = Thread.currentThread().getName();
        run.begin();
        Thread.currentThread().setName("connecting to postgres://app:hunter2@db");

        Evidence stack = Stacks.of("stuck", run).orElseThrow();
        run.leaveThread();

        assertThat(stack.title()).isEqualTo("stuck (thread " + ours + ", RUNNABLE)");
        assertThat(Thread.currentThread().getName()).isEqualTo(ours);
    }

    @Test
    void there_is_no_stack_of_a_run_that_is_on_no_thread() {
        assertThat(Stacks.of("stuck", run)).isEmpty();
        run.begin();
        run.leaveThread();
        assertThat(Stacks.of("stuck", run)).isEmpty();
    }

    @Test
    void a_stuck_run_is_looked_at_once_an_interval_however_many_ask() {
        assertThat(run.lookAgain(9, 10)).isFalse();
        assertThat(run.lookAgain(10, 10)).isTrue();
        assertThat(run.lookAgain(10, 10)).isFalse();
        assertThat(run.lookAgain(19, 10)).isFalse();
        assertThat(run.lookAgain(25, 10)).isTrue();
    }

    @Test
    void waiting_ends_with_the_release_and_waiting_for_the_end_only_with_the_end() {
        AtomicBoolean released = new AtomicBoolean();
        AtomicBoolean ended = new AtomicBoolean();
        start(() -> run.await(PLENTY), released);
        start(() -> run.awaitEnd(PLENTY), ended);
        assertThat(run.isReleased()).isFalse();

        run.release();
        await().untilTrue(released);
        assertThat(ended).isFalse();

        run.end();
        await().untilTrue(ended);
    }

    @Test
    void the_end_releases_as_well() {
        run.end();

        assertThat(run.isReleased()).isTrue();
        run.await(PLENTY);
    }

    @Test
    void an_interrupted_caller_waits_no_longer_and_stays_interrupted() {
        Thread.currentThread().interrupt();

        long before = System.nanoTime();
        run.await(PLENTY);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(15));
    }

    private static void start(Runnable task, AtomicBoolean done) {
        Workers.daemon("waiting", () -> {
                    task.run();
                    done.set(true);
                })
                .start();
    }

    private static void awaitDeaf(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
