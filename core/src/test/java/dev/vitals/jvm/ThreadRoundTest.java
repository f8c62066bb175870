package dev.vitals.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.jvm.facts.ThreadPicture;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ThreadRoundTest {
    @Test
    void threads_are_looked_at_once_a_second() {
        Clock clock = new Clock();
        ThreadRound round = new ThreadRound(clock);
        ThreadPicture first = round.read();

        clock.pass(Duration.ofMillis(999));
        assertThat(round.read()).isSameAs(first);
        clock.pass(Duration.ofMillis(1));
        assertThat(round.read()).isNotSameAs(first);
    }
}
