package dev.vitals.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitals.probe.Check;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Freshness;
import dev.vitals.report.Selection;
import dev.vitals.report.StatusChange;
import dev.vitals.report.StatusListener;
import dev.vitals.report.Verdict;
import dev.vitals.spi.TimeSource;
import dev.vitals.triage.Catalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EngineTest {
    private final List<StatusChange> changes = new CopyOnWriteArrayList<>();

    private static Engine engine(Probe probe, StatusListener listener) {
        return engine(List.of(Check.of("a", probe), Check.of("well", context -> Result.up())), listener);
    }

    private static Engine engine(List<Check> checks, StatusListener listener) {
        return Engine.start(settings(checks, listener, SystemTime.INSTANCE));
    }

    private static EngineSettings settings(List<Check> checks, StatusListener listener, TimeSource time) {
        return new EngineSettings(
                "test",
                checks,
                List.of(),
                false,
                Duration.ofMillis(1),
                Duration.ZERO,
                Expertise.of(Catalogue.of(List.of()), reports -> Verdict.HEALTHY),
                text -> text,
                List.of(listener),
                List.of(),
                time,
                Set.of(),
                Optional::empty,
                Optional.empty());
    }

    @Test
    void what_a_probe_answers_when_close_interrupts_it_is_no_illness_of_the_application() {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        Engine engine = engine(
                context -> {
                    entered.countDown();
                    never.await();
                    return Result.up();
                },
                changes::add);
        engine.check("a");
        await().until(() -> entered.getCount() == 0);

        engine.close();

        await().until(() -> engine.check("a").orElseThrow().timing().running().isEmpty());
        CheckReport check = engine.check("a").orElseThrow();
        assertThat(check.freshness()).isEqualTo(Freshness.PENDING);
        assertThat(changes).isEmpty();
    }

    @Test
    void close_comes_back_in_three_seconds_while_a_probe_its_close_and_a_listener_hang() {
        CountDownLatch entered = new CountDownLatch(3);
        Hostile probe = new Hostile(entered);
        Engine engine = engine(probe, change -> probe.hang());
        engine.check("a");
        engine.check("well");
        await().until(() -> entered.getCount() == 1);

        long before = System.nanoTime();
        engine.close();
        Duration took = Duration.ofNanos(System.nanoTime() - before);

        assertThat(took).as("with a second for a slow machine").isLessThan(Duration.ofSeconds(4));
        assertThat(entered.getCount()).as("the probe's close was tried").isZero();
        probe.letGo();
    }

    @Test
    void a_report_says_when_a_thread_of_ours_had_to_be_revived() {
        try (Engine engine = Engine.start(
                settings(List.of(Check.of("a", context -> Result.up())), changes::add, new TroubledTime()))) {
            assertThat(engine.report(Selection.ALL).notes()).containsExactly("thread revived");
        }
    }

    /** Time whose loop has been in trouble. */
    private static final class TroubledTime implements TimeSource {
        @Override
        public Instant now() {
            return SystemTime.INSTANCE.now();
        }

        @Override
        public long nanoTime() {
            return SystemTime.INSTANCE.nanoTime();
        }

        @Override
        public Loop openLoop(String threadName, Step step) {
            return new Loop() {
                @Override
                public void callBy(long nanoTime) {}

                @Override
                public Optional<String> trouble() {
                    return Optional.of("thread revived");
                }

                @Override
                public void close() {}
            };
        }
    }

    @Test
    void each_probe_is_closed_once_also_if_it_equals_another() {
        AtomicInteger closed = new AtomicInteger();
        Probe twice = new Equal(closed);
        List<Check> checks = List.of(Check.of("a", twice), Check.of("b", twice), Check.of("c", new Equal(closed)));

        engine(checks, changes::add).close();

        await().until(() -> closed.get() == 2);
        assertThat(closed).hasValue(2);
    }

    private record Equal(AtomicInteger closed) implements Probe, AutoCloseable {
        @Override
        public Result check(ProbeContext context) {
            return Result.up();
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }

    /** Hangs wherever it is entered, deaf to interruption. */
    private static final class Hostile implements Probe, AutoCloseable {
        private final CountDownLatch end = new CountDownLatch(1);
        private final CountDownLatch entered;

        Hostile(CountDownLatch entered) {
            this.entered = entered;
        }

        @Override
        public Result check(ProbeContext context) {
            hang();
            return Result.up();
        }

        @Override
        public void close() {
            hang();
        }

        void hang() {
            entered.countDown();
            while (end.getCount() > 0) {
                try {
                    end.await();
                } catch (InterruptedException e) {
                    // deaf
                }
            }
        }

        void letGo() {
            end.countDown();
        }
    }
}
