package dev.vitals.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RoundTest {
    private long now;
    private int asked;
    private final Round<Integer> round = new Round<>(() -> now);

    @Test
    void checks_that_ask_within_a_second_share_the_answer() {
        read("memory");
        pass(Duration.ofMillis(999));

        assertThat(read("clients")).isEqualTo(1);
        assertThat(round.join("keys")).contains(1);
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void a_check_that_asks_later_starts_the_next_round() {
        read("memory");
        pass(Duration.ofSeconds(1));

        assertThat(round.join("clients")).isEmpty();
        assertThat(read("clients")).isEqualTo(2);
    }

    @Test
    void no_check_gets_the_same_answer_twice() {
        assertThat(read("memory")).isEqualTo(1);
        assertThat(round.join("clients")).contains(1);

        assertThat(round.join("clients")).isEmpty();
        assertThat(read("memory")).isEqualTo(2);
        assertThat(read("clients")).isEqualTo(2);
    }

    @Test
    void the_age_of_an_answer_counts_from_the_question() {
        round.read("memory", () -> {
            pass(Duration.ofSeconds(1));
            return ++asked;
        });

        assertThat(round.join("clients")).isEmpty();
    }

    @Test
    void without_an_answer_there_is_no_round_to_join() {
        assertThat(round.join("memory")).isEmpty();
    }

    @Test
    void a_failure_is_not_shared() throws Exception {
        assertThatThrownBy(() -> round.read("memory", () -> {
                    throw new IOException("lost");
                }))
                .isInstanceOf(IOException.class);

        assertThat(read("clients")).isEqualTo(1);
    }

    private int read(String check) {
        return round.read(check, () -> ++asked);
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
