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
    void each_cause_is_declared_once() {
        assertThat(knowledge.causes())
                .extracting(Cause::code)
                .doesNotHaveDuplicates()
                .contains("heap.exhausted", "heap.filling", "gc.pause", "threads.deadlocked", "threads.died");
    }

    @Test
    void an_exhausted_heap_explains_what_it_does_to_the_collector_and_to_http() {
        assertThat(knowledge.links())
                .contains(
                        CauseLink.anywhere("heap.exhausted", "http.slow", "an exhausted heap explains slow HTTP"),
                        CauseLink.sameHost(
                                "heap.exhausted",
                                "gc.overhead",
                                "a full heap explains the time that collections take"));
    }
}
