package dev.vitals.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FloorTest {
    private static final Duration LEAST = Duration.ofMinutes(15);

    private final Clock clock = new Clock();
    private final Floor floor = new Floor(clock);

    @Test
    void what_stays_and_grows_rises() {
        feed(30, minute -> 100 + 10 * minute);

        assertThat(floor.rise(LEAST)).hasValueSatisfying(rise -> {
            assertThat(rise.from()).isEqualTo(100);
            assertThat(rise.to()).isEqualTo(300);
            assertThat(rise.over()).isEqualTo(Duration.ofMinutes(20));
            assertThat(rise.perSecond()).isEqualTo(10 / 60.0);
        });
    }

    @Test
    void what_comes_and_goes_does_not() {
        feed(40, minute -> minute % 10 == 0 ? 100 : 100 + 50 * minute);

        assertThat(floor.rise(LEAST)).isEmpty();
    }

    @Test
    void one_step_does_not() {
        feed(40, minute -> minute < 10 ? 100 : 900);

        assertThat(floor.rise(LEAST)).isEmpty();
    }

    @Test
    void a_short_time_says_nothing() {
        feed(10, minute -> 100 * minute);

        assertThat(floor.rise(LEAST)).isEmpty();
    }

    @Test
    void growth_that_ended_is_forgotten_after_an_hour() {
        feed(30, minute -> 100 + 10 * minute);
        feed(61, minute -> 400);

        assertThat(floor.rise(LEAST)).isEmpty();
    }

    private interface Curve {
        long at(int minute);
    }

    /** Twice a minute, of which the lower one counts. */
    private void feed(int minutes, Curve curve) {
        for (int minute = 0; minute < minutes; minute++) {
            floor.add(curve.at(minute) + 1_000);
            clock.pass(Duration.ofSeconds(30));
            floor.add(curve.at(minute));
            clock.pass(Duration.ofSeconds(30));
        }
    }
}
