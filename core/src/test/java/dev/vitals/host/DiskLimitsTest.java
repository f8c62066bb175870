package dev.vitals.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vitals.probe.Size;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Threshold.Direction;
import dev.vitals.probe.Unit;
import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DiskLimitsTest {
    private static final Threshold SIZE = Threshold.below(Size.ofGibibytes(5), Size.ofGibibytes(1));
    private static final Threshold SHARE = Threshold.ratioBelow(0.5, 0.4);

    @ParameterizedTest
    @CsvSource({
        "1000, 20, 2",
        "200, 20, 2",
        "100, 10, 2",
        "10, 1, 0.3",
        "2, 0.5, 0.0625",
        "1, 0.3, 0.0625",
        "0.5, 0.15, 0.045",
        "0, 0, 0"
    })
    void a_share_is_kept_sensible_on_large_and_small_disks(double total, double warn, double fail) {
        Threshold usable = DiskLimits.DEFAULT.usableOf(gib(total));

        assertThat(usable).isEqualTo(Threshold.below(Size.ofBytes(gib(warn)), Size.ofBytes(gib(fail))));
    }

    @Test
    void a_size_is_the_same_for_every_disk() {
        DiskLimits limits = DiskLimits.DEFAULT.usable(SIZE);

        assertThat(limits.usableOf(gib(1000))).isEqualTo(SIZE);
        assertThat(limits.usableOf(gib(1))).isEqualTo(SIZE);
    }

    @Test
    void a_share_that_is_set_means_what_it_says_until_it_is_bounded() {
        DiskLimits limits = DiskLimits.DEFAULT.usable(SHARE);

        assertThat(limits.usableOf(gib(1000))).isEqualTo(Threshold.below(Size.ofGibibytes(500), Size.ofGibibytes(400)));
        assertThat(limits.atMost(SIZE).usableOf(gib(1000))).isEqualTo(SIZE);
        assertThat(limits.atLeast(SIZE).usableOf(gib(4)))
                .isEqualTo(Threshold.below(Size.ofGibibytes(5), Size.ofBytes(gib(1.6))));
    }

    @Test
    void a_disk_of_the_largest_size_does_not_overflow() {
        Threshold all = DiskLimits.DEFAULT.usable(Threshold.ratioBelow(1, 1)).usableOf(Long.MAX_VALUE);

        assertThat(all.warn()).hasValue((double) Long.MAX_VALUE);
    }

    @Test
    void one_of_the_two_may_be_missing() {
        Threshold usable = DiskLimits.DEFAULT.usable(SHARE.failOnly()).usableOf(1000);

        assertThat(usable.warn()).isEmpty();
        assertThat(usable.fail()).hasValue(400);
    }

    @Test
    void a_bound_of_the_warning_alone_bounds_the_failure_too() {
        Threshold usable =
                DiskLimits.DEFAULT.usable(SHARE).atMost(SIZE.warnOnly()).usableOf(gib(1000));

        assertThat(usable).isEqualTo(Threshold.below(Size.ofGibibytes(5), Size.ofGibibytes(5)));
    }

    static Stream<UnaryOperator<DiskLimits>> mistakes() {
        return Stream.of(
                limits -> limits.usable(Threshold.ratioAbove(0.8, 0.9)),
                limits -> limits.usable(Threshold.ratioBelow(10, 3)),
                limits -> limits.usable(Threshold.above(Size.ofBytes(1), Size.ofBytes(1))),
                limits -> limits.usable(Threshold.countBelow(2, 1)),
                limits -> limits.atMost(SHARE),
                limits -> limits.atMost(Threshold.below(Size.ofBytes(1), Size.ofBytes(1))),
                limits -> limits.atLeast(Threshold.below(Size.ofGibibytes(21), Size.ofGibibytes(1))),
                limits -> limits.usable(SIZE).atMost(SIZE),
                limits -> limits.usable(SIZE).atLeast(SIZE),
                limits -> limits.answer(Threshold.below(Duration.ofSeconds(2), Duration.ofSeconds(1))));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void a_threshold_that_makes_no_sense_is_refused_by_name(UnaryOperator<DiskLimits> mistake) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> mistake.apply(DiskLimits.DEFAULT))
                .withMessageMatching(".*'(usable|atMost|atLeast|answer)'.*");
    }

    @Test
    void the_time_to_answer_can_be_left_without_limits() {
        Threshold never = Threshold.none(Direction.ABOVE, Unit.SECONDS);

        assertThat(DiskLimits.DEFAULT.answer(never).answer()).isEqualTo(never);
    }

    private static long gib(double gibibytes) {
        return (long) (gibibytes * (1L << 30));
    }
}
