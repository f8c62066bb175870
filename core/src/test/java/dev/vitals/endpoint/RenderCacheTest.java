package dev.vitals.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RenderCacheTest {
    private final RenderCache cache = new RenderCache();

    @Test
    void an_answer_holds_while_its_source_is_the_identical_object() {
        Object source = new Object();
        HealthResponse first = cache.get("q", source, () -> answer("1"));

        assertThat(cache.get("q", source, () -> answer("2"))).isSameAs(first);
        assertThat(cache.get("q", new Object(), () -> answer("3")).body()).hasToString("3");
        assertThat(cache.get("other", source, () -> answer("4")).body()).hasToString("4");
    }

    @Test
    void inventing_questions_does_not_fill_memory() {
        for (int i = 0; i < 10_000; i++) {
            cache.get(i, this, () -> answer("x"));
        }

        assertThat(cache.size()).isLessThanOrEqualTo(64);
    }

    @Test
    void the_oldest_answer_makes_room_and_the_same_question_takes_none() {
        Object source = new Object();
        HealthResponse first = cache.get("first", source, () -> answer("1"));
        HealthResponse second = cache.get("second", source, () -> answer("2"));
        for (int i = 0; i < 100; i++) {
            cache.get("again", new Object(), () -> answer("x"));
        }
        assertThat(cache.size()).isEqualTo(3);
        assertThat(cache.get("first", source, () -> answer("3"))).isSameAs(first);

        for (int i = 3; i < 65; i++) {
            cache.get(i, source, () -> answer("x"));
        }

        assertThat(cache.get("second", source, () -> answer("4"))).isSameAs(second);
        assertThat(cache.get("first", source, () -> answer("5")).body()).hasToString("5");
    }

    private static HealthResponse answer(String text) {
        return HealthResponse.of(200, "text/plain", text.getBytes(StandardCharsets.UTF_8));
    }
}
