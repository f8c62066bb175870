package dev.vitals.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.ChildJvm;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;

class FullHeapTest {
    @RepeatedTest(3)
    void checks_and_listeners_go_on_after_the_heap_was_full_for_seconds() throws Exception {
        try (ChildJvm child = ChildJvm.start(FullHeap.class, List.of("-Xmx32m", "-XX:+UseSerialGC"), "3")) {
            assertThat(child.line()).isEqualTo("went on");
        }
    }
}
