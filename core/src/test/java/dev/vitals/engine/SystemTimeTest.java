package dev.vitals.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitals.spi.TimeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SystemTimeTest {
    private static final String NAME = "vitals-time-test";
    private static final long NEVER = Long.MAX_VALUE / 2;

    private final AtomicInteger calls = new AtomicInteger();
    private final List<TimeSource.Loop> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(TimeSource.Loop::close);
        await().until(() -> threads().isEmpty());
    }

    /** A loop whose step counts its calls and asks to be called again some time after. */
    private TimeSource.Loop open(LongSupplier after) {
        TimeSource.Loop loop = SystemTime.INSTANCE.openLoop(NAME, () -> {
            calls.incrementAndGet();
            return System.nanoTime() + after.getAsLong();
        });
        opened.add(loop);
        return loop;
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(NAME))
                .toList();
    }

    @Test
    void there_is_one_daemon_thread_and_it_is_there_before_the_first_call() {
        open(() -> NEVER);

        assertThat(threads()).hasSize(1).allMatch(Thread::isDaemon);
        assertThat(calls).hasValue(0);
    }

    @Test
    void the_step_is_not_called_before_its_time() {
        TimeSource.Loop loop = open(() -> NEVER);
        long before = System.nanoTime();
        loop.callBy(before + TimeUnit.MILLISECONDS.toNanos(30));

        await().until(() -> calls.get() == 1);

        assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(30_000_000L);
    }

    @Test
    void an_earlier_time_goes_before_a_later_one_and_a_later_one_does_not_put_it_off() {
        TimeSource.Loop loop = open(() -> NEVER);
        loop.callBy(System.nanoTime() + TimeUnit.HOURS.toNanos(1));
        loop.callBy(System.nanoTime() - TimeUnit.HOURS.toNanos(1));
        loop.callBy(System.nanoTime() + TimeUnit.HOURS.toNanos(1));

        await().until(() -> calls.get() == 1);
    }

    @Test
    void the_step_is_called_again_when_it_asks_for_that() {
        open(() -> 1).callBy(System.nanoTime());

        await().until(() -> calls.get() >= 3);
    }

    @Test
    void a_time_that_is_asked_for_while_the_step_runs_is_not_lost() {
        List<TimeSource.Loop> self = new CopyOnWriteArrayList<>();
        TimeSource.Loop loop = open(() -> {
            if (calls.get() == 1) {
                self.get(0).callBy(System.nanoTime());
            }
            return NEVER;
        });
        self.add(loop);
        loop.callBy(System.nanoTime());

        await().until(() -> calls.get() == 2);
    }

    @Test
    void an_error_of_the_step_ends_nothing_and_is_told() {
        TimeSource.Loop loop = open(() -> {
            if (calls.get() == 1) {
                throw new StackOverflowError("planted");
            }
            return NEVER;
        });
        assertThat(loop.trouble()).isEmpty();

        loop.callBy(System.nanoTime());

        await().until(() -> calls.get() == 2);
        assertThat(threads()).hasSize(1);
        assertThat(loop.trouble()).hasValueSatisfying(told -> assertThat(told).contains("1 error"));
    }

    @Test
    void after_close_nothing_is_called() {
        TimeSource.Loop loop = open(() -> NEVER);
        loop.close();
        await().until(() -> threads().isEmpty());

        loop.callBy(System.nanoTime());

        assertThat(threads()).isEmpty();
        assertThat(calls).hasValue(0);
    }

    @Test
    void monotonic_time_does_not_go_back() {
        long before = SystemTime.INSTANCE.nanoTime();

        assertThat(SystemTime.INSTANCE.nanoTime() - before).isNotNegative();
    }
}
