package dev.vitals.jdbc.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vitals.probe.Threshold;
import dev.vitals.probe.Threshold.Direction;
import dev.vitals.probe.Unit;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class QuerySettingsTest {
    private static final QuerySettings DEFAULT = QuerySettings.DEFAULT;

    @Test
    void the_short_words_write_one_threshold() {
        assertThat(DEFAULT.warnAt(1).failAt(100).threshold()).isEqualTo(Threshold.countAbove(1, 100));
        assertThat(DEFAULT.failAt(100).warnAt(1).threshold()).isEqualTo(Threshold.countAbove(1, 100));
        assertThat(DEFAULT.warnAt(1).threshold())
                .isEqualTo(Threshold.countAbove(1, 1).warnOnly());
    }

    @Test
    void they_keep_the_direction_and_the_unit() {
        assertThat(DEFAULT.threshold(Threshold.countBelow(5, 1)).warnAt(3).threshold())
                .isEqualTo(Threshold.countBelow(3, 1));
        assertThat(DEFAULT.unit(Unit.SECONDS).failAt(60).threshold())
                .isEqualTo(Threshold.above(Duration.ofSeconds(60), Duration.ofSeconds(60))
                        .failOnly());
    }

    @Test
    void what_makes_no_sense_is_refused_by_name() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULT.warnAt(2).failAt(1))
                .withMessageStartingWith("'fail' must not be reached before 'warn' but they were 1 and 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULT.warnAt(Double.NaN))
                .withMessage("'warn' must be finite but was NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULT.countingRows().unit(Unit.BYTES))
                .withMessage("'threshold' of a number of rows must be a count but was in bytes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULT.timeout(Duration.ofMinutes(1)))
                .withMessage("'timeout' must be from PT0.01S to PT30S but was PT1M");
    }

    @Test
    void without_a_limit_nothing_is_reached() {
        assertThat(DEFAULT.threshold()).isEqualTo(Threshold.none(Direction.ABOVE, Unit.COUNT));
    }
}
