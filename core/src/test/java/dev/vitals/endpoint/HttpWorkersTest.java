package dev.vitals.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpWorkersTest {
    private static final long SOON = TimeUnit.SECONDS.toNanos(11);

    private final HttpWorkers workers = new HttpWorkers();
    private final Set<Thread> used = ConcurrentHashMap.newKeySet();

    @AfterEach
    void stop() {
        workers.stop();
    }

    @Test
    void callers_one_after_another_are_served_by_the_thread_that_was_idle_last() throws Exception {
        idle(HttpWorkers.LEAST);
        for (int i = 0; i < 100; i++) {
            CountDownLatch done = new CountDownLatch(1);
            workers.execute(() -> note(done));
            done.await();
            idle(HttpWorkers.LEAST);
        }

        assertThat(used).hasSize(1);
    }

    @Test
    void a_crowd_gets_a_thread_each_up_to_the_most_and_the_rest_its_turn() throws Exception {
        crowd(HttpWorkers.MOST + 100);

        assertThat(used).hasSize(HttpWorkers.MOST);
    }

    @Test
    void tasks_that_wait_are_taken_in_the_order_they_came() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch others = new CountDownLatch(1);
        CountDownLatch arrived = new CountDownLatch(HttpWorkers.MOST);
        for (int i = 0; i < HttpWorkers.MOST; i++) {
            CountDownLatch leave = i == 0 ? first : others;
            workers.execute(() -> {
                arrived.countDown();
                hold(leave);
            });
        }
        arrived.await();
        List<Integer> order = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(50);
        for (int i = 0; i < 50; i++) {
            int each = i;
            workers.execute(() -> {
                order.add(each); // by the one free thread
                done.countDown();
            });
        }
        first.countDown();
        done.await();
        others.countDown();

        assertThat(order).hasSize(50).isSorted();
    }

    @Test
    void threads_that_a_crowd_has_needed_end_when_they_have_been_idle_for_long() throws Exception {
        idle(HttpWorkers.LEAST);
        crowd(20);
        idle(20);
        workers.endSpare(System.nanoTime());
        assertThat(workers.idle()).isEqualTo(20);

        workers.endSpare(System.nanoTime() + SOON);

        assertThat(workers.idle()).isEqualTo(HttpWorkers.LEAST);
        await().until(() -> used.stream().filter(Thread::isAlive).count() <= HttpWorkers.LEAST);
        crowd(20); // there are as many again when they are needed
    }

    @Test
    void no_error_of_a_task_costs_a_thread() throws Exception {
        CountDownLatch done = new CountDownLatch(50);
        for (int i = 0; i < 50; i++) {
            workers.execute(() -> {
                note(done);
                throw new OutOfMemoryError("for the test");
            });
        }
        done.await();

        crowd(HttpWorkers.LEAST);
        assertThat(used).allMatch(Thread::isAlive);
    }

    @Test
    void every_thread_ends_with_the_server_and_no_task_is_taken_any_more() throws Exception {
        crowd(20);
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch arrived = new CountDownLatch(1);
        workers.execute(() -> {
            used.add(Thread.currentThread());
            arrived.countDown();
            hold(never);
        });
        arrived.await();

        workers.stop();

        assertThat(used).noneMatch(Thread::isAlive);
        assertThatThrownBy(() -> workers.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
    }

    /** Tasks at once, which so need as many threads as there may be. */
    private void crowd(int callers) throws InterruptedException {
        CountDownLatch arrived = new CountDownLatch(Math.min(callers, HttpWorkers.MOST));
        CountDownLatch leave = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(callers);
        for (int i = 0; i < callers; i++) {
            workers.execute(() -> {
                arrived.countDown();
                hold(leave);
                note(done);
            });
        }
        arrived.await();
        leave.countDown();
        done.await();
    }

    private void note(CountDownLatch done) {
        used.add(Thread.currentThread());
        done.countDown();
    }

    private void idle(int threads) {
        await().pollInterval(1, TimeUnit.MILLISECONDS).until(() -> workers.idle() == threads);
    }

    private static void hold(CountDownLatch until) {
        try {
            until.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
