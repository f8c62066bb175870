package dev.vitals.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.report.StatusChange;
import dev.vitals.report.StatusListener;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ListenersTest {
    private final List<Workers> opened = new ArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void close() {
        end.countDown();
        opened.forEach(threads -> threads.close(Duration.ZERO));
    }

    private Listeners<StatusChange> listeners(StatusListener... listeners) {
        Workers threads = new Workers("vitals-test-listener", 1, Math.max(1, listeners.length));
        opened.add(threads);
        return new Listeners<>(
                threads,
                Arrays.stream(listeners)
                        .map(listener -> (Consumer<StatusChange>) listener::onChange)
                        .toList(),
                256);
    }

    private static StatusChange change(int number) {
        Result broken = Result.down("test.broken", "broken");
        return StatusChange.of("check-" + number, Status.UP, Status.DOWN, broken, Instant.EPOCH);
    }

    private static void publish(Listeners<StatusChange> listeners, int from, int to) {
        IntStream.range(from, to).forEach(number -> listeners.publish(change(number)));
    }

    private static List<String> names(int from, int to) {
        return IntStream.range(from, to).mapToObj(number -> "check-" + number).toList();
    }

    private void hang() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void each_listener_hears_every_change_once_and_in_order() {
        List<String> first = new CopyOnWriteArrayList<>();
        List<String> second = new CopyOnWriteArrayList<>();
        Listeners<StatusChange> listeners =
                listeners(change -> first.add(change.check()), change -> second.add(change.check()));

        publish(listeners, 0, 200);

        await().until(() -> first.size() + second.size() >= 400);
        assertThat(first).isEqualTo(names(0, 200));
        assertThat(second).isEqualTo(names(0, 200));
    }

    @Test
    void a_listener_hears_one_change_at_a_time_whoever_publishes() throws InterruptedException {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger mostInside = new AtomicInteger();
        AtomicInteger heard = new AtomicInteger();
        Listeners<StatusChange> listeners = listeners(
                change -> {
                    mostInside.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    Thread.onSpinWait();
                    heard.incrementAndGet();
                    inside.decrementAndGet();
                },
                change -> {});
        List<Thread> publishers = IntStream.range(0, 4)
                .mapToObj(i -> Workers.daemon("publisher-" + i, () -> publish(listeners, 0, 50)))
                .toList();

        publishers.forEach(Thread::start);
        for (Thread publisher : publishers) {
            publisher.join();
        }

        await().until(() -> heard.get() == 200);
        assertThat(mostInside).hasValue(1);
    }

    @Test
    void one_that_throws_hears_the_next_change_all_the_same_and_harms_no_other() {
        List<String> thrower = new CopyOnWriteArrayList<>();
        List<String> other = new CopyOnWriteArrayList<>();
        Listeners<StatusChange> listeners = listeners(
                change -> {
                    thrower.add(change.check());
                    throw new StackOverflowError("planted");
                },
                change -> other.add(change.check()));

        publish(listeners, 0, 3);

        await().until(() -> thrower.size() + other.size() == 6);
        assertThat(thrower).isEqualTo(names(0, 3));
        assertThat(other).isEqualTo(names(0, 3));
    }

    @Test
    void one_that_blocks_holds_up_neither_the_publisher_nor_another_listener() {
        List<String> other = new CopyOnWriteArrayList<>();
        Listeners<StatusChange> listeners = listeners(change -> hang(), change -> other.add(change.check()));

        publish(listeners, 0, 50);

        await().until(() -> other.size() == 50);
    }

    @Test
    void while_one_blocks_the_newest_256_changes_wait_and_older_ones_are_dropped() {
        List<String> heard = new CopyOnWriteArrayList<>();
        Listeners<StatusChange> listeners = listeners(change -> {
            heard.add(change.check());
            hang();
        });
        listeners.publish(change(0));
        await().until(() -> heard.size() == 1);

        publish(listeners, 1, 1_001);
        end.countDown();

        await().until(() -> heard.size() == 257);
        assertThat(heard.get(0)).isEqualTo("check-0");
        assertThat(heard.subList(1, 257)).isEqualTo(names(745, 1_001));
    }

    @Test
    void close_delivers_what_is_waiting_if_that_ends_in_time() {
        List<String> heard = new CopyOnWriteArrayList<>();
        Listeners<StatusChange> listeners = listeners(change -> heard.add(change.check()));

        publish(listeners, 0, 100);
        opened.get(0).close(Duration.ofMinutes(1));

        assertThat(heard).isEqualTo(names(0, 100));
    }

    @Test
    void close_leaves_a_blocked_listener_behind() {
        Listeners<StatusChange> listeners = listeners(change -> {
            while (end.getCount() > 0) {
                hang();
                Thread.interrupted();
            }
        });
        listeners.publish(change(0));

        long before = System.nanoTime();
        opened.get(0).close(Duration.ofMillis(50));

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void without_listeners_a_change_is_not_heard_and_harms_nothing() {
        Listeners<StatusChange> listeners = listeners();

        listeners.publish(change(0));

        opened.get(0).close(Duration.ofMinutes(1));
    }
}
