package dev.vitals.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitals.probe.ProbeTimeoutException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RunContextTest {
    private final TestTime time = new TestTime();
    private final RunContext context = new RunContext(
            "a",
            time,
            new Counters(),
            new Stays(),
            text -> text,
            Duration.ofSeconds(5).toNanos());

    @Test
    void the_time_left_shrinks_as_time_goes_on() {
        assertThat(context.remaining()).isEqualTo(Duration.ofSeconds(5));

        time.advance(Duration.ofMillis(1_500));

        assertThat(context.remaining()).isEqualTo(Duration.ofMillis(3_500));
        assertThat(context.remainingMillis()).isEqualTo(3_500);
    }

    @Test
    void a_remainder_below_a_millisecond_is_one_and_never_zero_which_means_for_ever_elsewhere() {
        time.advance(Duration.ofSeconds(5).minusNanos(1));

        assertThat(context.remaining()).isEqualTo(Duration.ofNanos(1));
        assertThat(context.remainingMillis()).isEqualTo(1);
    }

    @Test
    void with_no_time_left_it_throws_and_names_the_check() {
        time.advance(Duration.ofSeconds(5));

        assertThatThrownBy(context::remaining)
                .isInstanceOf(ProbeTimeoutException.class)
                .hasMessage("check 'a' has no time left");
        assertThatThrownBy(context::remainingMillis).isInstanceOf(ProbeTimeoutException.class);
    }

    @Test
    void its_wall_clock_stands_still_at_the_start_of_the_run() {
        time.advance(Duration.ofSeconds(3));

        assertThat(context.now()).isEqualTo(Instant.EPOCH);
    }
}
