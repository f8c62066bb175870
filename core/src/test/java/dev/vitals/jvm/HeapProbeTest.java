package dev.vitals.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vitals.probe.ChildJvm;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Scope;
import dev.vitals.probe.Status;
import dev.vitals.probe.TestContext;
import dev.vitals.probe.Threshold;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeapProbeTest {
    /** Of 256 MiB the last nine per cent are too little for Z to go on in. */
    private static final List<String> HEAP = List.of("-XX:+UnlockExperimentalVMOptions", "-Xms512m", "-Xmx512m");

    @ParameterizedTest
    @ValueSource(strings = {"Serial", "Parallel", "G1", "Z", "Shenandoah"})
    void a_heap_with_room_is_up_with_every_collector(String collector) throws Exception {
        try (ChildJvm child = filledTo(40, collector)) {
            assertThat(child.line()).startsWith("UP ");
            assertThat(child.line()).startsWith("UP ok ").contains("after GC").contains("(warn 80 %)");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Serial", "Parallel", "G1", "Z", "Shenandoah"})
    void a_heap_filled_above_80_percent_is_degraded_with_every_collector(String collector) throws Exception {
        try (ChildJvm child = filledTo(81, collector)) {
            assertThat(child.line()).startsWith("UP ");
            assertThat(child.line()).startsWith("DEGRADED heap.high 8").contains("(warn 80 %)");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Serial", "Parallel", "G1", "Z", "Shenandoah"})
    void a_heap_filled_above_90_percent_is_down_with_every_collector(String collector) throws Exception {
        try (ChildJvm child = filledTo(91, collector)) {
            assertThat(child.line()).startsWith("UP ");
            assertThat(child.line()).startsWith("DOWN heap.exhausted 9").contains("(fail 90 %)");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Serial", "Parallel", "G1", "Z"})
    void a_heap_filled_to_the_last_byte_is_down_and_disk_and_memory_are_unknown(String collector) throws Exception {
        try (ChildJvm child = filledTo(100, collector)) {
            assertThat(child.line()).startsWith("UP ");
            assertThat(child.line()).startsWith("DOWN heap.exhausted ");
            assertThat(child.line()).isEqualTo("disk.unreadable memory.unreadable []");
        }
    }

    private static ChildJvm filledTo(int percent, String collector) throws IOException {
        assumeTrue(collectorExists(collector), "this Java has no " + collector + " collector; not tested with it");
        List<String> options = new ArrayList<>(HEAP);
        options.add("-XX:+Use" + collector + "GC");
        return ChildJvm.start(HeapFiller.class, options, String.valueOf(percent));
    }

    private static boolean collectorExists(String collector) throws IOException {
        Process process = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java", "-XX:+Use" + collector + "GC", "-version")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.onExit().join().exitValue() == 0;
    }

    @Test
    void garbage_before_the_first_collection_is_no_alarm() throws Exception {
        Result result = judge(pool("Tenured Gen", 99, OptionalLong.empty(), 100));

        assertThat(result.status()).isEqualTo(Status.UP);
        assertThat(result.summary()).contains("garbage included");
        assertThat(names(result)).containsExactly("heap.used", "heap.max");
    }

    @Test
    void garbage_since_the_last_collection_does_not_count() throws Exception {
        Result result = judge(pool("Tenured Gen", 99, OptionalLong.of(40), 100));

        assertThat(result.summary()).startsWith("40 % after GC");
    }

    @Test
    void the_bytes_in_use_now_bound_the_result_of_an_old_collection() throws Exception {
        Result result = judge(pool("G1 Old Gen", 50, OptionalLong.of(95), 100));

        assertThat(result.status()).isEqualTo(Status.UP);
        assertThat(result.summary()).startsWith("50 % after GC");
    }

    /** A batch filled the heap; since then the application rests, and nothing has needed a collection. */
    @Test
    void what_an_old_collection_left_is_no_exhausted_heap() throws Exception {
        AtomicLong nanos = new AtomicLong();
        AtomicLong left = new AtomicLong(92);
        HeapProbe probe = HeapProbe.reading(
                () -> reading(OptionalLong.of(100), pool("Tenured Gen", 93, OptionalLong.of(left.get()), 100)),
                nanos::get);
        TestContext context = new TestContext();
        assertThat(context.run(probe).cause()).isEqualTo("heap.exhausted");

        nanos.addAndGet(Duration.ofMinutes(10).toNanos());
        Result resting = context.run(probe);
        left.set(91);
        Result collected = context.run(probe);

        assertThat(resting.cause()).isEqualTo("heap.high");
        assertThat(resting.summary()).endsWith("; that was 10 m ago or longer, much of it may be garbage by now");
        assertThat(collected.cause()).isEqualTo("heap.exhausted");
    }

    @Test
    void young_pools_do_not_count() throws Exception {
        Result result = judge(
                pool("Eden Space", 100, OptionalLong.of(0), 100), pool("Tenured Gen", 85, OptionalLong.of(85), 100));

        assertThat(result.cause()).isEqualTo("heap.high");
    }

    @Test
    void the_parts_of_an_old_generation_are_added() throws Exception {
        Result result = judge(
                pool("tenured-LOA", 10, OptionalLong.of(10), 10), pool("tenured-SOA", 83, OptionalLong.of(83), 90));

        assertThat(result.summary()).startsWith("93 % after GC: 93 B of 100 B");
    }

    @Test
    void a_pool_without_a_maximum_is_measured_against_the_heap() throws Exception {
        HeapPool old = new HeapPool("old", 95, true, OptionalLong.of(95), OptionalLong.empty());

        Result result = new TestContext().run(HeapProbe.reading(() -> reading(OptionalLong.of(100), old)));

        assertThat(result.cause()).isEqualTo("heap.exhausted");
    }

    @Test
    void a_heap_without_any_maximum_is_unknown() throws Exception {
        HeapPool old = new HeapPool("old", 95, true, OptionalLong.of(95), OptionalLong.empty());

        Result result = new TestContext().run(HeapProbe.reading(() -> reading(OptionalLong.empty(), old)));

        assertThat(result.status()).isEqualTo(Status.UNKNOWN);
        assertThat(result.cause()).isEqualTo("heap.unbounded");
    }

    @Test
    void one_pool_for_all_is_down_only_when_every_sample_was() throws Exception {
        // given
        AtomicReference<HeapPool> pool = new AtomicReference<>(pool("ZHeap", 95, OptionalLong.empty(), 100));
        HeapProbe probe = HeapProbe.reading(() -> reading(OptionalLong.of(100), pool.get()));
        TestContext context = new TestContext();

        // when
        for (int sample = 1; sample < LiveHeap.SAMPLES; sample++) {
            assertThat(context.run(probe).status()).isEqualTo(Status.UP);
        }
        Result full = context.run(probe);
        pool.set(pool("ZHeap", 40, OptionalLong.empty(), 100));
        Result dip = context.run(probe);
        pool.set(pool("ZHeap", 95, OptionalLong.empty(), 100));
        Result spike = context.run(probe);

        // then
        assertThat(full.cause()).isEqualTo("heap.exhausted");
        assertThat(dip.summary()).startsWith("40 %");
        assertThat(spike.summary()).startsWith("40 %");
    }

    @Test
    void an_old_generation_that_does_not_report_its_collections_is_judged_by_several_samples() throws Exception {
        HeapPool old = new HeapPool("old", 95, false, OptionalLong.empty(), OptionalLong.of(100));
        HeapProbe probe = HeapProbe.reading(() -> reading(OptionalLong.of(100), old));
        TestContext context = new TestContext();
        for (int sample = 1; sample < LiveHeap.SAMPLES; sample++) {
            context.run(probe);
        }

        assertThat(context.run(probe).status()).isEqualTo(Status.DOWN);
    }

    @Test
    void a_heap_too_full_to_measure_is_down_without_allocating() throws Exception {
        Result result = new TestContext().run(HeapProbe.reading(() -> {
            throw new OutOfMemoryError("Java heap space");
        }));

        assertThat(result.cause()).isEqualTo("heap.exhausted");
        assertThat(result.remedies()).isNotEmpty();
    }

    @Test
    void a_heap_that_was_too_full_to_measure_is_judged_by_the_next_sample_alone() throws Exception {
        // given
        AtomicReference<HeapPool> pool = new AtomicReference<>(pool("ZHeap", 10, OptionalLong.empty(), 100));
        AtomicBoolean full = new AtomicBoolean();
        HeapProbe probe = HeapProbe.reading(() -> {
            if (full.get()) {
                throw new OutOfMemoryError("Java heap space");
            }
            return reading(OptionalLong.of(100), pool.get());
        });
        TestContext context = new TestContext();
        context.run(probe);
        full.set(true);
        context.run(probe);

        // when
        full.set(false);
        pool.set(pool("ZHeap", 95, OptionalLong.empty(), 100));

        // then
        assertThat(context.run(probe).cause()).isEqualTo("heap.exhausted");
    }

    @Test
    void the_heap_dump_remedy_names_this_process_and_warns_of_secrets() throws Exception {
        Result result = judge(pool("Tenured Gen", 95, OptionalLong.of(95), 100));

        Remedy dump = result.remedies().get(1);
        long pid = ProcessHandle.current().pid();
        assertThat(dump.advice()).contains("SECRETS");
        assertThat(dump.command()).isEqualTo(Optional.of("jcmd " + pid + " GC.heap_dump /tmp/heap-" + pid + ".hprof"));
        assertThat(result.evidence()).hasSize(1);
    }

    @Test
    void limits_can_be_changed() throws Exception {
        HeapProbe probe = HeapProbe.reading(
                        () -> reading(OptionalLong.of(100), pool("Tenured Gen", 50, OptionalLong.of(50), 100)))
                .limits(limits -> limits.alive(Threshold.ratioAbove(0.3, 0.4)));

        assertThat(new TestContext().run(probe).summary()).contains("(fail 40 %)");
    }

    @Test
    void limits_that_are_no_share_are_refused_by_name() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HeapProbe.create().limits(limits -> limits.alive(Threshold.ratioAbove(80, 90))))
                .withMessageContaining("'alive'");
    }

    @ParameterizedTest
    @CsvSource({"79, ok", "80, heap.high", "89, heap.high", "90, heap.exhausted"})
    void a_heap_at_a_limit_has_reached_it(long alive, String cause) throws Exception {
        assertThat(judge(pool("Tenured Gen", alive, OptionalLong.of(alive), 100))
                        .cause())
                .isEqualTo(cause);
    }

    @Test
    void numbers_are_in_base_units_and_what_is_alive_carries_its_threshold() throws Exception {
        Result result = judge(
                pool("Eden Space", 30, OptionalLong.of(0), 60), pool("Tenured Gen", 85, OptionalLong.of(85), 100));

        assertThat(result.observations())
                .containsExactly(
                        Observation.ratio("heap.alive.ratio", 0.85).against(HeapLimits.DEFAULT.alive()),
                        Observation.bytes("heap.alive", 85),
                        Observation.bytes("heap.used", 115),
                        Observation.bytes("heap.max", 200));
    }

    @Test
    void a_heap_without_a_maximum_of_its_own_shows_none() throws Exception {
        HeapPool old = pool("Tenured Gen", 50, OptionalLong.of(50), 100);

        Result result = new TestContext().run(HeapProbe.reading(() -> reading(OptionalLong.empty(), old)));

        assertThat(result.summary()).startsWith("50 % after GC: 50 B of 100 B");
        assertThat(names(result)).doesNotContain("heap.max");
    }

    @Test
    void this_process_has_a_heap_with_numbers() throws Exception {
        Result result = new TestContext().run(HeapProbe.create());

        assertThat(result.status()).isIn(Status.UP, Status.DEGRADED, Status.DOWN);
        assertThat(names(result)).contains("heap.max", "heap.used");
    }

    @Test
    void the_check_is_local_by_default() {
        assertThat(HeapProbe.create().defaultPolicy().scope()).isEqualTo(Scope.LOCAL);
    }

    private static Result judge(HeapPool... pools) throws Exception {
        return new TestContext().run(HeapProbe.reading(() -> reading(OptionalLong.of(200), pools)));
    }

    private static HeapReading reading(OptionalLong max, HeapPool... pools) {
        return new HeapReading(List.of(pools), max);
    }

    private static HeapPool pool(String name, long used, OptionalLong afterGc, long max) {
        return new HeapPool(name, used, true, afterGc, OptionalLong.of(max));
    }

    private static List<String> names(Result result) {
        return result.observations().stream().map(Observation::name).toList();
    }
}
