package dev.vitals.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FlapsTest {
    private static final long MINUTE = 60_000_000_000L;

    private static Flaps changes(long... minutes) {
        Flaps flaps = Flaps.NONE;
        for (long minute : minutes) {
            flaps = flaps.changedAt(minute * MINUTE);
        }
        return flaps;
    }

    @Test
    void four_changes_at_once_are_not_flapping_and_a_fifth_is() {
        assertThat(changes(1, 1, 1, 1).flapping(MINUTE)).isFalse();
        assertThat(changes(1, 1, 1, 1, 1).flapping(MINUTE)).isTrue();
    }

    @Test
    void five_changes_count_as_long_as_all_of_them_lie_within_ten_minutes() {
        Flaps flaps = changes(0, 2, 4, 6, 8);

        assertThat(flaps.flapping(10 * MINUTE)).isTrue();
        assertThat(flaps.flapping(10 * MINUTE + 1)).isFalse();
    }

    @Test
    void old_changes_leave_the_window() {
        Flaps flaps = changes(0, 1, 2, 3, 4, 100, 101, 102, 103);
        assertThat(flaps.flapping(103 * MINUTE)).isFalse();

        assertThat(flaps.changedAt(104 * MINUTE).flapping(104 * MINUTE)).isTrue();
    }

    @Test
    void memory_does_not_grow_with_the_number_of_changes() {
        Flaps flaps = Flaps.NONE;
        for (int i = 0; i < 10_000; i++) {
            flaps = flaps.changedAt(i);
        }

        assertThat(flaps.recentNanos()).hasSize(Flaps.MANY);
    }
}
