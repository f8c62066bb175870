package dev.vitals.promises;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.Vitals;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Freshness;
import dev.vitals.report.Report;
import dev.vitals.report.Selection;
import dev.vitals.spi.TimeSource;
import dev.vitals.testkit.FakeProbe;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.RepeatedTest;

/** Many readers against a state that changes all the time: single flight holds, and what is read is whole. */
class ConcurrencyStressTest {
    private static final int READERS = 8;
    private static final int READS = 2_000;

    private final AtomicLong written = new AtomicLong();

    /** Says the same number four times over; a reader that sees two different ones has seen a torn state. */
    private Result next() {
        long number = written.incrementAndGet();
        String text = Long.toString(number);
        Result result = number % 2 == 0 ? Result.up(text) : Result.degraded("test.n" + number, text);
        return result.observe(Observation.count("number", number));
    }

    @RepeatedTest(3)
    void readers_see_whole_states_in_order_and_the_probe_is_never_entered_twice() throws Exception {
        FakeProbe probe = FakeProbe.doing(context -> next());
        ExecutorService readers = Executors.newFixedThreadPool(READERS);
        // results are too old after some forty readings of the time, so that reads start and join runs all along
        try (Vitals vitals = Fixture.builder()
                .time(new RacingTime())
                .schedule(false)
                .deadline(Fixture.PLENTY)
                .check("a", probe, c -> c.timeout(Duration.ofNanos(40)).maxAge(Duration.ofNanos(40)))
                .build()) {
            CyclicBarrier start = new CyclicBarrier(READERS);
            List<Future<?>> ends = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                Selection selection = i % 2 == 0 ? Selection.ALL : Selection.group("ready");
                ends.add(readers.submit(() -> {
                    start.await();
                    readOften(vitals, selection);
                    return null;
                }));
            }
            for (Future<?> end : ends) {
                end.get();
            }
        } finally {
            readers.shutdownNow();
        }
        assertThat(probe.mostAtOnce()).isEqualTo(1);
    }

    private static void readOften(Vitals vitals, Selection selection) {
        long last = 0;
        for (int i = 0; i < READS; i++) {
            Report report = vitals.report(selection);
            assertThat(report.selection()).isEqualTo(selection);
            CheckReport check = report.checks().get(0);
            long number = Long.parseLong(check.result().summary());
            assertThat((long) check.result().observations().get(0).value()).isEqualTo(number);
            assertThat(check.status())
                    .isEqualTo(
                            check.freshness() == Freshness.STALE && number % 2 == 0
                                    ? Status.UNKNOWN
                                    : check.result().status());
            assertThat(report.status()).isEqualTo(check.status());
            assertThat(number).isGreaterThanOrEqualTo(last);
            last = number;
        }
    }

    /** Moves on by a nanosecond whenever it is read, and never calls: no run times out. */
    private static final class RacingTime implements TimeSource {
        private final AtomicLong nanos = new AtomicLong();

        @Override
        public Instant now() {
            return Instant.EPOCH;
        }

        @Override
        public long nanoTime() {
            return nanos.incrementAndGet();
        }

        @Override
        public Loop openLoop(String threadName, Step step) {
            return new Loop() {
                @Override
                public void callBy(long nanoTime) {}

                @Override
                public void close() {}
            };
        }
    }
}
