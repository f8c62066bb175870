package dev.vitals.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitals.probe.Threshold.Direction;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ThresholdTest {
    private static final Threshold WAIT = Threshold.above(Duration.ofSeconds(10), Duration.ofSeconds(60));
    private static final Threshold SPACE = Threshold.below(Size.ofGibibytes(20), Size.ofGibibytes(2));

    @Test
    void a_number_at_a_limit_has_reached_it() {
        assertThat(WAIT.judge(Duration.ofMillis(9_999))).isEqualTo(Status.UP);
        assertThat(WAIT.judge(Duration.ofSeconds(10))).isEqualTo(Status.DEGRADED);
        assertThat(WAIT.judge(Duration.ofMillis(59_999))).isEqualTo(Status.DEGRADED);
        assertThat(WAIT.judge(Duration.ofSeconds(60))).isEqualTo(Status.DOWN);
    }

    @Test
    void a_duration_reaches_a_limit_that_binary_fractions_only_approach() {
        for (int millis = 1; millis < 10_000; millis++) {
            Duration limit = Duration.ofMillis(millis);
            assertThat(Threshold.above(limit, limit).judge(limit)).isEqualTo(Status.DOWN);
            assertThat(Threshold.below(limit, limit).judge(limit)).isEqualTo(Status.DOWN);
        }
    }

    @Test
    void below_is_inclusive_too() {
        assertThat(SPACE.judge((20L << 30) + 1)).isEqualTo(Status.UP);
        assertThat(SPACE.judge(20L << 30)).isEqualTo(Status.DEGRADED);
        assertThat(SPACE.judge((2L << 30) + 1)).isEqualTo(Status.DEGRADED);
        assertThat(SPACE.judge(2L << 30)).isEqualTo(Status.DOWN);
    }

    @Test
    void one_side_may_be_missing() {
        assertThat(WAIT.warnOnly().judge(Duration.ofDays(1))).isEqualTo(Status.DEGRADED);
        assertThat(WAIT.failOnly().judge(Duration.ofSeconds(59))).isEqualTo(Status.UP);
        assertThat(WAIT.failOnly().judge(Duration.ofSeconds(60))).isEqualTo(Status.DOWN);
        assertThat(Threshold.none(Direction.ABOVE, Unit.COUNT).judge(Double.MAX_VALUE))
                .isEqualTo(Status.UP);
    }

    @Test
    void limits_out_of_order_are_refused_with_both() {
        assertThatThrownBy(() -> Threshold.above(Duration.ofSeconds(60), Duration.ofSeconds(10)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("10 s and 1 m");
        assertThatThrownBy(() -> Threshold.below(Size.ofBytes(1), Size.ofBytes(2)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void what_is_no_number_is_refused() {
        assertThatThrownBy(() -> Threshold.ratioAbove(Double.NaN, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Threshold.ratioAbove(-0.1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Threshold.rateAbove(1, Double.POSITIVE_INFINITY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_duration_is_judged_by_a_threshold_of_durations_only() {
        assertThatThrownBy(() -> SPACE.judge(Duration.ofSeconds(1))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void people_see_the_limit_of_a_status_in_their_units() {
        assertThat(WAIT.shown(Status.DEGRADED)).hasValue("10 s");
        assertThat(SPACE.shown(Status.DOWN)).hasValue("2 GiB");
        assertThat(Threshold.ratioAbove(0.8, 0.95).shown(Status.DOWN)).hasValue("95 %");
        assertThat(WAIT.shown(Status.UP)).isEmpty();
        assertThat(Threshold.above(Duration.ZERO, Duration.ofSeconds(1)).shown(Status.DEGRADED))
                .hasValue("at once");
        assertThat(WAIT.warnOnly().shown(Status.DOWN)).isEmpty();
    }

    @Test
    void a_summary_names_the_limit_that_was_reached_or_else_the_next_one() {
        assertThat(WAIT.suffix(Status.UP)).isEqualTo(" (warn 10 s)");
        assertThat(WAIT.suffix(Status.DEGRADED)).isEqualTo(" (warn 10 s)");
        assertThat(WAIT.suffix(Status.DOWN)).isEqualTo(" (fail 1 m)");
        assertThat(WAIT.failOnly().suffix(Status.UP)).isEqualTo(" (fail 1 m)");
        assertThat(Threshold.none(Direction.ABOVE, Unit.COUNT).suffix(Status.UP))
                .isEmpty();
    }

    @Test
    void limits_of_another_kind_are_refused_by_name() {
        assertThat(Threshold.require("wait", WAIT, Direction.ABOVE, Unit.SECONDS))
                .isSameAs(WAIT);
        assertThatThrownBy(() -> Threshold.require("wait", SPACE, Direction.ABOVE, Unit.SECONDS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'wait' must be a threshold in seconds that is bad above, but was one in bytes that is bad"
                        + " below");
        assertThatThrownBy(() -> Threshold.require(
                        "wait", Threshold.below(Duration.ofSeconds(2), Duration.ZERO), Direction.ABOVE, Unit.SECONDS))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_share_above_all_is_refused() {
        Threshold all = Threshold.ratioAbove(0.9, 1);

        assertThat(Threshold.requireShare("used", all, Direction.ABOVE)).isSameAs(all);
        assertThatThrownBy(() -> Threshold.requireShare("used", Threshold.ratioAbove(0.9, 95), Direction.ABOVE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'used' must be a share of at most 100 % but was (warn 90 %) (fail 9500 %)");
        assertThatThrownBy(() -> Threshold.requireShare("used", WAIT, Direction.ABOVE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_observation_and_its_threshold_are_in_one_unit() {
        assertThat(Observation.duration("a", Duration.ofSeconds(10))
                        .against(WAIT)
                        .judge())
                .isEqualTo(Status.DEGRADED);
        assertThatThrownBy(() -> Observation.bytes("a", 1).against(WAIT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'a' is in bytes but its threshold is in seconds");
    }
}
