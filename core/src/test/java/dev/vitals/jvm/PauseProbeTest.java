package dev.vitals.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vitals.probe.ChildJvm;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.TestContext;
import dev.vitals.probe.Threshold;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PauseProbeTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Test
    void a_process_that_was_suspended_has_been_paused() throws Exception {
        assumeTrue(Files.exists(Path.of("/bin/kill")), "no /bin/kill here");
        try (ChildJvm child = ChildJvm.start(Paused.class, List.of("-Xmx64m"), "wait")) {
            assertThat(child.line()).isEqualTo("watching");
            signal("STOP", child);
            long until = System.nanoTime() + 3 * SECOND / 2;
            await().until(() -> System.nanoTime() >= until);
            signal("CONT", child);
            child.send("go on");

            assertThat(child.line()).startsWith("jvm.paused the virtual machine stood still for ");
            assertThat(child.line()).isEqualTo("no ticker left");
        }
    }

    @Test
    void a_long_collection_is_named_as_such() throws Exception {
        try (ChildJvm child = ChildJvm.start(
                Paused.class, List.of("-XX:+UseSerialGC", "-Xmx512m", "-Xms512m", "-Xmn100m"), "collect")) {
            assertThat(child.line()).isEqualTo("watching");
            child.send("go on");

            assertThat(child.line()).startsWith("gc.pause garbage collection stopped the application for ");
            assertThat(child.line()).isEqualTo("no ticker left");
        }
    }

    @Test
    void one_second_is_degraded_and_five_are_down_with_the_part_of_the_collector() throws Exception {
        try (PauseProbe probe = PauseProbe.create()) {
            assertThat(probe.judge(new PauseTicker.Pauses(1, SECOND - 1, SECOND - 1, 0))
                            .status())
                    .isEqualTo(Status.UP);
            Result other = probe.judge(new PauseTicker.Pauses(2, 2 * SECOND, SECOND, SECOND / 4));
            assertThat(other.cause()).isEqualTo("jvm.paused");
            assertThat(other.status()).isEqualTo(Status.DEGRADED);
            assertThat(other.summary())
                    .isEqualTo(
                            "the virtual machine stood still for 1 s, of which garbage collection took 250 ms (warn 1 s)");
            assertThat(probe.judge(new PauseTicker.Pauses(1, 5 * SECOND, 5 * SECOND, 4 * SECOND)))
                    .satisfies(result -> assertThat(result.cause()).isEqualTo("gc.pause"))
                    .satisfies(result -> assertThat(result.status()).isEqualTo(Status.DOWN));
        }
    }

    private static void signal(String name, ChildJvm child) throws Exception {
        Process kill = new ProcessBuilder("/bin/kill", "-" + name, Long.toString(child.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    /** Watches itself while it is stopped from outside, or while it collects a large heap. */
    static final class Paused {
        private Paused() {}

        private record Link(Link next) {}

        public static void main(String[] arguments) throws Exception {
            Threshold low = Threshold.above(Duration.ofMillis(100), Duration.ofHours(1));
            Link chain = null;
            for (int i = 0; arguments[0].equals("collect") && i < 8_000_000; i++) {
                chain = new Link(chain);
            }
            try (PauseProbe probe = PauseProbe.create().limits(limits -> limits.longest(low))) {
                TestContext context = new TestContext();
                context.run(probe);
                context.run(probe);
                System.out.println("watching");
                System.in.read();
                if (chain != null) {
                    System.gc();
                }
                Result result = Result.up();
                try {
                    while (result.status() == Status.UP) {
                        result = context.run(probe);
                        Thread.onSpinWait();
                    }
                } finally {
                    Reference.reachabilityFence(chain);
                }
                System.out.println(result.cause() + " " + result.summary());
            }
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                if (thread.getName().equals("vitals-ticker")) {
                    thread.join();
                }
            }
            System.out.println("no ticker left");
        }
    }
}
