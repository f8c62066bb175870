package dev.vitals.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

class DiskTrendTest {
    private static final long GB = 1_000_000_000;

    private final DiskTrend trend = new DiskTrend();

    /** What the last of samples 10 s apart says. */
    private Optional<DiskTrend.Growth> after(int seconds, LongUnaryOperator usable) {
        Optional<DiskTrend.Growth> growth = Optional.empty();
        for (int at = 0; at <= seconds; at += 10) {
            growth = trend.add(usable.applyAsLong(at), at * GB);
        }
        return growth;
    }

    @Test
    void steady_growth_is_extrapolated_from_the_last_half_hour() {
        Optional<DiskTrend.Growth> growth = after(7200, at -> 100 * GB - at * 10_000_000);

        assertThat(growth).hasValueSatisfying(found -> {
            assertThat(found.fullIn()).isBetween(Duration.ofSeconds(2790), Duration.ofSeconds(2800));
            assertThat(found.over()).isBetween(Duration.ofMinutes(29), Duration.ofMinutes(31));
        });
    }

    @Test
    void five_minutes_are_too_early_to_say() {
        assertThat(after(350, at -> 100 * GB - at * 10_000_000)).isEmpty();
        assertThat(after(370, at -> 100 * GB - at * 10_000_000)).isPresent();
    }

    @Test
    void one_copy_of_a_large_file_is_no_trend() {
        assertThat(after(1800, at -> at < 900 ? 100 * GB : 40 * GB)).isEmpty();
    }

    @Test
    void a_log_that_is_rotated_is_no_trend() {
        assertThat(after(1800, at -> 50 * GB - at % 600 * 50_000_000)).isEmpty();
    }

    @Test
    void a_disk_at_rest_or_one_that_gets_emptier_has_no_trend() {
        assertThat(after(1800, at -> 100 * GB)).isEmpty();
        assertThat(after(1800, at -> 100 * GB + at)).isEmpty();
    }

    @Test
    void full_in_years_is_not_said() {
        assertThat(after(1800, at -> 100 * GB - at)).isEmpty();
    }
}
