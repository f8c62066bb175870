package dev.vitals.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CountersTest {
    private static final long SECOND = 1_000_000_000L;

    private final Counters counters = new Counters();

    @Test
    void the_first_sample_has_no_growth_and_the_next_has_the_difference() {
        assertThat(counters.increase("evictions", 100, 0)).isEqualTo(OptionalLong.empty());
        assertThat(counters.increase("evictions", 130, 0)).isEqualTo(OptionalLong.of(30));
        assertThat(counters.increase("evictions", 130, 0)).isEqualTo(OptionalLong.of(0));
    }

    @Test
    void a_counter_that_went_back_is_unknown_once_and_counts_on_from_there() {
        counters.increase("evictions", 100, 0);

        assertThat(counters.increase("evictions", 7, 0)).isEqualTo(OptionalLong.empty());
        assertThat(counters.increase("evictions", 9, 0)).isEqualTo(OptionalLong.of(2));
    }

    @Test
    void a_negative_value_is_no_sample_and_the_one_after_it_starts_anew() {
        counters.increase("evictions", 100, 0);

        assertThat(counters.increase("evictions", -1, 0)).isEqualTo(OptionalLong.empty());
        assertThat(counters.increase("evictions", 110, 0)).isEqualTo(OptionalLong.empty());
        assertThat(counters.increase("evictions", 111, 0)).isEqualTo(OptionalLong.of(1));
    }

    @Test
    void the_widest_step_there_is_does_not_overflow() {
        counters.increase("bytes", 0, 0);

        assertThat(counters.increase("bytes", Long.MAX_VALUE, 0)).isEqualTo(OptionalLong.of(Long.MAX_VALUE));
    }

    @Test
    void a_rate_is_the_growth_by_the_second_of_the_time_between_the_samples() {
        assertThat(counters.ratePerSecond("commits", 1_000, 10 * SECOND)).isEqualTo(OptionalDouble.empty());
        assertThat(counters.ratePerSecond("commits", 1_500, 20 * SECOND)).isEqualTo(OptionalDouble.of(50));
        assertThat(counters.ratePerSecond("commits", 1_501, 20 * SECOND + SECOND / 2))
                .isEqualTo(OptionalDouble.of(2));
    }

    @Test
    void a_rate_is_unknown_after_a_reset_and_when_no_time_has_passed() {
        counters.ratePerSecond("commits", 1_000, SECOND);

        assertThat(counters.ratePerSecond("commits", 1_001, SECOND)).isEqualTo(OptionalDouble.empty());
        assertThat(counters.ratePerSecond("commits", 5, 2 * SECOND)).isEqualTo(OptionalDouble.empty());
        assertThat(counters.ratePerSecond("commits", -1, 3 * SECOND)).isEqualTo(OptionalDouble.empty());
        assertThat(counters.ratePerSecond("commits", 9, 4 * SECOND)).isEqualTo(OptionalDouble.empty());
    }

    @Test
    void counters_do_not_disturb_each_other() {
        counters.increase("a", 1, 0);
        counters.increase("b", 100, 0);

        assertThat(counters.increase("a", 2, 0)).isEqualTo(OptionalLong.of(1));
        assertThat(counters.increase("b", 100, 0)).isEqualTo(OptionalLong.of(0));
    }

    @Test
    void the_growth_of_the_257th_counter_is_never_known_and_the_first_256_go_on() {
        for (int i = 0; i < 256; i++) {
            counters.increase("counter-" + i, 1, 0);
        }
        counters.increase("one-too-many", 1, 0);

        assertThat(counters.increase("one-too-many", 2, 0)).isEqualTo(OptionalLong.empty());
        assertThat(counters.increase("counter-0", 3, 0)).isEqualTo(OptionalLong.of(2));
        assertThat(counters.increase("counter-255", 3, 0)).isEqualTo(OptionalLong.of(2));
    }

    @Test
    void a_counter_that_turned_negative_makes_room_for_another() {
        for (int i = 0; i < 256; i++) {
            counters.increase("counter-" + i, 1, 0);
        }
        counters.increase("counter-0", -1, 0);
        counters.increase("newcomer", 1, 0);

        assertThat(counters.increase("newcomer", 5, 0)).isEqualTo(OptionalLong.of(4));
    }
}
