package dev.vitals.jdbc.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TimeoutsTest {
    static IntStream remaining() {
        return IntStream.of(150, 200, 500, 1_000, 1_500, 2_050, 2_200, 3_000, 3_100, 5_000, 600_000);
    }

    @ParameterizedTest
    @MethodSource("remaining")
    void each_limit_is_below_the_next_and_all_below_the_time_left(int millis) {
        Timeouts timeouts = Timeouts.within(Duration.ofMillis(millis));

        assertThat(timeouts.lockMillis()).isPositive().isLessThan(timeouts.statementMillis());
        assertThat(timeouts.statementMillis()).isLessThan(timeouts.socketMillis());
        assertThat(timeouts.socketMillis()).isLessThan(millis);
        if (timeouts.querySeconds() > 0) {
            assertThat(timeouts.querySeconds() * 1_000).isBetween(timeouts.statementMillis(), timeouts.socketMillis());
        }
    }

    @Test
    void with_time_enough_the_limits_are_the_documented_ones() {
        assertThat(Timeouts.within(Duration.ofSeconds(5))).isEqualTo(new Timeouts(50, 1_000, 2, 3_000));
    }
}
