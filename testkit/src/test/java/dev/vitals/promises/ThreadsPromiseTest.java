package dev.vitals.promises;

import static dev.vitals.promises.Fixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitals.Vitals;
import dev.vitals.VitalsBuilder;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.report.ReportChange;
import dev.vitals.report.ReportListener;
import dev.vitals.report.StatusChange;
import dev.vitals.report.StatusListener;
import dev.vitals.spi.TimeSource;
import dev.vitals.testkit.FakeProbe;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Promise 9: threads are few, named, daemon, platform and ours; close ends them. */
class ThreadsPromiseTest {
    @Test
    void there_are_at_most_as_many_as_checks_plus_two_even_when_every_probe_hangs() {
        List<Runnable> gates = new ArrayList<>();
        List<FakeProbe> probes = new ArrayList<>();
        VitalsBuilder builder = Fixture.builder().deadline(Duration.ofMillis(1));
        for (int i = 0; i < 8; i++) {
            FakeProbe probe = FakeProbe.answering(Result.up());
            gates.add(probe.hang());
            probes.add(probe);
            builder.check(
                    "hung-" + i, probe, c -> c.timeout(Duration.ofMillis(20)).every(Duration.ofMillis(20)));
        }
        try (Vitals vitals = builder.build()) {
            await().until(() -> vitals.report().checks().stream().allMatch(check -> check.status() == Status.DOWN));

            List<Thread> threads = Fixture.ourThreads();

            assertThat(threads).hasSizeLessThanOrEqualTo(8 + 2).allMatch(Thread::isDaemon);
            assertThat(probes).allMatch(probe -> probe.runs() == 1);
            gates.forEach(Runnable::run);
        }
        await().until(() -> Fixture.ourThreads().isEmpty());
    }

    @Test
    void a_quiet_aggregator_of_many_checks_keeps_only_its_small_core() {
        VitalsBuilder builder = Fixture.builder();
        for (int i = 0; i < 50; i++) {
            builder.check("check-" + i, FakeProbe.answering(Result.up()), c -> c.every(Duration.ofHours(1)));
        }
        try (Vitals vitals = builder.build()) {
            await().until(() -> vitals.report().status() == Status.UP);
            assertThat(Fixture.ourThreads()).hasSizeLessThanOrEqualTo(50 + 2);
            // idle threads beyond the prestarted two end after 30 s; the core, the scheduler and the listener stay
            await().until(() -> Fixture.ourThreads().size() == 4);
        }
    }

    @Test
    void probes_and_listeners_run_on_our_threads_and_no_others() {
        Set<String> names = new java.util.concurrent.ConcurrentSkipListSet<>();
        try (Vitals vitals = Fixture.builder()
                .check("a", context -> {
                    names.add(Thread.currentThread().getName());
                    return Result.up();
                })
                .statusListener(change -> names.add(Thread.currentThread().getName()))
                .build()) {
            vitals.report();
            await().until(() -> names.size() == 2);
            assertThat(names).allMatch(name -> name.startsWith("vitals-"));
        }
    }

    @Test
    void close_comes_back_in_its_stated_time_while_a_probe_hangs_and_leaves_one_daemon_at_most() {
        FakeProbe hung = FakeProbe.answering(Result.up());
        Runnable letGo = hung.hang();
        Vitals vitals = Fixture.builder().check("hung", hung).build();
        await().until(() -> hung.inside() == 1);
        long before = System.nanoTime();

        vitals.close();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
        assertThat(Fixture.ourThreads()).hasSize(1).allMatch(Thread::isDaemon);
        assertThat(vitals.report().checks()).hasSize(1);
        letGo.run();
        await().until(() -> Fixture.ourThreads().isEmpty());
    }

    @Test
    void an_aggregator_that_cannot_be_built_leaves_no_thread_and_closes_no_probe_that_is_not_its_own() {
        List<String> closed = new CopyOnWriteArrayList<>();
        VitalsBuilder builder = Fixture.builder()
                .check("a", new ClosingProbe(closed, new AtomicBoolean()))
                .time(new NoScheduler());

        assertThatThrownBy(builder::build).hasMessage("planted");

        await().until(() -> Fixture.ourThreads().isEmpty());
        assertThat(closed).isEmpty();
    }

    /** Time that cannot be waited for. */
    private static final class NoScheduler implements TimeSource {
        @Override
        public Instant now() {
            return Instant.EPOCH;
        }

        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public Loop openLoop(String threadName, Step step) {
            throw new IllegalStateException("planted");
        }
    }

    @Test
    void close_closes_probes_and_sets_after_their_last_run_and_only_once() {
        List<String> closed = new CopyOnWriteArrayList<>();
        AtomicBoolean ran = new AtomicBoolean();
        Vitals vitals =
                Fixture.builder().check("a", new ClosingProbe(closed, ran)).build();
        await().untilTrue(ran);

        vitals.close();
        vitals.close();

        await().untilAsserted(() -> assertThat(closed).containsExactly("probe"));
    }

    @Test
    void close_closes_listeners_that_can_be_closed_once_also_one_that_is_a_probe_as_well() {
        List<String> closed = new CopyOnWriteArrayList<>();
        ClosingListener both = new ClosingListener("both", closed);
        Vitals vitals = Fixture.builder()
                .check("both", both)
                .reportListener(both)
                .reportListener(new ClosingListener("reports", closed))
                .statusListener(new ClosingListener("statuses", closed))
                .build();

        vitals.close();

        await().untilAsserted(() -> assertThat(closed).containsExactlyInAnyOrder("both", "reports", "statuses"));
    }

    private record ClosingListener(String name, List<String> closed)
            implements Probe, ReportListener, StatusListener, AutoCloseable {
        @Override
        public Result check(ProbeContext context) {
            return Result.up();
        }

        @Override
        public void onChange(ReportChange change) {}

        @Override
        public void onChange(StatusChange change) {}

        @Override
        public void close() {
            closed.add(name);
        }
    }

    @Test
    void a_probe_that_hangs_in_its_close_keeps_no_other_open() {
        CountDownLatch never = new CountDownLatch(1);
        List<String> closed = new CopyOnWriteArrayList<>();
        Vitals vitals = Fixture.builder()
                .check("hangs", new HangingInClose(never))
                .check("closes", new ClosingProbe(closed, new AtomicBoolean()))
                .build();

        vitals.close();

        await().untilAsserted(() -> assertThat(closed).containsExactly("probe"));
        never.countDown();
        await().until(() -> Fixture.ourThreads().isEmpty());
    }

    private record HangingInClose(CountDownLatch never) implements Probe, AutoCloseable {
        @Override
        public Result check(ProbeContext context) {
            return Result.up();
        }

        @Override
        public void close() {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private record ClosingProbe(List<String> closed, AtomicBoolean ran) implements Probe, AutoCloseable {
        @Override
        public Result check(ProbeContext context) {
            ran.set(true);
            return Result.up();
        }

        @Override
        public void close() {
            closed.add("probe");
        }
    }
}
