package dev.vitals.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RedisLimitsTest {
    @Test
    void these_are_the_defaults() {
        assertThat(RedisLimits.DEFAULT)
                .isEqualTo(new RedisLimits(Duration.ofMillis(100), Duration.ofSeconds(1), 80, 95));
    }

    @Test
    void limits_out_of_bounds_or_order_are_refused_by_name() {
        RedisLimits limits = RedisLimits.DEFAULT;

        assertThatThrownBy(() -> limits.ping(Duration.ZERO, Duration.ofSeconds(1)))
                .hasMessage("'pingWarn' must be positive but was PT0S");
        assertThatThrownBy(() -> limits.ping(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .hasMessage("'pingFail' must not be below 'pingWarn' but was PT1S with PT2S");
        assertThatThrownBy(() -> limits.memory(0, 50)).hasMessage("'memoryWarn' must be at least 1 but was 0");
        assertThatThrownBy(() -> limits.memory(60, 50))
                .hasMessage("'memoryFail' must be from 'memoryWarn' to 100 but was 50 with 60");
        assertThatThrownBy(() -> limits.memory(60, 101)).isInstanceOf(IllegalArgumentException.class);
    }
}
