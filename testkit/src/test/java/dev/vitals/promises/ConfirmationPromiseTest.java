package dev.vitals.promises;

import static dev.vitals.promises.Fixture.await;
import static dev.vitals.promises.Fixture.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.Vitals;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Group;
import dev.vitals.probe.Hold;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Selection;
import dev.vitals.report.Severity;
import dev.vitals.report.StatusChange;
import dev.vitals.testkit.FakeProbe;
import dev.vitals.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Promise 14: an alarm is confirmed, and start-up has a grace. */
class ConfirmationPromiseTest {
    private static final Result BROKEN = Result.down("test.broken", "broken");
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ManualClock clock = new ManualClock();
    private final FakeProbe probe = FakeProbe.answering(Result.up());
    private final List<StatusChange> changes = new CopyOnWriteArrayList<>();

    private Vitals critical(UnaryOperator<CheckPolicy> policy) {
        return Fixture.builder()
                .time(clock)
                .deadline(Duration.ofMillis(1))
                .statusListener(changes::add)
                .check("a", probe, c -> policy.apply(c.impact(Impact.CRITICAL)))
                .build();
    }

    /** Moves to the next scheduled run, and waits for its result. */
    private void nextRun(Vitals vitals) {
        int before = probe.runs();
        while (probe.runs() == before) {
            clock.advance(SECOND);
            settle(vitals);
        }
        settle(vitals);
    }

    private static void settle(Vitals vitals) {
        await().until(() -> vitals.report().checks().stream()
                .allMatch(check -> check.timing().running().isEmpty()));
    }

    @Test
    void a_critical_checks_first_failure_is_looked_at_again_after_a_second_and_the_second_one_counts() {
        try (Vitals vitals = critical(c -> c)) {
            await().until(() -> look(vitals, "a").status() == Status.UP);
            probe.answer(BROKEN);
            nextRun(vitals);

            CheckReport doubted = look(vitals, "a");
            assertThat(doubted.result().status()).isEqualTo(Status.DOWN);
            assertThat(doubted.status()).isEqualTo(Status.UP);
            assertThat(doubted.trend().pending()).hasValue(Status.DOWN);
            assertThat(vitals.report().verdict().severity()).isEmpty();
            int runs = probe.runs();

            clock.advance(SECOND);
            await().until(() -> look(vitals, "a").status() == Status.DOWN);

            assertThat(probe.runs()).isEqualTo(runs + 1);
            assertThat(vitals.report().verdict().severity()).hasValue(Severity.P0);
        }
    }

    @Test
    void a_failure_that_is_gone_after_a_second_was_no_alarm() {
        try (Vitals vitals = critical(c -> c)) {
            await().until(() -> look(vitals, "a").status() == Status.UP);
            probe.answer(BROKEN);
            nextRun(vitals);
            probe.answer(Result.up());

            clock.advance(SECOND);
            settle(vitals);

            assertThat(look(vitals, "a").status()).isEqualTo(Status.UP);
            assertThat(changes).extracting(StatusChange::to).containsExactly(Status.UP);
        }
    }

    @Test
    void a_first_failure_counts_where_a_second_look_is_not_wanted_or_the_check_is_not_critical() {
        for (UnaryOperator<CheckPolicy> policy :
                List.<UnaryOperator<CheckPolicy>>of(c -> c.confirmAfter(Duration.ZERO), c -> c.impact(Impact.MAJOR))) {
            probe.answer(Result.up());
            try (Vitals vitals = critical(policy)) {
                await().until(() -> look(vitals, "a").status() == Status.UP);
                probe.answer(BROKEN);
                nextRun(vitals);
                assertThat(look(vitals, "a").status()).isEqualTo(Status.DOWN);
            }
        }
    }

    @Test
    void a_check_with_a_hold_of_its_own_is_not_looked_at_sooner() {
        try (Vitals vitals = critical(c -> c.failAfter(Hold.results(2)))) {
            await().until(() -> look(vitals, "a").status() == Status.UP);
            probe.answer(BROKEN);
            nextRun(vitals);
            int runs = probe.runs();

            clock.advance(SECOND.multipliedBy(5));
            settle(vitals);

            assertThat(probe.runs()).isEqualTo(runs);
        }
    }

    @Test
    void a_probe_that_hangs_is_looked_at_again_after_the_pause_too() {
        Runnable letGo = probe.hang();
        try (Vitals vitals = critical(c -> c)) {
            await().until(() -> probe.inside() == 1);
            clock.advance(Duration.ofSeconds(5));
            assertThat(look(vitals, "a").cause()).isEqualTo("result.worsening");

            clock.advance(SECOND);

            assertThat(look(vitals, "a").status()).isEqualTo(Status.DOWN);
            assertThat(look(vitals, "a").cause()).isEqualTo("probe.timeout");
            letGo.run();
        }
    }

    @Test
    void where_checks_run_on_demand_a_first_failure_counts() {
        probe.answer(BROKEN);
        try (Vitals vitals = Vitals.builder("test")
                .time(clock)
                .schedule(false)
                .deadline(Fixture.PLENTY)
                .check("a", probe, c -> c.impact(Impact.CRITICAL))
                .build()) {
            assertThat(vitals.report().status()).isEqualTo(Status.DOWN);
        }
    }

    @Test
    void nothing_worse_than_unknown_is_said_in_the_grace_of_start_up_and_no_traffic_is_asked_for() {
        FakeProbe slow = FakeProbe.answering(Result.degraded("test.slow", "slow"));
        probe.answer(BROKEN);
        try (Vitals vitals = Vitals.builder("test")
                .time(clock)
                .startUpGrace(Duration.ofSeconds(8))
                .check("a", probe, c -> c.impact(Impact.CRITICAL).every(Duration.ofMinutes(5)))
                .check("b", slow, c -> c.every(Duration.ofMinutes(5)))
                .build()) {
            settle(vitals);
            for (int second = 0; second < 7; second++) {
                clock.advance(SECOND);
                settle(vitals);
                assertThat(vitals.report().verdict().severity()).hasValue(Severity.P3);
                assertThat(vitals.report(Selection.group(Group.READY)).ready()).isFalse();
            }
            assertThat(vitals.started()).isTrue();

            clock.advance(SECOND);

            await().until(() -> look(vitals, "a").status() == Status.DOWN);
            await().until(() -> look(vitals, "b").status() == Status.DEGRADED);
            assertThat(vitals.report().verdict().severity()).hasValue(Severity.P0);
        }
    }

    @Test
    void what_recovers_in_the_grace_of_start_up_has_never_been_ill() {
        probe.answer(BROKEN);
        try (Vitals vitals = Vitals.builder("test")
                .time(clock)
                .statusListener(changes::add)
                .check("a", probe, c -> c.impact(Impact.CRITICAL).every(Duration.ofSeconds(5)))
                .build()) {
            settle(vitals);
            clock.advance(SECOND);
            settle(vitals);
            probe.answer(Result.up());
            clock.advance(SECOND.multipliedBy(6));
            await().until(() -> look(vitals, "a").status() == Status.UP);

            assertThat(changes).extracting(StatusChange::to).containsExactly(Status.UP);
            assertThat(look(vitals, "a").counts().transitions()).isZero();
            assertThat(vitals.report(Selection.group(Group.READY)).ready()).isTrue();
        }
    }
}
