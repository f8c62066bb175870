package dev.vitals.dump;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.Vitals;
import dev.vitals.probe.Result;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happened long ago explains nothing of now. */
class TrendsTest {
    private static final Instant START = Instant.parse("2026-11-28T03:00:00Z");

    private final Vitals vitals =
            Vitals.builder("shop").check("well", context -> Result.up()).build();
    private final Trends trends = new Trends(vitals);

    @AfterEach
    void close() {
        vitals.close();
    }

    private void tick(long seconds, long jumpMillis, long lateMillis) {
        long nanos = Duration.ofSeconds(seconds).toNanos();
        trends.late(nanos, lateMillis);
        trends.sample(START.plusSeconds(seconds).plusMillis(jumpMillis), nanos);
    }

    @Test
    void pauses_and_jumps_count_for_ten_minutes() {
        tick(10, 0, 0);
        tick(20, 60_000, 6_000);
        tick(600, 60_000, 5);
        assertThat(trends.longestPauseMillis()).isEqualTo(6_000);
        assertThat(trends.largestJumpMillis()).isEqualTo(60_000);
        assertThat(MachineRules.pause(trends).level()).isEqualTo(Judgement.Level.FAIL);
        assertThat(MachineRules.clock(trends).level()).isEqualTo(Judgement.Level.WARN);

        tick(620, 60_000, 5);
        assertThat(MachineRules.pause(trends).level()).isEqualTo(Judgement.Level.PASS);
        assertThat(MachineRules.clock(trends).level()).isEqualTo(Judgement.Level.PASS);
    }
}
