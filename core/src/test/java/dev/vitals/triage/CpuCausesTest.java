package dev.vitals.triage;

import static dev.vitals.triage.Checks.failing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Scope;
import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import dev.vitals.report.RootCause;
import dev.vitals.report.RootCause.Symptom;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the checks of the machine and of the virtual machine say of one shortage is one root, by the real catalogue. */
class CpuCausesTest {
    @Test
    void a_process_that_uses_up_its_processors_is_the_root_of_all_that_follows() {
        assertThat(roots("threads.hot", "cpu.throttled", "cpu.pressure", "cpu.load-high", "jvm.paused", "http.slow"))
                .singleElement()
                .satisfies(root -> assertThat(root.check()).isEqualTo("threads.hot"))
                .satisfies(root -> assertThat(root.symptoms())
                        .extracting(Symptom::check)
                        .containsExactlyInAnyOrder(
                                "cpu.throttled", "cpu.pressure", "cpu.load-high", "jvm.paused", "http.slow"));
    }

    @ParameterizedTest
    @CsvSource({
        "threads.hot, cpu.high",
        "threads.hot, cpu.throttled",
        "threads.hot, cpu.pressure",
        "threads.hot, cpu.load-high",
        "cpu.throttled, jvm.paused",
        "cpu.high, jvm.paused",
        "cpu.stolen, jvm.paused",
        "cpu.pressure, jvm.paused",
        "memory.swapping, jvm.paused",
        "heap.exhausted, threads.hot",
    })
    void each_explains_the_other(String cause, String effect) {
        assertThat(roots(cause, effect))
                .singleElement()
                .satisfies(root -> assertThat(root.check()).isEqualTo(cause))
                .satisfies(root ->
                        assertThat(root.symptoms()).extracting(Symptom::check).containsExactly(effect));
    }

    @Test
    void a_full_heap_is_behind_the_collector_that_uses_up_the_quota() {
        assertThat(roots("heap.exhausted", "gc.overhead", "threads.hot", "cpu.throttled", "jvm.paused"))
                .extracting(RootCause::check)
                .containsExactly("heap.exhausted");
    }

    /** The hypervisor takes time from a machine whatever runs on it. */
    @Test
    void stolen_time_is_not_put_down_to_this_process() {
        assertThat(roots("threads.hot", "cpu.stolen"))
                .extracting(RootCause::check)
                .containsExactlyInAnyOrder("threads.hot", "cpu.stolen");
    }

    private static List<RootCause> roots(String... causes) {
        List<CheckReport> checks = Stream.of(causes)
                .map(cause -> failing(cause, Status.DEGRADED, cause, CpuCausesTest::here))
                .toList();
        return Triages.standard().judge(checks).rootCauses();
    }

    private static CheckPolicy here(CheckPolicy policy) {
        return policy.scope(Scope.LOCAL);
    }
}
