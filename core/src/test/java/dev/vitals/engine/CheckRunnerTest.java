package dev.vitals.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitals.probe.Check;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Hold;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.report.StatusChange;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The gaps between a run, its watchdog and whoever else looks: each test steps into one of them on purpose. */
class CheckRunnerTest {
    private static final Duration TIMEOUT = CheckPolicy.DEFAULT.timeout();
    private static final Result BROKEN = Result.down("test.broken", "broken");

    private final TestTime time = new TestTime();
    private final Workers workers = new Workers("vitals-runner-test", 2, 2);
    private final Recorder recorder = new Recorder();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final AtomicInteger entered = new AtomicInteger();

    @AfterEach
    void close() {
        gate.countDown();
        workers.close(Duration.ZERO);
    }

    private CheckRunner runner(Probe probe) {
        CheckRunner runner = TestRunners.onDemand(Check.of("a", probe), time, workers, recorder);
        recorder.runner = runner;
        return runner;
    }

    /** Hangs at its first run until the gate opens, and is well. */
    private Result hangFirst(ProbeContext context) throws InterruptedException {
        if (entered.incrementAndGet() == 1) {
            gate.await();
        }
        return Result.up();
    }

    private CheckRunner hanging() {
        CheckRunner runner = runner(this::hangFirst);
        runner.refresh();
        await().until(() -> entered.get() == 1);
        return runner;
    }

    private static void run(CheckRunner runner) {
        Run run = runner.refresh();
        run.awaitEnd(TimeUnit.SECONDS.toNanos(30));
    }

    /** Lets the other side into the gap, or, if the code under test leaves none, up to the lock that closes it. */
    private void giveWay(Thread other, BooleanSupplier through) {
        await().until(() -> through.getAsBoolean() || isHeldUp(other));
    }

    private boolean isHeldUp(Thread thread) {
        ThreadInfo info = ManagementFactory.getThreadMXBean().getThreadInfo(thread.getId());
        return info != null
                && info.getThreadState() == Thread.State.BLOCKED
                && info.getLockInfo().getIdentityHashCode() == System.identityHashCode(recorder.runner);
    }

    @Test
    void a_watchdog_that_is_held_up_does_not_hide_the_result_of_the_next_run() {
        CheckRunner runner = hanging();
        Thread probing = recorder.probing();
        // The loop that finds the time up reads it first, the step that it takes second.
        time.beforeNextReading(() -> time.beforeNextReading(() -> {
            gate.countDown();
            giveWay(probing, () -> runner.running() == null);
            if (runner.running() == null) {
                run(runner);
            }
        }));

        time.advance(TIMEOUT);

        await().until(() -> runner.running() == null);
        if (entered.get() == 1) {
            run(runner);
        }
        assertThat(recorder.causes).containsSubsequence("probe.timeout", "ok");
        assertThat(runner.state().result().cause()).isEqualTo("ok");
    }

    @Test
    void a_look_at_a_stuck_run_that_returns_just_then_does_not_hide_the_result_of_the_next_run() {
        CheckRunner runner = hanging();
        time.advance(CheckPolicy.DEFAULT.interval());
        time.beforeNextReading(() -> {}); // the new run's own
        Run stuck = Objects.requireNonNull(runner.running());
        AtomicBoolean stepped = new AtomicBoolean();

        // The run that refresh() starts from reads the time first; the look at the stuck one reads it second.
        time.beforeNextReading(() -> time.beforeNextReading(() -> {
            gate.countDown();
            await().until(() -> runner.running() == null);
            run(runner);
            stepped.set(true);
        }));
        assertThat(runner.refresh()).isSameAs(stuck);

        assertThat(stepped).isTrue();
        assertThat(runner.state().result().cause()).isEqualTo("ok");
    }

    @Test
    void changes_are_announced_in_the_order_in_which_they_happened() {
        CheckRunner runner = hanging();
        Thread probing = recorder.probing();
        recorder.beforeChange = change -> {
            if (change.to() == Status.DOWN) {
                gate.countDown();
                giveWay(probing, () -> runner.running() == null);
                if (runner.running() == null) {
                    run(runner);
                }
            }
        };

        time.advance(TIMEOUT);
        await().until(() -> runner.running() == null);
        run(runner);

        assertThat(recorder.changes).extracting(StatusChange::to).containsExactly(Status.DOWN, Status.UP);
    }

    @Test
    void nobody_is_let_go_before_the_result_is_visible() {
        AtomicBoolean releasedEarly = new AtomicBoolean();
        CountDownLatch expired = new CountDownLatch(1);
        CountDownLatch decided = new CountDownLatch(1);
        Thread watching = Thread.currentThread();
        CheckRunner runner = runner(context -> {
            time.beforeNextReading(() -> {
                decided.countDown();
                giveWay(watching, () -> expired.getCount() == 0);
                Run mine = recorder.running();
                releasedEarly.set(mine.isReleased());
            });
            return Result.up();
        });

        runner.refresh();
        await().until(() -> decided.getCount() == 0);
        time.advance(TIMEOUT);
        expired.countDown();

        await().until(() -> runner.running() == null);
        assertThat(releasedEarly).isFalse();
        assertThat(runner.state().status()).isEqualTo(Status.UP);
    }

