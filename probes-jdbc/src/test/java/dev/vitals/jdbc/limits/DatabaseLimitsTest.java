package dev.vitals.jdbc.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.vitals.probe.Size;
import dev.vitals.probe.Threshold;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DatabaseLimitsTest {
    private static final OptionalDouble NONE = OptionalDouble.empty();

    @Test
    void the_defaults_are_the_documented_ones() {
        assertThat(DatabaseLimits.DEFAULT)
                .hasToString("DatabaseLimits["
                        + "ConnectLimits[latencyWarn=PT0.1S, latencyFail=PT1S, startingGrace=PT1M, writable=true], "
                        + "LockLimits[longestWait=" + above("SECONDS", 10, 60) + ", sessions=" + above("COUNT", 3, 10)
                        + ", sessionsWait=PT5S, ddlWait=" + above("SECONDS", 5, 30) + "], "
                        + "PoolLimits[saturatedPercent=90.0, saturatedFor=PT30S, exhaustedFor=PT10S, leakAfter=PT1M], "
                        + "ConnectionLimits[used=" + above("RATIO", 0.8, 0.95) + ", idle=PT5M], "
                        + "LongQueryLimits[longest=" + above("SECONDS", 60, 300) + ", ignored=[pg_dump]], "
                        + "TransactionLimits[idle=" + above("SECONDS", 60, 300) + ", open="
                        + above("SECONDS", 300, 3_600) + ", prepared=" + above("SECONDS", 60, 300) + "], "
                        + "WraparoundLimits[xid=" + above("COUNT", 1e9, 1.5e9) + ", multixact="
                        + above("COUNT", 1e9, 1.5e9) + "], "
                        + "DeadlockLimits[deadlocks=" + limit("ABOVE", "COUNT", OptionalDouble.of(25), NONE)
                        + ", rollbacks=" + limit("ABOVE", "COUNT", NONE, NONE) + "], "
                        + "ReplicationLimits[lag=" + above("SECONDS", 60, 300) + ", behind="
                        + above("BYTES", 64 << 20, 1 << 30) + ", standbys=" + limit("BELOW", "COUNT", NONE, NONE)
                        + "], "
                        + "SlotLimits[inactive=" + limit("ABOVE", "SECONDS", OptionalDouble.of(1_800), NONE)
                        + ", retained=" + limit("ABOVE", "BYTES", NONE, OptionalDouble.of(10L << 30)) + "], "
                        + "WriterLimits[warn=PT10S, fail=PT1M], "
                        + "WalLimits[warnBytes=268435456, failBytes=1073741824], "
                        + "IntegrityLimits[largestBytes=268435456, longest=PT3S], "
                        + "ArchiverLimits[failing=" + above("SECONDS", 0, 600) + "], "
                        + "SequenceLimits[used=" + above("RATIO", 0.85, 0.95) + "], "
                        + "SizeLimits[size=" + limit("ABOVE", "BYTES", NONE, NONE) + ", growth="
                        + limit("ABOVE", "BYTES", NONE, NONE) + "], "
                        + "StatementLimits[calls=100, mean=PT0.02S, share="
                        + limit("ABOVE", "RATIO", OptionalDouble.of(0.33), NONE) + "], "
                        + "ThreadLimits[running=25, looks=5], "
                        + "SlowQueryLimits[perMinute=10.0], "
                        + "ReplicaLimits[lagWarn=PT30S, lagFail=PT5M, stoppedFor=PT2M]]");
    }

    private static String above(String unit, double warn, double fail) {
        return limit("ABOVE", unit, OptionalDouble.of(warn), OptionalDouble.of(fail));
    }

    private static String limit(String direction, String unit, OptionalDouble warn, OptionalDouble fail) {
        return "Threshold[direction=" + direction + ", unit=" + unit + ", warn=" + warn + ", fail=" + fail + "]";
    }

    @Test
    void each_limit_can_be_changed_alone() {
        Duration one = Duration.ofSeconds(1);
        Duration two = Duration.ofSeconds(2);
        Threshold time = Threshold.above(one, two);
        Threshold later = Threshold.above(two, two);
        Threshold count = Threshold.countAbove(4, 5);
        Threshold more = Threshold.countAbove(6, 7);
        Threshold few = Threshold.countBelow(1, 0);
        Threshold ratio = Threshold.ratioAbove(0.1, 0.2);
        Threshold size = Threshold.above(Size.ofBytes(1), Size.ofBytes(2));
        Threshold larger = Threshold.above(Size.ofBytes(3), Size.ofBytes(4));

        DatabaseLimits limits = DatabaseLimits.DEFAULT
                .with(
                        ConnectLimits.class,
                        c -> c.latency(one, two).startingGrace(two).writable(false))
                .with(
                        LockLimits.class,
                        l -> l.longestWait(time)
                                .sessions(count)
                                .sessionsWait(two)
                                .ddlWait(later))
                .with(PoolLimits.class, p -> p.saturated(80, one).exhausted(two).leak(one))
                .with(ConnectionLimits.class, c -> c.used(ratio).idle(one))
                .with(LongQueryLimits.class, q -> q.longest(time).ignoring("batch"))
                .with(TransactionLimits.class, t -> t.idle(time).open(later).prepared(time))
                .with(WraparoundLimits.class, w -> w.xid(count).multixact(more))
                .with(DeadlockLimits.class, d -> d.deadlocks(count).rollbacks(more))
                .with(ReplicationLimits.class, r -> r.lag(time).behind(size).standbys(few))
                .with(SlotLimits.class, s -> s.inactive(time).retained(size))
                .with(ArchiverLimits.class, a -> a.failing(time))
                .with(SequenceLimits.class, s -> s.used(ratio))
                .with(SizeLimits.class, s -> s.size(size).growth(larger))
                .with(StatementLimits.class, s -> s.slow(1, one).share(ratio))
                .with(WriterLimits.class, w -> w.held(one, two))
                .with(WalLimits.class, w -> w.size(1, 2))
                .with(IntegrityLimits.class, i -> i.reading(3, two))
                .with(ThreadLimits.class, t -> t.running(1, 2))
                .with(SlowQueryLimits.class, s -> s.rate(3))
                .with(ReplicaLimits.class, r -> r.lag(one, two).stopped(two));

        assertThat(limits.of(ConnectLimits.class)).isEqualTo(new ConnectLimits(one, two, two, false));
        assertThat(limits.of(LockLimits.class)).isEqualTo(new LockLimits(time, count, two, later));
        assertThat(limits.of(PoolLimits.class)).isEqualTo(new PoolLimits(80, one, two, one));
        assertThat(limits.of(ConnectionLimits.class)).isEqualTo(new ConnectionLimits(ratio, one));
        assertThat(limits.of(LongQueryLimits.class)).isEqualTo(new LongQueryLimits(time, Set.of("pg_dump", "batch")));
        assertThat(limits.of(TransactionLimits.class)).isEqualTo(new TransactionLimits(time, later, time));
        assertThat(limits.of(WraparoundLimits.class)).isEqualTo(new WraparoundLimits(count, more));
        assertThat(limits.of(DeadlockLimits.class)).isEqualTo(new DeadlockLimits(count, more));
        assertThat(limits.of(ReplicationLimits.class)).isEqualTo(new ReplicationLimits(time, size, few));
        assertThat(limits.of(SlotLimits.class)).isEqualTo(new SlotLimits(time, size));
        assertThat(limits.of(ArchiverLimits.class)).isEqualTo(new ArchiverLimits(time));
        assertThat(limits.of(SequenceLimits.class)).isEqualTo(new SequenceLimits(ratio));
        assertThat(limits.of(SizeLimits.class)).isEqualTo(new SizeLimits(size, larger));
        assertThat(limits.of(StatementLimits.class)).isEqualTo(new StatementLimits(1, one, ratio));
        assertThat(limits.of(WriterLimits.class)).isEqualTo(new WriterLimits(one, two));
        assertThat(limits.of(WalLimits.class)).isEqualTo(new WalLimits(1, 2));
        assertThat(limits.of(ThreadLimits.class)).isEqualTo(new ThreadLimits(1, 2));
        assertThat(limits.of(SlowQueryLimits.class)).isEqualTo(new SlowQueryLimits(3));
        assertThat(limits.of(ReplicaLimits.class)).isEqualTo(new ReplicaLimits(one, two, two));
        assertThat(limits.of(IntegrityLimits.class)).isEqualTo(new IntegrityLimits(3, two));
    }

    @Test
    void limits_that_make_no_sense_are_refused_by_name() {
        Duration one = Duration.ofSeconds(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ThreadLimits.DEFAULT.running(0, 1))
                .withMessage("'running' must be at least 1 but was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SlowQueryLimits.DEFAULT.rate(-1))
                .withMessage("'perMinute' must be finite and not negative but was -1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReplicaLimits.DEFAULT.lag(one.multipliedBy(2), one))
                .withMessage("'lagWarn' must not exceed 'lagFail' but was PT2S against PT1S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReplicaLimits.DEFAULT.stopped(one.negated()))
                .withMessage("'stoppedFor' must not be negative but was PT-1S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConnectLimits.DEFAULT.latency(Duration.ZERO, one))
                .withMessage("'latencyWarn' must be positive but was PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PoolLimits.DEFAULT.saturated(101, one))
                .withMessageContaining("'saturatedPercent'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConnectLimits.DEFAULT.startingGrace(one.negated()))
                .withMessage("'startingGrace' must not be negative but was PT-1S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WalLimits.DEFAULT.size(2, 1))
                .withMessage("'warnBytes' must not exceed 'failBytes' but was 2 against 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IntegrityLimits.DEFAULT.reading(1, Duration.ofMinutes(2)))
                .withMessage("'longest' must be at most PT1M but was PT2M");
    }

    @Test
    void a_threshold_that_everything_reaches_is_refused_by_name() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LockLimits.DEFAULT.sessions(Threshold.countAbove(0, 1)))
                .withMessage("'sessions' must be above 0 but was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TransactionLimits.DEFAULT.open(Threshold.above(Duration.ZERO, Duration.ofSeconds(1))))
                .withMessage("'open' must be above 0 but was 0 ms");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SlotLimits.DEFAULT.retained(Threshold.above(Size.ofBytes(0), Size.ofBytes(1))))
                .withMessage("'retained' must be above 0 but was 0 B");
    }

    @Test
    void a_percentage_where_a_ratio_is_meant_is_refused_by_name() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConnectionLimits.DEFAULT.used(Threshold.ratioAbove(80, 95)))
                .withMessage("'used' must be at most 100 %, which is 1.0, but was 8000 %");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StatementLimits.DEFAULT.share(Threshold.ratioAbove(0.5, 1.5)))
                .withMessage("'share' must be at most 100 %, which is 1.0, but was 150 %");
    }

    @Test
    void a_threshold_of_something_else_is_refused_by_name() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LockLimits.DEFAULT.longestWait(Threshold.countAbove(10, 60)))
                .withMessage("'longestWait' must be a threshold above in seconds but was one above in count");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReplicationLimits.DEFAULT.standbys(Threshold.countAbove(1, 2)))
                .withMessage("'standbys' must be a threshold below in count but was one above in count");
        assertThatNullPointerException()
                .isThrownBy(() -> SizeLimits.DEFAULT.size(null))
                .withMessage("size");
    }

    @Test
    void limits_of_a_query_that_make_no_sense_are_refused_by_name() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QueryCheck.DEFAULT.warnAt(2).failAt(1))
                .withMessage("'warnAt' must not exceed 'failAt' but was 2.0 against 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QueryCheck.DEFAULT.warnBelow(1).failBelow(2))
                .withMessage("'failBelow' must not exceed 'warnBelow' but was 2.0 against 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QueryCheck.DEFAULT.warnAt(Double.NaN))
                .withMessage("'warnAt' must be finite but was NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QueryCheck.DEFAULT.timeout(Duration.ofMinutes(1)))
                .withMessage("'timeout' must be from PT0.01S to PT30S but was PT1M");
    }

    @Test
    void a_limit_of_a_query_that_is_no_number_is_refused_by_name() {
        OptionalDouble none = OptionalDouble.empty();
        OptionalDouble bad = OptionalDouble.of(Double.NaN);
        Duration second = Duration.ofSeconds(1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new QueryCheck(bad, none, none, none, "", false, second))
                .withMessageContaining("'warnAt'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new QueryCheck(none, none, none, bad, "", false, second))
                .withMessageContaining("'failBelow'");
    }

    @Test
    void a_limit_that_is_null_is_named() {
        assertThatNullPointerException()
                .isThrownBy(() -> ConnectLimits.DEFAULT.latency(null, Duration.ofSeconds(1)))
                .withMessage("latencyWarn");
        assertThatNullPointerException()
                .isThrownBy(() -> ConnectLimits.DEFAULT.latency(Duration.ofSeconds(1), null))
                .withMessage("latencyFail");
    }
}
