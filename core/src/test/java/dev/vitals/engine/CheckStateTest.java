package dev.vitals.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.engine.CheckState.Kind;
import dev.vitals.engine.CheckState.Moment;
import dev.vitals.probe.Check;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.report.Counts;
import dev.vitals.report.HistoryEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckStateTest {
    private static final Result UP = Result.up();
    private static final Result SLOW = Result.degraded("test.slow", "slow");
    private static final Result BROKEN = Result.down("test.broken", "broken");
    private static final Result BLIND = Result.unknown("test.blind", "no right to look");
    private static final List<Evidence> EVIDENCE = List.of(new Evidence.Text("dear", List.of()));

    private final CheckState initial = CheckState.initial(Check.of("a", context -> UP), at(0), true);

    private static Moment at(int minute) {
        Duration time = Duration.ofMinutes(minute);
        return new Moment(Instant.EPOCH.plus(time), time.toNanos());
    }

    private static CheckState next(CheckState before, Result result, int minute) {
        return before.next(result, at(minute), Duration.ofMillis(7), Kind.RUN, false);
    }

    @Test
    void before_the_first_result_nothing_is_known() {
        assertThat(initial.status()).isEqualTo(Status.UNKNOWN);
        assertThat(initial.result().cause()).isEqualTo("result.pending");
        assertThat(initial.sample()).isEmpty();
        assertThat(initial.needsDiagnosis()).isFalse();
    }

    @Test
    void a_status_is_held_since_the_result_that_changed_it() {
        CheckState up = next(next(initial, UP, 1), UP, 2);
        CheckState down = next(next(up, BROKEN, 3), BROKEN, 4);

        assertThat(up.since()).isEqualTo(at(1));
        assertThat(down.since()).isEqualTo(at(3));
        assertThat(down.sample().orElseThrow()).isEqualTo(new CheckState.Sample(at(4), Duration.ofMillis(7), at(3)));
    }

    @Test
    void a_cause_is_held_since_the_result_that_first_named_it_whatever_the_status() {
        CheckState slow = next(next(initial, UP, 1), SLOW, 2);
        CheckState worse = next(slow, Result.down(SLOW.cause(), "too slow"), 3);
        CheckState other = next(worse, BROKEN, 4);

        assertThat(worse.sample().orElseThrow().causeSince()).isEqualTo(at(2));
        assertThat(other.sample().orElseThrow().causeSince()).isEqualTo(at(4));
    }

    @Test
    void the_first_result_is_no_transition_and_each_change_after_it_is_one() {
        CheckState first = next(initial, BROKEN, 1);
        CheckState later = next(next(next(first, BROKEN, 2), UP, 3), BROKEN, 4);

        assertThat(first.counts().transitions()).isZero();
        assertThat(later.counts().transitions()).isEqualTo(2);
    }

    @Test
    void a_note_goes_after_ten_minutes() {
        CheckState noted = next(initial, UP, 1).noted("returned late", at(1).nanos());

        assertThat(next(noted, UP, 10).note()).isPresent();
        assertThat(next(noted, UP, 11).note()).isEmpty();
    }

    @Test
    void a_diagnosis_is_due_when_a_check_leaves_up_or_is_not_up_at_first() {
        CheckState up = next(initial, UP, 1);

        assertThat(next(up, SLOW, 2).needsDiagnosis()).isTrue();
        assertThat(next(up, BROKEN, 2).needsDiagnosis()).isTrue();
        assertThat(next(up, BLIND, 2).needsDiagnosis()).isTrue();
        assertThat(next(initial, BROKEN, 1).needsDiagnosis()).isTrue();
        assertThat(next(initial, BLIND, 1).needsDiagnosis()).isTrue();
        assertThat(up.needsDiagnosis()).isFalse();
    }

    @Test
    void a_diagnosis_is_due_until_it_is_made_and_not_again_before_the_check_is_up() {
        CheckState down = next(next(initial, UP, 1), BROKEN, 2);
        CheckState undiagnosed = next(down, BROKEN, 3);
        CheckState diagnosed = undiagnosed.diagnosed(EVIDENCE);
        CheckState better = next(diagnosed, SLOW, 4);

        assertThat(undiagnosed.needsDiagnosis()).isTrue();
        assertThat(diagnosed.needsDiagnosis()).isFalse();
        assertThat(better.needsDiagnosis()).isFalse();
        assertThat(next(next(initial, BLIND, 1).diagnosed(EVIDENCE), BROKEN, 2).needsDiagnosis())
                .isFalse();
        assertThat(better.diagnosis().evidence()).isEqualTo(EVIDENCE);
        assertThat(next(better, UP, 5).diagnosis().evidence()).isEmpty();
        assertThat(next(next(better, UP, 5), BROKEN, 6).needsDiagnosis()).isTrue();
    }

    @Test
    void the_last_fifty_results_are_kept_newest_last() {
        CheckState state = initial;
        for (int minute = 1; minute <= 60; minute++) {
            state = next(state, minute % 2 == 0 ? UP : BROKEN, minute);
        }

        List<HistoryEntry> kept = state.history().entries();
        assertThat(kept).hasSize(50);
        assertThat(kept.get(0).at()).isEqualTo(at(11).wall());
        assertThat(kept.get(49).at()).isEqualTo(at(60).wall());
        assertThat(kept.get(49).status()).isEqualTo(Status.UP);
        assertThat(kept.get(48).status()).isEqualTo(Status.DOWN);
        assertThat(kept.get(48).took()).isEqualTo(Duration.ofMillis(7));
    }

    @Test
    void runs_failures_timeouts_and_transitions_are_counted() {
        CheckState state = next(initial, UP, 1);
        state = next(state, BROKEN, 2);
        state = next(state, BLIND, 3);
        state = state.next(BROKEN, at(4), Duration.ZERO, Kind.TIMEOUT, false);
        state = state.next(BROKEN, at(5), Duration.ZERO, Kind.STILL, false);
        state = next(state, UP, 6);

        Counts counts = state.counts();
        assertThat(counts.runs()).as("the one that hung counts once").isEqualTo(5);
        assertThat(counts.failures()).isEqualTo(3);
        assertThat(counts.timeouts()).isEqualTo(1);
        assertThat(counts.transitions()).isEqualTo(4);
    }
}
