package dev.vitals.jvm.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DeadlocksTest {
    @Test
    void two_circles_are_told_apart() {
        assertThat(circles(waits(1, 2), waits(3, 4), waits(2, 1), waits(4, 5), waits(5, 3)))
                .containsExactly(List.of(1L, 2L), List.of(3L, 4L, 5L));
    }

    @Test
    void who_waits_behind_a_circle_is_not_in_it() {
        assertThat(circles(waits(9, 1), waits(1, 2), waits(2, 1))).containsExactly(List.of(1L, 2L));
    }

    @Test
    void a_circle_that_one_thread_leaves_after_a_time_is_none() {
        LockWait impatient = new LockWait(2, "t2", "lock", 1, "t1", true, List.of());

        assertThat(circles(waits(1, 2), impatient)).isEmpty();
    }

    @Test
    void a_thread_that_ended_meanwhile_breaks_the_circle() {
        assertThat(circles(waits(1, 2), waits(2, 3))).isEmpty();
    }

    private static List<List<Long>> circles(LockWait... waits) {
        return Deadlocks.circles(List.of(waits)).stream()
                .map(circle -> circle.stream().map(LockWait::id).toList())
                .toList();
    }

    private static LockWait waits(long id, long owner) {
        return new LockWait(id, "t" + id, "lock", owner, "t" + owner, false, List.of());
    }
}