    @Test
    void a_check_that_left_up_by_a_timeout_is_diagnosed_by_the_next_run_that_fails() {
        Sick probe = new Sick();
        CheckRunner runner = runner(probe);
        run(runner);
        probe.hangs = true;
        runner.refresh();
        await().until(() -> entered.get() == 1);
        time.advance(TIMEOUT);
        assertThat(runner.state().result().cause()).isEqualTo("probe.timeout");
        gate.countDown();
        await().until(() -> runner.running() == null);
        assertThat(probe.diagnoses).hasValue(0);

        probe.result = BROKEN;
        run(runner);
        run(runner);

        assertThat(probe.diagnoses).hasValue(1);
        assertThat(runner.state().diagnosis().evidence())
                .extracting(Evidence::title)
                .containsExactly("dear");
    }

    @Test
    void a_check_that_is_only_waiting_to_be_believed_again_is_not_diagnosed() {
        Sick probe = new Sick();
        probe.hangs = true;
        probe.policy = CheckPolicy.DEFAULT.recoverAfter(Hold.results(3));
        CheckRunner runner = runner(probe);
        runner.refresh();
        await().until(() -> entered.get() == 1);
        time.advance(TIMEOUT);
        gate.countDown();
        await().until(() -> runner.running() == null);

        run(runner);

        assertThat(runner.state().status()).isEqualTo(Status.DOWN);
        assertThat(runner.state().result().cause()).isEqualTo("ok");
        assertThat(probe.diagnoses).hasValue(0);
    }

    @Test
    void the_time_a_run_waits_for_a_thread_is_time_it_has_no_more() {
        List<Duration> left = new CopyOnWriteArrayList<>();
        CheckRunner runner = runner(context -> {
            left.add(context.remaining());
            return Result.up();
        });
        workers.execute(this::hang);
        workers.execute(this::hang);
        Run run = runner.refresh();
        time.advance(Duration.ofSeconds(3));

        gate.countDown();

        run.awaitEnd(TimeUnit.SECONDS.toNanos(30));
        assertThat(left).containsExactly(TIMEOUT.minusSeconds(3));
    }

    private void hang() {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void a_run_that_cannot_be_watched_for_lack_of_memory_is_given_up_and_the_next_one_is_not() {
        AtomicBoolean full = new AtomicBoolean(true);
        var shared = new CheckRunner.Surroundings(
                time,
                workers,
                nanos -> {
                    if (full.get()) {
                        throw new OutOfMemoryError("planted");
                    }
                },
                text -> text,
                recorder,
                TestRunners.ON_DEMAND);
        CheckRunner runner = new CheckRunner(Check.of("a", context -> Result.up()), shared);
        recorder.runner = runner;

        assertThat(runner.refresh().isReleased()).isTrue();
        assertThat(runner.running()).isNull();

        full.set(false);
        run(runner);
        assertThat(runner.state().status()).isEqualTo(Status.UP);
    }

    @Test
    void an_error_outside_the_probe_ends_the_run_and_neither_the_check_nor_the_thread_and_is_told() {
        Set<Thread> used = ConcurrentHashMap.newKeySet();
        AtomicBoolean sick = new AtomicBoolean();
        Error noClass = new NoClassDefFoundError("planted");
        CheckRunner runner = runner(context -> {
            used.add(Thread.currentThread());
            if (sick.getAndSet(false)) {
                // What the result is made of reads the time next.
                time.beforeNextReading(() -> {
                    throw noClass;
                });
            }
            return Result.up(Thread.currentThread().getName());
        });
        run(runner);

        sick.set(true);
        run(runner);
        assertThat(recorder.causes).hasSize(1);
        assertThat(workers.trouble())
                .hasValueSatisfying(
                        told -> assertThat(told)
                                .startsWith(
                                        "a thread vitals-runner-test met 1 error, of late java.lang.NoClassDefFoundError, last at "));
        run(runner);

        assertThat(recorder.causes).hasSize(2);
        assertThat(used).allMatch(Thread::isAlive);
    }

    private final class Sick implements Probe {
        private final AtomicInteger diagnoses = new AtomicInteger();
        private volatile Result result = Result.up();
        private volatile boolean hangs;
        private CheckPolicy policy = CheckPolicy.DEFAULT;

        @Override
        public Result check(ProbeContext context) throws InterruptedException {
            if (hangs) {
                entered.incrementAndGet();
                gate.await();
            }
            return result;
        }

        @Override
        public List<Evidence> diagnose(ProbeContext context) {
            diagnoses.incrementAndGet();
            return List.of(new Evidence.Text("dear", List.of()));
        }

        @Override
        public CheckPolicy defaultPolicy() {
            return policy;
        }
    }

    private static final class Recorder implements CheckRunner.Publisher {
        private final List<String> causes = new CopyOnWriteArrayList<>();
        private final List<StatusChange> changes = new CopyOnWriteArrayList<>();
        private volatile Consumer<StatusChange> beforeChange = change -> {};
        private volatile CheckRunner runner;

        Run running() {
            return Objects.requireNonNull(runner.running());
        }

        Thread probing() {
            return Objects.requireNonNull(running().thread());
        }

        @Override
        public void published(CheckRunner runner, CheckState before, CheckState after) {
            causes.add(after.result().cause());
            if (before.status() != after.status()) {
                StatusChange change = StatusChange.of(
                        "a",
                        before.status(),
                        after.status(),
                        after.result(),
                        after.since().wall());
                beforeChange.accept(change);
                changes.add(change);
            }
        }
    }
}
