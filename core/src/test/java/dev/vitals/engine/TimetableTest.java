package dev.vitals.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.CheckPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TimetableTest {
    private static final long INTERVAL = CheckPolicy.DEFAULT.interval().toNanos();

    private final Timetable timetable = new Timetable(CheckPolicy.DEFAULT, TestRunners.SCHEDULED, 1_000);

    @Test
    void a_check_is_due_at_once_and_then_once_an_interval() {
        assertThat(timetable.take(1_000)).isTrue();
        assertThat(timetable.take(1_000)).isFalse();

        assertThat(timetable.take(timetable.due() - 1)).isFalse();
        assertThat(timetable.take(timetable.due())).isTrue();
    }

    @Test
    void intervals_differ_and_stay_within_a_tenth_of_what_was_asked_for() {
        List<Long> intervals = new ArrayList<>();
        long now = 1_000;
        for (int i = 0; i < 50; i++) {
            timetable.take(now);
            intervals.add(timetable.due() - now);
            now = timetable.due();
        }

        assertThat(intervals).allSatisfy(each -> assertThat(each).isBetween(INTERVAL * 9 / 10, INTERVAL * 11 / 10));
        assertThat(Set.copyOf(intervals)).hasSizeGreaterThan(10);
        assertThat(intervals).anyMatch(each -> each < INTERVAL).anyMatch(each -> each > INTERVAL);
    }

    @Test
    void runs_fall_on_marks_so_that_many_checks_wake_a_thread_seldom() {
        timetable.take(1_234_567);

        assertThat(timetable.due() % 50_000_000).isZero();
    }

    @Test
    void a_run_is_brought_forward_and_never_put_off() {
        timetable.take(1_000);

        assertThat(timetable.bringForward(5_000)).isTrue();
        assertThat(timetable.bringForward(6_000)).isFalse();

        assertThat(timetable.due()).isEqualTo(5_000);
        assertThat(timetable.take(5_000)).isTrue();
        assertThat(timetable.due() - 5_000).isGreaterThanOrEqualTo(INTERVAL * 9 / 10);
    }

    @Test
    void without_a_schedule_nothing_is_ever_due() {
        Timetable onDemand = new Timetable(CheckPolicy.DEFAULT, TestRunners.ON_DEMAND, 1_000);

        assertThat(onDemand.bringForward(2_000)).isFalse();
        assertThat(onDemand.take(Duration.ofDays(365).toNanos())).isFalse();
    }
}
