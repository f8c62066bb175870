package dev.vitals.remote;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.TestContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class TurnTest {
    private final AtomicLong now = new AtomicLong();
    private final Turn turn = new Turn(now::get);
    private final CountDownLatch done = new CountDownLatch(1);
    private final List<Future<?>> holders = new ArrayList<>();
    private final ExecutorService others = Executors.newCachedThreadPool();

    @AfterEach
    void end() throws Exception {
        done.countDown();
        for (Future<?> holder : holders) {
            holder.get(10, TimeUnit.SECONDS);
        }
        others.shutdownNow();
    }

    @Test
    void waiting_too_long_is_busy_and_names_the_check_that_has_it() throws Exception {
        hold(() -> turn.take(patient("orders-db.locks")));
        now.addAndGet(Duration.ofSeconds(3).toNanos());

        assertThatThrownBy(() -> turn.take(hasty("orders-db.connect")))
                .isInstanceOf(BusyException.class)
                .hasMessage("another check, 'orders-db.locks', has had the connection for 3 s");
    }

    @Test
    void a_turn_taken_for_no_check_names_none() throws Exception {
        hold(() -> assertThat(turn.takeNow()).isTrue());

        assertThatThrownBy(() -> turn.take(hasty("orders-db.connect")))
                .isInstanceOf(BusyException.class)
                .hasMessage("another check has the connection");
    }

    @Test
    void a_check_that_held_it_before_is_not_named() throws Exception {
        turn.take(patient("orders-db.locks"));
        turn.release();
        hold(() -> assertThat(turn.takeNow()).isTrue());

        assertThatThrownBy(() -> turn.take(hasty("orders-db.connect"))).hasMessageNotContaining("orders-db.locks");
    }

    @Test
    void a_taken_turn_is_not_to_be_had_now() throws Exception {
        hold(() -> turn.take(patient("orders-db.locks")));

        assertThat(turn.takeNow()).isFalse();
    }

    /** A lock that is not fair lets the first one in most of the time, but not each time. */
    @RepeatedTest(20)
    void a_check_that_comes_back_waits_behind_those_already_waiting() throws Exception {
        List<String> order = new CopyOnWriteArrayList<>();
        AtomicReference<Thread> waiter = new AtomicReference<>();
        ProbeContext backAgain = patient("back again");
        turn.take(backAgain);
        Future<?> waiting = others.submit(() -> {
            waiter.set(Thread.currentThread());
            turn.take(patient("waiting"));
            order.add("waiting");
            turn.release();
            return order;
        });
        awaitWaiting(waiter);

        turn.release();
        turn.take(backAgain);
        order.add("back again");
        turn.release();

        waiting.get(10, TimeUnit.SECONDS);
        assertThat(order).containsExactly("waiting", "back again");
    }

    @Test
    void an_interrupted_check_is_busy_and_stays_interrupted() throws Exception {
        hold(() -> turn.take(patient("orders-db.locks")));
        AtomicReference<Thread> waiter = new AtomicReference<>();
        Future<Boolean> interrupted = others.submit(() -> {
            waiter.set(Thread.currentThread());
            assertThatThrownBy(() -> turn.take(patient("orders-db.connect")))
                    .isInstanceOf(BusyException.class)
                    .hasMessageContaining("interrupted")
                    .hasMessageContaining("'orders-db.locks'");
            return Thread.currentThread().isInterrupted();
        });
        awaitWaiting(waiter);

        waiter.get().interrupt();

        assertThat(interrupted.get(10, TimeUnit.SECONDS)).isTrue();
    }

    /** Takes the turn on a thread of its own until the test ends. */
    private void hold(Taking taking) throws Exception {
        CountDownLatch taken = new CountDownLatch(1);
        holders.add(others.submit(() -> {
            taking.take();
            taken.countDown();
            done.await();
            turn.release();
            return taken;
        }));
        assertThat(taken.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private static void awaitWaiting(AtomicReference<Thread> thread) {
        await().pollInterval(ofMillis(1))
                .until(() -> thread.get() != null && thread.get().getState() == Thread.State.TIMED_WAITING);
    }

    private static ProbeContext patient(String check) {
        return new TestContext(check, Duration.ofMinutes(1));
    }

    private static ProbeContext hasty(String check) {
        return new TestContext(check, Duration.ofMillis(100));
    }

    private interface Taking {
        void take() throws BusyException;
    }
}
