package dev.vitals.jdbc.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.vitals.probe.Size;
import dev.vitals.probe.Status;
import dev.vitals.probe.Threshold;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The limits of pools, and of checks that only MySQL, MariaDB or SQLite have. */
class PoolAndProductLimitsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Threshold SHORT = Threshold.above(SECOND, Duration.ofSeconds(2));
    private static final Threshold HALF = Threshold.ratioAbove(0.5, 1);
    private static final Threshold SMALL = Threshold.above(Size.ofBytes(1), Size.ofBytes(2));
    private static final Threshold FEW = Threshold.countAbove(1, 2);
    private static final Threshold SELDOM = Threshold.countAbove(1, 9);

    @Test
    void the_defaults_are_the_documented_ones() {
        assertShown(PoolLimits.DEFAULT.used(), "90 %", "never");
        assertThat(PoolLimits.DEFAULT.usedFor()).isEqualTo(Duration.ofSeconds(30));
        assertShown(PoolLimits.DEFAULT.waiting(), "at once", "10 s");
        assertThat(PoolLimits.DEFAULT.leakAfter()).isEqualTo(Duration.ofMinutes(1));
        assertShown(WriterLimits.DEFAULT.held(), "10 s", "1 m");
        assertShown(WalLimits.DEFAULT.size(), "256 MiB", "1 GiB");
        assertThat(IntegrityLimits.DEFAULT)
                .isEqualTo(new IntegrityLimits(Size.ofMebibytes(256), SECOND.multipliedBy(3)));
        assertShown(ThreadLimits.DEFAULT.running(), "25", "never");
        assertThat(ThreadLimits.DEFAULT.samples()).isEqualTo(5);
        assertShown(MySqlStatementLimits.DEFAULT.slow(), "50", "never");
        assertShown(MySqlReplicationLimits.DEFAULT.lag(), "30 s", "5 m");
        assertShown(MySqlReplicationLimits.DEFAULT.stopped(), "at once", "2 m");
    }

    @Test
    void each_limit_can_be_changed_alone() {
        assertThat(PoolLimits.DEFAULT.used(HALF, SECOND).waiting(SHORT).leakAfter(SECOND))
                .isEqualTo(new PoolLimits(HALF, SECOND, SHORT, SECOND));
        assertThat(WriterLimits.DEFAULT.held(SHORT)).isEqualTo(new WriterLimits(SHORT));
        assertThat(WalLimits.DEFAULT.size(SMALL)).isEqualTo(new WalLimits(SMALL));
        assertThat(IntegrityLimits.DEFAULT.largest(Size.ofBytes(3)).longest(SECOND))
                .isEqualTo(new IntegrityLimits(Size.ofBytes(3), SECOND));
        assertThat(ThreadLimits.DEFAULT.running(FEW).samples(2)).isEqualTo(new ThreadLimits(FEW, 2));
        assertThat(MySqlStatementLimits.DEFAULT.slow(SELDOM)).isEqualTo(new MySqlStatementLimits(SELDOM));
        assertThat(MySqlReplicationLimits.DEFAULT.lag(SHORT).stopped(SHORT))
                .isEqualTo(new MySqlReplicationLimits(SHORT, SHORT));
    }

    @Test
    void limits_that_make_no_sense_are_refused_by_name() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PoolLimits.DEFAULT.used(Threshold.ratioAbove(80, 90), SECOND))
                .withMessageContaining("'used' must be at most 100 %");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PoolLimits.DEFAULT.waiting(FEW))
                .withMessage("'waiting' must be a threshold above in seconds but was one above in count");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PoolLimits.DEFAULT.leakAfter(Duration.ZERO))
                .withMessageContaining("'leakAfter'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ThreadLimits.DEFAULT.samples(0))
                .withMessage("'samples' must be at least 1 but was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MySqlStatementLimits.DEFAULT.slow(Threshold.countAbove(0, 1)))
                .withMessageContaining("'slow' must be above 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WalLimits.DEFAULT.size(Threshold.below(Size.ofBytes(2), Size.ofBytes(1))))
                .withMessageContaining("'size'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IntegrityLimits.DEFAULT.longest(Duration.ofMinutes(2)))
                .withMessage("'longest' must be at most PT1M but was PT2M");
        assertThatNullPointerException()
                .isThrownBy(() -> WriterLimits.DEFAULT.held(null))
                .withMessage("held");
    }

    private static void assertShown(Threshold threshold, String warn, String fail) {
        assertThat(threshold.shown(Status.DEGRADED).orElse("never")).isEqualTo(warn);
        assertThat(threshold.shown(Status.DOWN).orElse("never")).isEqualTo(fail);
    }
}
