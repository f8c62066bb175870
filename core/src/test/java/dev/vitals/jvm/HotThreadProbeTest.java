package dev.vitals.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitals.jvm.facts.CpuTimes;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.TestContext;
import dev.vitals.probe.Threshold;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class HotThreadProbeTest {
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    private final TestContext context = new TestContext();

    /** A second counts as a minute; the limit is low, since the machine may be busy with others. */
    @Test
    void the_hottest_code_is_shown() throws Exception {
        HotThreadProbe probe = HotThreadProbe.reading(
                        () -> OptionalLong.of(60 * CpuTimes.ofProcess().orElseThrow()), () -> 60 * System.nanoTime())
                .limits(limits -> limits.busy(Threshold.ratioAbove(0.02, 1)));
        AtomicReference<Result> last = new AtomicReference<>(Result.up());
        try (Crowd crowd = new Crowd()) {
            crowd.start("spinner-1", HotThreadProbeTest::spin);
            crowd.start("spinner-2", HotThreadProbeTest::spin);
            await().atMost(Duration.ofMinutes(1)).until(() -> {
                last.set(context.run(probe));
                return !last.get().evidence().isEmpty();
            });
        }

        assertThat(last.get().cause()).isEqualTo("threads.hot");
        assertThat(((Evidence.Table) last.get().evidence().get(0)).rows().get(0))
                .contains("2", "dev.vitals.jvm.HotThreadProbeTest.spin", "spinner-#");
    }

    @Test
    void the_share_of_the_last_minute_decides() throws Exception {
        assertThat(busy(0.89).status()).isEqualTo(Status.UP);
        assertThat(busy(0.90).status()).isEqualTo(Status.DEGRADED);
    }

    @Test
    void a_process_that_is_not_measured_is_unknown() throws Exception {
        Result result = context.run(HotThreadProbe.reading(OptionalLong::empty, System::nanoTime));

        assertThat(result.cause()).isEqualTo("threads.unmeasured");
    }

    private Result busy(double share) throws Exception {
        Clock clock = new Clock();
        AtomicLong used = new AtomicLong();
        HotThreadProbe probe = HotThreadProbe.reading(() -> OptionalLong.of(used.get()), clock);
        context.run(probe);
        used.set((long) (share * PROCESSORS * Duration.ofMinutes(1).toNanos()) + PROCESSORS);
        clock.pass(Duration.ofMinutes(1));
        return context.run(probe);
    }

    private static void spin() {
        while (!Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
        }
    }
}
