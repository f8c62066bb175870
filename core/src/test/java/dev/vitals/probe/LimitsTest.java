package dev.vitals.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsTest {
    @ParameterizedTest
    @CsvSource({"80, UP", "80.1, DEGRADED", "90, DEGRADED", "90.1, DOWN"})
    void a_number_is_judged_by_the_limit_it_exceeds(double value, Status status) {
        assertThat(new Limits(80, 90).judge(value)).isEqualTo(status);
    }

    @Test
    void an_observation_carries_both_limits() {
        Observation observation = new Limits(80, 90).on(Observation.of("heap", 5, "%"));

        assertThat(observation.warn()).hasValue(80);
        assertThat(observation.fail()).hasValue(90);
    }

    @Test
    void limits_out_of_order_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Limits(91, 90))
                .withMessageContaining("91.0 and 90.0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Limits(Double.NaN, 90));
    }

    @ParameterizedTest
    @CsvSource({"0, 90", "80, 100.1"})
    void percentages_out_of_range_are_refused(double warn, double fail) {
        assertThatIllegalArgumentException().isThrownBy(() -> Limits.percent(warn, fail));
    }
}
