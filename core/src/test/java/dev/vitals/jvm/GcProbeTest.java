package dev.vitals.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.jvm.facts.Stoppages;
import dev.vitals.probe.ChildJvm;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.TestContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GcProbeTest {
    private final Clock clock = new Clock();
    private final AtomicLong stopped = new AtomicLong();
    private final GcProbe probe = GcProbe.reading(stopped::get, clock);
    private final TestContext context = new TestContext();

    @ParameterizedTest
    @CsvSource({"14900, UP, ok", "15000, DEGRADED, gc.overhead", "30000, DOWN, gc.overhead"})
    void the_share_of_the_last_minute_decides(long millis, Status status, String cause) throws Exception {
        context.run(probe);
        pass(Duration.ofMinutes(3));
        stopped.addAndGet(millis);
        Result result = pass(Duration.ofMinutes(1));

        assertThat(result.status()).isEqualTo(status);
        assertThat(result.cause()).isEqualTo(cause);
        assertThat(result.observations()).extracting("name").containsExactly("gc.stopped.1m");
    }

    @Test
    void a_busy_start_is_no_overhead_before_it_has_lasted_a_minute() throws Exception {
        context.run(probe);
        stopped.addAndGet(5_000);

        assertThat(pass(Duration.ofSeconds(10)).summary()).isEqualTo("not yet watched for a minute");
    }

    @Test
    void an_hour_that_was_bad_does_not_excuse_or_condemn_the_last_minute() throws Exception {
        context.run(probe);
        for (int i = 0; i < 60; i++) {
            stopped.addAndGet(9_000);
            pass(Duration.ofSeconds(10));
        }
        assertThat(pass(Duration.ofSeconds(10)).status()).isEqualTo(Status.DOWN);

        assertThat(pass(Duration.ofMinutes(1)).status()).isEqualTo(Status.UP);
    }

    @Test
    void a_real_heap_that_is_nearly_full_is_down() throws Exception {
        try (ChildJvm child =
                ChildJvm.start(Collecting.class, List.of("-XX:+UseSerialGC", "-Xms24m", "-Xmx24m", "-Xmn4m"))) {
            assertThat(child.line()).startsWith("DOWN gc.overhead collections stopped the application for ");
        }
    }

    private Result pass(Duration time) throws Exception {
        clock.pass(time);
        return context.run(probe);
    }

    /** Makes garbage beside objects that fill the heap, and lets a second count as a minute. */
    static final class Collecting {
        private Collecting() {}

        public static void main(String[] arguments) throws Exception {
            Stoppages stoppages = Stoppages.ofThisMachine();
            GcProbe probe = GcProbe.reading(() -> 60 * stoppages.millis(), () -> 60 * System.nanoTime());
            TestContext context = new TestContext();
            byte[][] kept = new byte[180_000][];
            for (int i = 0; i < kept.length; i++) {
                kept[i] = new byte[64];
            }
            context.run(probe);
            long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            Result result = Result.up();
            while (result.status() != Status.DOWN && System.nanoTime() < end) {
                long turn = System.nanoTime() + Duration.ofMillis(500).toNanos();
                for (int i = 0; System.nanoTime() < turn; i++) {
                    kept[i % kept.length] = new byte[64];
                }
                result = context.run(probe);
            }
            System.out.println(result.status() + " " + result.cause() + " " + result.summary());
        }
    }
}
