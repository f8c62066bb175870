package dev.vitals.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Evidence;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.TestContext;
import dev.vitals.probe.Threshold;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ThreadCountProbeTest {
    private final Clock clock = new Clock();
    private final AtomicInteger count = new AtomicInteger(50);
    private final ThreadCountProbe growing = ThreadCountProbe.counting(count::get, clock);
    private final TestContext context = new TestContext();

    @Test
    void many_threads_are_shown_by_name_and_by_the_code_they_are_in() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        ThreadCountProbe probe =
                ThreadCountProbe.create().limits(limits -> limits.count(Threshold.countAbove(30, 10_000)));
        try (Crowd crowd = new Crowd()) {
            for (int i = 0; i < 40; i++) {
                crowd.start("leaked-" + i + "-worker", release::await);
            }
            Result result = context.run(probe);

            assertThat(result.status()).isEqualTo(Status.DEGRADED);
            assertThat(result.cause()).isEqualTo("threads.many");
            assertThat(((Evidence.Table) result.evidence().get(0)).rows().get(0))
                    .containsExactly("40", "leaked-#-worker");
            assertThat(((Evidence.Table) probe.diagnose(context).get(0)).rows().get(0))
                    .containsExactly("40", "dev.vitals.jvm.Crowd.start");
        }
    }

    @Test
    void threads_that_come_and_never_go_are_degraded() throws Exception {
        clock.pass(Growth.START);
        Result result = Result.up();
        for (int minute = 0; minute < 45; minute++) {
            count.addAndGet(10);
            result = next(Duration.ofMinutes(1));
        }

        assertThat(result.cause()).isEqualTo("threads.growing");
        assertThat(result.status()).isEqualTo(Status.DEGRADED);
        assertThat(result.summary()).isEqualTo("threads have grown from 60 to 360 in 30 m and never came back");
    }

    @Test
    void the_start_of_an_application_is_no_growth() throws Exception {
        for (int minute = 0; minute < 9; minute++) {
            count.addAndGet(100);
            next(Duration.ofMinutes(1));
        }
        clock.pass(Duration.ofMinutes(1));

        Result result = Result.up();
        for (int minute = 0; minute < 40; minute++) {
            result = next(Duration.ofMinutes(1));
        }
        assertThat(result.status()).isEqualTo(Status.UP);
    }

    @Test
    void a_pool_that_grows_by_less_than_half_is_no_growth() throws Exception {
        clock.pass(Growth.START);
        count.set(2_000);
        Result result = Result.up();
        for (int minute = 0; minute < 45; minute++) {
            count.addAndGet(15);
            result = next(Duration.ofMinutes(1));
        }
        assertThat(result.status()).isEqualTo(Status.UP);
    }

    private Result next(Duration later) throws Exception {
        Result result = context.run(growing);
        clock.pass(later);
        return result;
    }
}
