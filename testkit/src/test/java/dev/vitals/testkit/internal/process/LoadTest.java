package dev.vitals.testkit.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoadTest {

    private static final Duration LIMIT = Duration.ofSeconds(2);

    @Test
    void an_idle_machine_leaves_a_limit_as_it_is() {
        assertThat(Load.stretch(LIMIT, 0.1)).isEqualTo(LIMIT);
        assertThat(Load.stretch(LIMIT, -1)).as("where the load is not known").isEqualTo(LIMIT);
    }

    @Test
    void a_limit_grows_with_the_load_of_a_core_but_not_for_ever() {
        assertThat(Load.stretch(LIMIT, 8)).isEqualTo(Duration.ofSeconds(16));
        assertThat(Load.stretch(LIMIT, 1_000)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void linux_counts_what_wants_to_run() {
        assertThat(Load.runnable("0.50 0.40 0.30 17/512 4711\n")).isEqualTo(17);
    }

    @Test
    void this_machine_has_a_load() {
        assertThat(Load.stretch(LIMIT)).isBetween(LIMIT, Duration.ofMinutes(1));
        assertThat(Load.words()).matches("at a load of \\d+\\.\\d per core");
    }
}
