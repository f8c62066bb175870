package dev.vitals.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.ProbeContext.Stay;
import dev.vitals.probe.Result;
import org.junit.jupiter.api.Test;

class StaysTest {
    private final Stays stays = new Stays();
    private final Result outer = Result.down("outer.hung", "outer");
    private final Result inner = Result.down("inner.hung", "inner");

    @Test
    void the_innermost_that_is_open_counts() {
        assertThat(stays.ifStuck()).isEmpty();
        try (Stay first = stays.enter(outer)) {
            assertThat(first).isNotNull();
            try (Stay second = stays.enter(inner)) {
                assertThat(second).isNotNull();
                assertThat(stays.ifStuck()).hasValue(inner);
            }
            assertThat(stays.ifStuck()).hasValue(outer);
        }
        assertThat(stays.ifStuck()).isEmpty();
    }

    @Test
    void leaving_twice_or_in_the_wrong_order_does_no_harm() {
        Stay first = stays.enter(outer);
        Stay second = stays.enter(inner);

        first.close();
        assertThat(stays.ifStuck()).isEmpty();
        second.close();
        first.close();
        assertThat(stays.ifStuck()).isEmpty();
    }
}
