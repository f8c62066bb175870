package dev.vitals.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.ChildJvm;
import dev.vitals.probe.Probe;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.TestContext;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Metaspace, code cache and direct buffers, each filled in a process of its own. */
class MemoryPoolsTest {
    @Test
    void a_metaspace_that_takes_no_more_classes_is_down() throws Exception {
        try (ChildJvm child = child("metaspace", "-XX:MaxMetaspaceSize=24m")) {
            assertThat(child.line()).startsWith("UP ok ");
            assertThat(child.line())
                    .startsWith("DOWN metaspace.high ")
                    .containsPattern("of Metaspace in use: .* of 24 MiB|no class can be loaded any more");
        }
    }

    @Test
    void a_code_cache_without_room_is_degraded_though_much_of_it_is_free() throws Exception {
        try (ChildJvm child = child(
                "code-cache",
                "-Xcomp",
                "-XX:TieredStopAtLevel=4", // the optimizing compiler fills it
                "-XX:ReservedCodeCacheSize=3m",
                "-XX:-UseCodeCacheFlushing",
                "-Xlog:disable")) {
            String line = child.line();
            while (!line.startsWith("DEGRADED code-cache.full ")) {
                line = child.line(); // the virtual machine prints there too; fails at the end
            }
        }
    }

    @Test
    void direct_buffers_near_their_limit_are_down_and_up_when_released() throws Exception {
        try (ChildJvm child = child("direct-buffers", "-XX:MaxDirectMemorySize=16m")) {
            assertThat(child.line()).startsWith("UP ok 0 % of the memory for direct buffers");
            assertThat(child.line())
                    .startsWith(
                            "DOWN direct-buffers.high 100 % of the memory for direct buffers in use: 16 MiB of 16 MiB");
        }
    }

    @ParameterizedTest
    @CsvSource({"89, UP", "90, DEGRADED", "97, DOWN"})
    void the_share_decides(long used, Status status) throws Exception {
        Probe probe = MetaspaceProbe.reading(() -> new Fill("Metaspace", used, 100));

        assertThat(new TestContext().run(probe).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"89, ok", "90, code-cache.high"})
    void the_share_of_the_code_cache_decides_while_code_is_compiled(long used, String cause) throws Exception {
        Probe probe = CodeCacheProbe.reading(size -> new Fill("the code cache", used, 100), () -> false);

        assertThat(new TestContext().run(probe).cause()).isEqualTo(cause);
    }

    @Test
    void what_has_no_limit_is_up() throws Exception {
        Result result = new TestContext().run(MetaspaceProbe.reading(() -> new Fill("Metaspace", 1 << 30, -1)));

        assertThat(result.status()).isEqualTo(Status.UP);
        assertThat(result.summary()).isEqualTo("1 GiB in use, without a limit");
    }

    private static ChildJvm child(String what, String... options) throws Exception {
        List<String> all = new ArrayList<>(List.of(options));
        all.add("-Xmx64m");
        return ChildJvm.start(Filler.class, all, what);
    }

    /** Fills one kind of memory of its own process as far as it goes, and prints what the probe says before and after. */
    static final class Filler {
        private static final List<Object> KEPT = new ArrayList<>();

        private Filler() {}

        private interface Step {
            void take();
        }

        public static void main(String[] arguments) throws Exception {
            switch (arguments[0]) {
                case "metaspace" -> fill(MetaspaceProbe.create(), Filler::oneMoreClass);
                case "code-cache" -> fill(CodeCacheProbe.create(), Filler::compile);
                case "direct-buffers" ->
                    fill(DirectBufferProbe.create(), () -> KEPT.add(ByteBuffer.allocateDirect(1 << 20)));
                default -> throw new IllegalArgumentException(arguments[0]);
            }
        }

        private static void fill(Probe probe, Step step) throws Exception {
            TestContext context = new TestContext();
            print(context.run(probe));
            try {
                for (int i = 0; i < 20_000; i++) {
                    step.take();
                }
            } catch (OutOfMemoryError full) {
                // That is what it was for.
            }
            print(context.run(probe));
        }

        private static void oneMoreClass() {
            ClassLoader loader = new URLClassLoader(new URL[0], Filler.class.getClassLoader());
            KEPT.add(Proxy.newProxyInstance(loader, new Class<?>[] {Runnable.class}, (proxy, method, values) -> null));
        }

        /** Every method that runs is compiled at once. */
        private static void compile() {
            if (KEPT.size() < 10) {
                KEPT.add(IntStream.range(0, 50)
                        .mapToObj(i -> String.format("%d %s %e", i, "a", 1.5 * i))
                        .toList());
                KEPT.add(java.time.ZonedDateTime.now(java.time.ZoneOffset.UTC)
                        .format(java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME));
                KEPT.add("a1b2".replaceAll("[0-9]+", "x").matches("(?i)A.*"));
                KEPT.add(new java.math.BigDecimal("12345.678").pow(20).toString());
            }
        }

        private static void print(Result result) {
            System.out.println(result.status() + " " + result.cause() + " " + result.summary());
        }
    }
}
