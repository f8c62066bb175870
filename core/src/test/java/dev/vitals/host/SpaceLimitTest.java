package dev.vitals.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpaceLimitTest {
    @ParameterizedTest
    @CsvSource({"1000, 20", "100, 10", "10, 1", "2, 0.5", "1, 0.3", "0, 0"})
    void a_share_is_kept_sensible_on_large_and_small_disks(double totalGb, double limitGb) {
        SpaceLimit limit = SpaceLimit.percent(10).atMost(gb(20)).atLeast(gb(0.5));

        assertThat(limit.of(gb(totalGb))).isEqualTo(gb(limitGb));
    }

    @Test
    void a_fixed_size_asks_for_no_more_than_the_disk() {
        assertThat(SpaceLimit.bytes(500).of(1000)).isEqualTo(500);
        assertThat(SpaceLimit.bytes(500).of(100)).isEqualTo(100);
    }

    @Test
    void a_disk_of_the_largest_size_does_not_overflow() {
        assertThat(SpaceLimit.percent(100).of(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 0", "101, 1, 0", "NaN, 1, 0", "5, 0, 0", "5, 10, 11", "5, 10, -1"})
    void numbers_out_of_range_are_refused(double percent, long most, long least) {
        assertThatIllegalArgumentException().isThrownBy(() -> new SpaceLimit(percent, most, least));
    }

    private static long gb(double gigabytes) {
        return (long) (gigabytes * (1L << 30));
    }
}
