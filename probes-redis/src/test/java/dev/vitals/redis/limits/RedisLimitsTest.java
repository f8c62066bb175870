package dev.vitals.redis.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitals.probe.Threshold;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RedisLimitsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void these_are_the_defaults() {
        assertThat(PingLimits.DEFAULT)
                .isEqualTo(new PingLimits(Threshold.above(Duration.ofMillis(100), SECOND), Duration.ofSeconds(60)));
        assertThat(MemoryLimits.DEFAULT)
                .isEqualTo(new MemoryLimits(
                        Threshold.ratioAbove(0.80, 0.95),
                        Threshold.countAbove(1, 1).failOnly(),
                        Threshold.ratioAbove(0.90, 0.90).warnOnly()));
    }

    @Test
    void a_change_leaves_the_other_limits_alone() {
        Threshold latency = Threshold.above(SECOND, SECOND);
        Threshold used = Threshold.ratioAbove(0.5, 0.6);
        Threshold refused = Threshold.countAbove(1, 100);

        assertThat(PingLimits.DEFAULT.latency(latency).startingGrace(SECOND))
                .isEqualTo(new PingLimits(latency, SECOND));
        assertThat(MemoryLimits.DEFAULT.used(used).refused(refused))
                .isEqualTo(new MemoryLimits(used, refused, MemoryLimits.DEFAULT.host()));
    }

    @Test
    void limits_of_another_kind_are_refused_by_name() {
        Threshold count = Threshold.countAbove(1, 2);
        Threshold share = Threshold.ratioAbove(0.5, 0.6);

        assertThatThrownBy(() -> PingLimits.DEFAULT.latency(count))
                .hasMessage(
                        "'latency' must be a threshold in seconds that is bad above, but was one in count that is bad"
                                + " above");
        assertThatThrownBy(() -> MemoryLimits.DEFAULT.used(Threshold.ratioBelow(0.6, 0.5)))
                .hasMessageStartingWith("'used' must be a threshold in ratio that is bad above");
        assertThatThrownBy(() -> MemoryLimits.DEFAULT.refused(share)).hasMessageStartingWith("'refused' must");
    }

    @Test
    void limits_out_of_bounds_are_refused_by_name() {
        assertThatThrownBy(() -> PingLimits.DEFAULT.latency(Threshold.above(Duration.ZERO, SECOND)))
                .hasMessage("'latency' must be above 0 but was 0 ms");
        assertThatThrownBy(() -> PingLimits.DEFAULT.startingGrace(Duration.ofSeconds(-1)))
                .hasMessage("'startingGrace' must not be negative but was PT-1S");
        assertThatThrownBy(() -> MemoryLimits.DEFAULT.used(Threshold.ratioAbove(0, 0.5)))
                .hasMessage("'used' must be above 0 but was 0 %");
        assertThatThrownBy(() -> MemoryLimits.DEFAULT.used(Threshold.ratioAbove(0.5, 1.01)))
                .hasMessageStartingWith("'used' must be a share of at most 100 %");
        assertThatThrownBy(() -> MemoryLimits.DEFAULT.refused(Threshold.countAbove(0, 1)))
                .hasMessage("'refused' must be above 0 but was 0");
    }

    @Test
    @SuppressWarnings("NullAway") // That is what it is about.
    void nulls_are_refused_by_name() {
        assertThatThrownBy(() -> PingLimits.DEFAULT.latency(null)).hasMessage("latency");
        assertThatThrownBy(() -> PingLimits.DEFAULT.startingGrace(null)).hasMessage("startingGrace");
        assertThatThrownBy(() -> MemoryLimits.DEFAULT.used(null)).hasMessage("used");
        assertThatThrownBy(() -> MemoryLimits.DEFAULT.refused(null)).hasMessage("refused");
    }
}
