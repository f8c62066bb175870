package dev.vitals.jdbc.internal.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.vitals.jdbc.limits.ArchiverLimits;
import dev.vitals.jdbc.limits.ConnectLimits;
import dev.vitals.jdbc.limits.ConnectionLimits;
import dev.vitals.jdbc.limits.DeadlockLimits;
import dev.vitals.jdbc.limits.IntegrityLimits;
import dev.vitals.jdbc.limits.LockLimits;
import dev.vitals.jdbc.limits.LongQueryLimits;
import dev.vitals.jdbc.limits.LongReaderLimits;
import dev.vitals.jdbc.limits.MySqlReplicationLimits;
import dev.vitals.jdbc.limits.MySqlStatementLimits;
import dev.vitals.jdbc.limits.PoolLimits;
import dev.vitals.jdbc.limits.ReplicationLimits;
import dev.vitals.jdbc.limits.SequenceLimits;
import dev.vitals.jdbc.limits.SizeLimits;
import dev.vitals.jdbc.limits.SlotLimits;
import dev.vitals.jdbc.limits.StatementLimits;
import dev.vitals.jdbc.limits.ThreadLimits;
import dev.vitals.jdbc.limits.TransactionLimits;
import dev.vitals.jdbc.limits.WalLimits;
import dev.vitals.jdbc.limits.WraparoundLimits;
import dev.vitals.jdbc.limits.WriterLimits;
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
                        + "ConnectLimits[latency=" + above("SECONDS", 0.1, 1) + ", startingGrace=PT1M, writable=true], "
                        + "LockLimits[longestWait=" + above("SECONDS", 10, 60) + ", sessions=" + above("COUNT", 3, 10)
                        + ", sessionsWait=PT5S, ddlWait=" + above("SECONDS", 5, 30) + "], "
                        + PoolLimits.DEFAULT + ", "
                        + "ConnectionLimits[used=" + above("RATIO", 0.8, 0.95) + ", idle=PT5M], "
                        + "LongQueryLimits[longest=" + above("SECONDS", 60, 300) + "], "
                        + "TransactionLimits[idle=" + above("SECONDS", 60, 300) + ", open="
                        + above("SECONDS", 300, 3_600) + ", prepared=" + above("SECONDS", 60, 300) + "], "
                        + LongReaderLimits.DEFAULT + ", "
                        + "WraparoundLimits[xid=" + above("COUNT", 1e9, 1.5e9) + ", multixact="
                        + above("COUNT", 1e9, 1.5e9) + "], "
                        + "DeadlockLimits[deadlocks=" + limit("ABOVE", "COUNT", OptionalDouble.of(25), NONE)
                        + ", rollbacks=" + limit("ABOVE", "COUNT", NONE, NONE) + "], "
                        + "ReplicationLimits[lag=" + above("SECONDS", 60, 300) + ", behind="
                        + above("BYTES", 64 << 20, 1 << 30) + ", standbys=" + limit("BELOW", "COUNT", NONE, NONE)
                        + "], "
                        + "SlotLimits[inactive=" + limit("ABOVE", "SECONDS", OptionalDouble.of(1_800), NONE)
                        + ", retained=" + limit("ABOVE", "BYTES", NONE, OptionalDouble.of(10L << 30)) + "], "
                        + WriterLimits.DEFAULT + ", "
                        + WalLimits.DEFAULT + ", "
                        + IntegrityLimits.DEFAULT + ", "
                        + "ArchiverLimits[failing=" + above("SECONDS", 0, 600) + ", stalled="
                        + above("SECONDS", 300, 1800)
                        + "], "
                        + "SequenceLimits[used=" + above("RATIO", 0.85, 0.95) + "], "
                        + "SizeLimits[size=" + limit("ABOVE", "BYTES", NONE, NONE) + ", growth="
                        + limit("ABOVE", "BYTES", NONE, NONE) + "], "
                        + "StatementLimits[calls=100, mean=PT0.02S, share="
                        + limit("ABOVE", "RATIO", OptionalDouble.of(0.33), NONE) + "], "
                        + ThreadLimits.DEFAULT + ", "
                        + MySqlStatementLimits.DEFAULT + ", "
                        + MySqlReplicationLimits.DEFAULT + "]");
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
                        c -> c.latency(Threshold.above(one, two))
                                .startingGrace(two)
                                .writable(false))
                .with(
                        LockLimits.class,
                        l -> l.longestWait(time)
                                .sessions(count)
                                .sessionsWait(two)
                                .ddlWait(later))
                .with(ConnectionLimits.class, c -> c.used(ratio).idle(one))
                .with(LongQueryLimits.class, q -> q.longest(time))
                .with(TransactionLimits.class, t -> t.idle(time).open(later).prepared(time))
                .with(
                        LongReaderLimits.class,
                        r -> r.only("pg_dump").and("batch").open(time))
                .with(WraparoundLimits.class, w -> w.xid(count).multixact(more))
                .with(DeadlockLimits.class, d -> d.deadlocks(count).rollbacks(more))
                .with(ReplicationLimits.class, r -> r.lag(time).behind(size).standbys(few))
                .with(SlotLimits.class, s -> s.inactive(time).retained(size))
                .with(ArchiverLimits.class, a -> a.failing(time).stalled(later))
                .with(SequenceLimits.class, s -> s.used(ratio))
                .with(SizeLimits.class, s -> s.size(size).growth(larger))
                .with(StatementLimits.class, s -> s.slow(1, one).share(ratio));

        assertThat(limits.of(ConnectLimits.class)).isEqualTo(new ConnectLimits(time, two, false));
        assertThat(limits.of(LockLimits.class)).isEqualTo(new LockLimits(time, count, two, later));
        assertThat(limits.of(ConnectionLimits.class)).isEqualTo(new ConnectionLimits(ratio, one));
        assertThat(limits.of(LongQueryLimits.class)).isEqualTo(new LongQueryLimits(time));
        assertThat(limits.of(TransactionLimits.class)).isEqualTo(new TransactionLimits(time, later, time));
        assertThat(limits.of(LongReaderLimits.class)).isEqualTo(new LongReaderLimits(Set.of("pg_dump", "batch"), time));
        assertThat(limits.of(WraparoundLimits.class)).isEqualTo(new WraparoundLimits(count, more));
        assertThat(limits.of(DeadlockLimits.class)).isEqualTo(new DeadlockLimits(count, more));
        assertThat(limits.of(ReplicationLimits.class)).isEqualTo(new ReplicationLimits(time, size, few));
        assertThat(limits.of(SlotLimits.class)).isEqualTo(new SlotLimits(time, size));
        assertThat(limits.of(ArchiverLimits.class)).isEqualTo(new ArchiverLimits(time, later));
        assertThat(limits.of(SequenceLimits.class)).isEqualTo(new SequenceLimits(ratio));
        assertThat(limits.of(SizeLimits.class)).isEqualTo(new SizeLimits(size, larger));
        assertThat(limits.of(StatementLimits.class)).isEqualTo(new StatementLimits(1, one, ratio));
    }

    @Test
    void limits_that_make_no_sense_are_refused_by_name() {
        Duration one = Duration.ofSeconds(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConnectLimits.DEFAULT.latency(Threshold.above(Duration.ZERO, one)))
                .withMessage("'latency' must be above 0 but was 0 ms");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConnectLimits.DEFAULT.startingGrace(one.negated()))
                .withMessage("'startingGrace' must not be negative but was PT-1S");
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
    void a_limit_that_is_null_is_named() {
        assertThatNullPointerException()
                .isThrownBy(() -> ConnectLimits.DEFAULT.latency(null))
                .withMessage("latency");
    }
}
