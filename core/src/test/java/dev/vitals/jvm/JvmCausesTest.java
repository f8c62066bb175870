package dev.vitals.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Cause;
import dev.vitals.spi.CauseLink;
import dev.vitals.spi.Knowledge;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class JvmCausesTest {
    private final Knowledge knowledge = ServiceLoader.load(Knowledge.class).stream()
            .filter(provider -> provider.type() == JvmCauses.class)
            .findFirst()
            .orElseThrow()
            .get();

    @Test
    void the_causes_are_known() {
        assertThat(knowledge.causes())
                .extracting(Cause::code)
                .containsExactly("heap.exhausted", "heap.high", "heap.unbounded", "threads.deadlocked");
    }

    @Test
    void an_exhausted_heap_explains_slow_http() {
        assertThat(knowledge.links())
                .containsExactly(
                        CauseLink.anywhere("heap.exhausted", "http.slow", "an exhausted heap explains slow HTTP"));
    }
}
