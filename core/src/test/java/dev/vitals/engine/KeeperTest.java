package dev.vitals.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitals.probe.Check;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.report.ReportChange;
import dev.vitals.report.Selection;
import dev.vitals.report.Verdict;
import dev.vitals.spi.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeeperTest {
    private final TestTime time = new TestTime();
    private final Workers workers = new Workers("vitals-test", 1, 2);
    private final Clockwork clockwork = new Clockwork(time);
    private final TimeSource.Loop loop = time.openLoop("test", clockwork);
    private final List<ReportChange> changes = new CopyOnWriteArrayList<>();
    private final AtomicInteger judged = new AtomicInteger();
    private final AtomicReference<Keeper> keeper = new AtomicReference<>();
    private final Situation situation = TestRunners.situation(
            checks -> {
                judged.incrementAndGet();
                return Verdict.HEALTHY;
            },
            time,
            changes::add);
    private final CheckRunner runner = runner(time);

    @AfterEach
    void close() {
        workers.close(Duration.ZERO);
    }

    private CheckRunner runner(TimeSource source) {
        return TestRunners.onDemand(
                Check.of("a", context -> Result.up()),
                source,
                workers,
                (runner, before, after) -> keeper.get().changed(after.mayMatterAfter(before)));
    }

    private Keeper keeper(boolean scheduled) {
        Keeper made = new Keeper(situation, new Members(List.of(runner)), workers, loop::callBy, time, scheduled);
        clockwork.drive(List.of(made));
        return made;
    }

    private void keep(boolean scheduled) {
        keeper.set(keeper(scheduled));
        runner.refresh().awaitEnd(Duration.ofSeconds(30).toNanos());
        await().until(() -> about(Status.UP) == 1);
    }

    private long about(Status status) {
        return changes.stream()
                .map(ReportChange::after)
                .filter(report -> report.selection().equals(Selection.ALL) && report.status() == status)
                .count();
    }

    @Test
    void a_result_that_gets_too_old_is_noticed_though_nothing_is_published_or_read() {
        keep(true);

        time.advance(Duration.ofSeconds(25));

        await().until(() -> about(Status.UNKNOWN) == 1);
    }

    @Test
    void where_checks_run_on_demand_a_result_that_is_not_asked_for_grows_old_in_peace() {
        keep(false);

        time.advance(Duration.ofSeconds(25));
        keeper.get().changed(false);

        assertThat(about(Status.UNKNOWN)).isZero();
    }

    @Test
    void a_check_without_a_result_brings_the_keeper_back_no_sooner_than_a_result() {
        time.ticking();
        keeper.set(keeper(true));

        keeper.get().changed(true);

        await().until(() -> about(Status.UNKNOWN) == 1);
        workers.close(Duration.ofMinutes(1));
        assertThat(time.waiting()).isZero();
    }

    @Test
    void what_is_fine_at_the_start_is_taken_up_together_when_the_last_one_is_there() {
        List<CheckRunner> two = List.of(starting("a", Result.up()), starting("b", Result.up()));
        keeper.set(new Keeper(situation, new Members(two), workers, loop::callBy, time, true));

        run(two.get(0));
        barrier();
        assertThat(judged).hasValue(0);
        run(two.get(1));

        await().until(() -> judged.get() == 4);
    }

    @Test
    void what_is_bad_at_the_start_waits_for_nothing() {
        List<CheckRunner> two = List.of(starting("a", Result.down("a.bad", "bad")), starting("b", Result.up()));
        keeper.set(new Keeper(situation, new Members(two), workers, loop::callBy, time, true));

        run(two.get(0));

        await().until(() -> judged.get() == 4);
    }

    private CheckRunner starting(String name, Result result) {
        return TestRunners.onDemand(
                Check.of(name, context -> result),
                time,
                workers,
                (runner, before, after) -> keeper.get().changed(before, after));
    }

    private static void run(CheckRunner runner) {
        runner.refresh().awaitEnd(Duration.ofSeconds(30).toNanos());
    }

    /** Ends when whatever was asked of the two workers before is over. */
    private void barrier() {
        CyclicBarrier all = new CyclicBarrier(3);
        for (int i = 0; i < 2; i++) {
            workers.execute(() -> meet(all));
        }
        meet(all);
    }

    private static void meet(CyclicBarrier all) {
        try {
            all.await(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void numbers_alone_are_taken_up_together_after_a_second() {
        keep(true);
        int before = judged.get();

        for (int i = 0; i < 100; i++) {
            keeper.get().changed(false);
        }
        time.advance(Duration.ofMillis(999));
        assertThat(judged).hasValue(before);
        time.advance(Duration.ofMillis(1));

        await().until(() -> judged.get() > before);
        assertThat(judged.get() - before).as("everything and three groups").isEqualTo(4);
    }

    @Test
    void a_check_without_a_result_is_no_reason_to_come_back() {
        AtomicInteger readings = new AtomicInteger();
        TestTime passing = new TestTime() {
            @Override
            public long nanoTime() {
                return super.nanoTime() + readings.incrementAndGet();
            }
        };
        AtomicInteger alarms = new AtomicInteger();
        CheckRunner pending = runner(passing);

        new Keeper(situation, new Members(List.of(pending)), workers, nanos -> alarms.incrementAndGet(), passing, true)
                .changed(true);
        workers.close(Duration.ofSeconds(30));

        assertThat(judged).as("everything and three groups").hasValue(4);
        assertThat(alarms).hasValue(0);
    }
}
