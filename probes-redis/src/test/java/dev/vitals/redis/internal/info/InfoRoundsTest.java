package dev.vitals.redis.internal.info;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitals.redis.internal.failure.FailureKind;
import dev.vitals.redis.internal.failure.RedisFailure;
import dev.vitals.redis.internal.resp.Reply;
import dev.vitals.testkit.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class InfoRoundsTest {
    private final ManualClock clock = new ManualClock();
    private final InfoRounds rounds = new InfoRounds(clock::nanoTime);
    private int asked;

    @Test
    void whoever_asks_within_a_second_joins_the_round() throws Exception {
        RedisInfo first = read("memory");
        clock.advance(Duration.ofMillis(999));

        assertThat(read("clients")).isSameAs(first);
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void whoever_asks_later_starts_the_next() throws Exception {
        read("memory");
        clock.advance(Duration.ofSeconds(1));
        read("clients");

        assertThat(asked).isEqualTo(2);
    }

    @Test
    void nobody_is_given_the_same_answer_twice() throws Exception {
        RedisInfo first = read("memory");
        RedisInfo second = read("memory");

        assertThat(second).isNotSameAs(first);
        assertThat(read("clients")).isSameAs(second);
    }

    @Test
    void a_denial_is_repeated_for_most_of_a_minute_without_asking() {
        for (int i = 0; i < 4; i++) {
            assertThatThrownBy(() -> rounds.read("memory", this::deny)).isInstanceOf(RedisFailure.class);
            clock.advance(Duration.ofSeconds(11));
        }
        assertThat(asked).isEqualTo(1);
    }

    private RedisInfo read(String reader) throws RedisFailure {
        return rounds.read(reader, () -> new Reply.Text("calls:" + ++asked));
    }

    private Reply deny() throws RedisFailure {
        asked++;
        throw RedisFailure.of(FailureKind.PERMISSION, "");
    }
}
