package dev.vitals.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.TestContext;
import org.junit.jupiter.api.Test;

class ClockProbeTest {
    private long millis;
    private long nanos;
    private final ClockProbe probe = ClockProbe.of(() -> millis, () -> nanos);

    private Result after(long clockMillis, long timeMillis) throws Exception {
        millis += clockMillis;
        nanos += timeMillis * 1_000_000;
        return new TestContext().run(probe);
    }

    @Test
    void a_clock_that_goes_as_time_does_is_fine() throws Exception {
        assertThat(after(0, 0).status()).isEqualTo(Status.UP);
        assertThat(after(10_005, 10_000).status()).isEqualTo(Status.UP);
        assertThat(after(11_999, 10_000).status()).isEqualTo(Status.UP);
    }

    @Test
    void a_jump_forward_is_reported_once() throws Exception {
        after(0, 0);

        Result result = after(3_610_000, 10_000);

        assertThat(result.cause()).isEqualTo("clock.jumped");
        assertThat(result.summary()).isEqualTo("the clock went 1 h forward since the previous sample (warn 2 s)");
        assertThat(after(10_000, 10_000).status()).isEqualTo(Status.UP);
    }

    @Test
    void a_jump_back_is_reported() throws Exception {
        after(0, 0);

        assertThat(after(8_000, 10_000).summary()).startsWith("the clock went 2 s back since");
    }

    @Test
    void the_real_clocks_agree() throws Exception {
        ClockProbe real = ClockProbe.create();
        new TestContext().run(real);

        assertThat(new TestContext().run(real).status()).isEqualTo(Status.UP);
    }
}
