package dev.vitals.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.TestContext;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ClassLoadingProbeTest {
    private final Clock clock = new Clock();
    private final TestContext context = new TestContext();
    private long loaded = 10_000;

    @Test
    void classes_that_are_loaded_without_end_are_degraded() throws Exception {
        Result result = grow(100, 45);

        assertThat(result.status()).isEqualTo(Status.DEGRADED);
        assertThat(result.summary())
                .isEqualTo("loaded classes have grown from 10000 to 13000 in 30 m and never came back");
    }

    @Test
    void what_is_loaded_late_now_and_then_is_up() throws Exception {
        assertThat(grow(30, 45).status()).isEqualTo(Status.UP);
    }

    @Test
    void it_counts_the_classes_of_this_process() throws Exception {
        assertThat(context.run(ClassLoadingProbe.create()).observations().get(0).value())
                .isGreaterThan(1_000);
    }

    private Result grow(int perMinute, int minutes) throws Exception {
        ClassLoadingProbe probe = ClassLoadingProbe.reading(() -> loaded, clock);
        clock.pass(Growth.START);
        Result result = Result.up();
        for (int minute = 0; minute < minutes; minute++) {
            result = context.run(probe);
            loaded += perMinute;
            clock.pass(Duration.ofMinutes(1));
        }
        return result;
    }
}
