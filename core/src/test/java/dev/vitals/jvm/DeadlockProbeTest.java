package dev.vitals.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.ChildJvm;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlockProbeTest {
    @ParameterizedTest
    @ValueSource(strings = {"monitors", "locks"})
    void threads_that_wait_for_each_other_are_down_with_names_and_stacks(String kind) throws Exception {
        try (ChildJvm child = child(kind)) {
            assertThat(child.line()).isEqualTo("UP no thread is deadlocked");
            assertThat(child.line())
                    .startsWith("DOWN threads.deadlocked 2 threads wait for each other for good: ")
                    .contains("left", "right")
                    .endsWith("; waiting behind them: 1");
            assertThat(child.line()).contains("thread left", "thread right").doesNotContain("behind");
            assertThat(child.line())
                    .contains("threads that wait for each other", "stack of left", "stack of right")
                    .contains("DeadlockChild." + kind);
        }
    }

    @Test
    void threads_that_give_up_after_a_time_are_no_deadlock_though_the_virtual_machine_says_so() throws Exception {
        try (ChildJvm child = child("timed")) {
            assertThat(child.line()).isEqualTo("UP no thread is deadlocked");
            assertThat(child.line()).isEqualTo("UP ok no thread is deadlocked");
        }
    }

    private static ChildJvm child(String kind) throws IOException {
        return ChildJvm.start(DeadlockChild.class, List.of("-Xmx64m"), kind);
    }
}
