package dev.vitals.jdbc.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.vitals.probe.Threshold;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DatabaseLimitsTest {
    @Test
    void the_defaults_are_the_documented_ones() {
        assertThat(DatabaseLimits.DEFAULT)
                .hasToString("DatabaseLimits["
                        + "ConnectLimits[latency=Threshold[direction=ABOVE, unit=SECONDS, warn=OptionalDouble[0.1], fail=OptionalDouble[1.0]], startingGrace=PT1M, writable=true], "
                        + "LockLimits[waitWarn=PT10S, waitFail=PT1M, sessionsWarn=3, sessionsFail=10, "
                        + "sessionsWait=PT5S, ddlWarn=PT5S, ddlFail=PT30S], "
                        + PoolLimits.DEFAULT + ", "
                        + "ConnectionLimits[warnPercent=80.0, failPercent=95.0, idle=PT5M], "
                        + "QueryLimits[warn=PT1M, fail=PT5M, ignored=[pg_dump]], "
                        + "TransactionLimits[idleWarn=PT1M, idleFail=PT5M, openWarn=PT5M, "
                        + "openFail=PT1H, preparedWarn=PT1M, preparedFail=PT5M], "
                        + "WraparoundLimits[xidWarn=1000000000, xidFail=1500000000, "
                        + "multixactWarn=1000000000, multixactFail=1500000000], "
                        + "DeadlockLimits[perMinute=5.0, rollbacksPerMinute=OptionalDouble.empty], "
                        + "ReplicationLimits[lagWarn=PT1M, lagFail=PT5M, behindWarn=67108864, behindFail=1073741824, "
                        + "standbys=0], "
                        + "SlotLimits[inactive=PT30M, retainedFail=10737418240], "
                        + WriterLimits.DEFAULT + ", "
                        + WalLimits.DEFAULT + ", "
                        + IntegrityLimits.DEFAULT + ", "
                        + "ArchiverLimits[fail=PT10M], "
                        + "SequenceLimits[warnPercent=85.0, failPercent=95.0], "
                        + "SizeLimits[warn=OptionalLong.empty, fail=OptionalLong.empty, growth=OptionalLong.empty], "
                        + "StatementLimits[calls=100, mean=PT0.02S, sharePercent=33.0], "
                        + ThreadLimits.DEFAULT + ", "
                        + MySqlStatementLimits.DEFAULT + ", "
                        + MySqlReplicationLimits.DEFAULT + "]");
    }

    @Test
    void each_limit_can_be_changed_alone() {
        Duration one = Duration.ofSeconds(1);
        Duration two = Duration.ofSeconds(2);

        DatabaseLimits limits = DatabaseLimits.DEFAULT
                .with(
                        ConnectLimits.class,
                        c -> c.latency(Threshold.above(one, two))
                                .startingGrace(two)
                                .writable(false))
                .with(
                        LockLimits.class,
                        l -> l.longestWait(one, two).sessions(4, 5, two).ddl(one, two))
                .with(ConnectionLimits.class, c -> c.used(1, 2).idle(one))
                .with(QueryLimits.class, q -> q.longest(one, two).ignoring("batch"))
                .with(
                        TransactionLimits.class,
                        t -> t.idle(one, two).open(one, two).prepared(one, two))
                .with(WraparoundLimits.class, w -> w.xid(1, 2).multixact(3, 4))
                .with(DeadlockLimits.class, d -> d.rate(1).rollbacks(2))
                .with(ReplicationLimits.class, r -> r.lag(one, two).behind(1, 2).standbys(5))
                .with(SlotLimits.class, s -> s.inactive(one).retained(1))
                .with(ArchiverLimits.class, a -> a.failing(one))
                .with(SequenceLimits.class, s -> s.used(1, 2))
                .with(SizeLimits.class, s -> s.size(1, 2).hourlyGrowth(3))
                .with(StatementLimits.class, s -> s.slow(1, one).share(2));

        assertThat(limits.of(ConnectLimits.class)).isEqualTo(new ConnectLimits(Threshold.above(one, two), two, false));
        assertThat(limits.of(LockLimits.class)).isEqualTo(new LockLimits(one, two, 4, 5, two, one, two));
        assertThat(limits.of(ConnectionLimits.class)).isEqualTo(new ConnectionLimits(1, 2, one));
        assertThat(limits.of(QueryLimits.class)).isEqualTo(new QueryLimits(one, two, Set.of("pg_dump", "batch")));
        assertThat(limits.of(TransactionLimits.class)).isEqualTo(new TransactionLimits(one, two, one, two, one, two));
        assertThat(limits.of(WraparoundLimits.class)).isEqualTo(new WraparoundLimits(1, 2, 3, 4));
        assertThat(limits.of(DeadlockLimits.class)).isEqualTo(new DeadlockLimits(1, OptionalDouble.of(2)));
        assertThat(limits.of(ReplicationLimits.class)).isEqualTo(new ReplicationLimits(one, two, 1, 2, 5));
        assertThat(limits.of(SlotLimits.class)).isEqualTo(new SlotLimits(one, 1));
        assertThat(limits.of(ArchiverLimits.class)).isEqualTo(new ArchiverLimits(one));
        assertThat(limits.of(SequenceLimits.class)).isEqualTo(new SequenceLimits(1, 2));
        assertThat(limits.of(SizeLimits.class))
                .isEqualTo(new SizeLimits(OptionalLong.of(1), OptionalLong.of(2), OptionalLong.of(3)));
    }

    @Test
    void limits_that_make_no_sense_are_refused_by_name() {
        Duration one = Duration.ofSeconds(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConnectLimits.DEFAULT.latency(Threshold.above(Duration.ZERO, one)))
                .withMessage("'latency' must be above 0 but was 0 ms");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LockLimits.DEFAULT.longestWait(one.multipliedBy(2), one))
                .withMessage("'waitWarn' must not exceed 'waitFail' but was PT2S against PT1S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LockLimits.DEFAULT.sessions(0, 1, one))
                .withMessage("'sessionsWarn' must be at least 1 but was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConnectionLimits.DEFAULT.used(90, 80))
                .withMessageContaining("'warnPercent'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WraparoundLimits.DEFAULT.xid(0, 1))
                .withMessage("'xidWarn' must be at least 1 but was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeadlockLimits.DEFAULT.rate(Double.NaN))
                .withMessageContaining("'perMinute'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReplicationLimits.DEFAULT.behind(2, 1))
                .withMessage("'behindWarn' must not exceed 'behindFail' but was 2 against 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReplicationLimits.DEFAULT.standbys(-1))
                .withMessage("'standbys' must not be negative but was -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeadlockLimits.DEFAULT.rollbacks(-1))
                .withMessageContaining("'rollbacksPerMinute'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StatementLimits.DEFAULT.share(0))
                .withMessageContaining("'sharePercent'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SizeLimits.DEFAULT.size(2, 1))
                .withMessage("'warn' must not exceed 'fail' but was 2 against 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SlotLimits.DEFAULT.retained(0))
                .withMessage("'retainedFail' must be at least 1 but was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConnectLimits.DEFAULT.startingGrace(one.negated()))
                .withMessage("'startingGrace' must not be negative but was PT-1S");
    }

    @Test
    void a_limit_that_is_null_is_named() {
        assertThatNullPointerException()
                .isThrownBy(() -> ConnectLimits.DEFAULT.latency(null))
                .withMessage("latency");
    }
}
