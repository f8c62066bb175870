package dev.vitals.jdbc.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DatabaseLimitsTest {
    @Test
    void the_defaults_are_the_documented_ones() {
        assertThat(DatabaseLimits.DEFAULT)
                .hasToString("DatabaseLimits["
                        + "connect=ConnectLimits[latencyWarn=PT0.1S, latencyFail=PT1S, startingGrace=PT1M, writable=true], "
                        + "locks=LockLimits[waitWarn=PT10S, waitFail=PT1M, sessionsWarn=3, sessionsFail=10, "
                        + "sessionsWait=PT5S, ddlWarn=PT5S, ddlFail=PT30S], "
                        + "pool=PoolLimits[saturatedPercent=90.0, saturatedFor=PT30S, exhaustedFor=PT10S]]");
    }

    @Test
    void each_limit_can_be_changed_alone() {
        Duration one = Duration.ofSeconds(1);
        Duration two = Duration.ofSeconds(2);

        DatabaseLimits limits = DatabaseLimits.DEFAULT
                .connect(c -> c.latency(one, two).startingGrace(two).writable(false))
                .locks(l -> l.longestWait(one, two).sessions(4, 5, two).ddl(one, two))
                .pool(p -> p.saturated(80, one).exhausted(two));

        assertThat(limits.connect()).isEqualTo(new ConnectLimits(one, two, two, false));
        assertThat(limits.locks()).isEqualTo(new LockLimits(one, two, 4, 5, two, one, two));
        assertThat(limits.pool()).isEqualTo(new PoolLimits(80, one, two));
    }

    @Test
    void limits_that_make_no_sense_are_refused_by_name() {
        Duration one = Duration.ofSeconds(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConnectLimits.DEFAULT.latency(Duration.ZERO, one))
                .withMessage("'latencyWarn' must be positive but was PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LockLimits.DEFAULT.longestWait(one.multipliedBy(2), one))
                .withMessage("'waitWarn' must not exceed 'waitFail' but was PT2S against PT1S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LockLimits.DEFAULT.sessions(0, 1, one))
                .withMessage("'sessionsWarn' must be at least 1 but was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PoolLimits.DEFAULT.saturated(101, one))
                .withMessageContaining("'saturatedPercent'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConnectLimits.DEFAULT.startingGrace(one.negated()))
                .withMessage("'startingGrace' must not be negative but was PT-1S");
    }
}
