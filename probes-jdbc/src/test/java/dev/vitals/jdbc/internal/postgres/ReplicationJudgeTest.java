package dev.vitals.jdbc.internal.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.jdbc.internal.postgres.Replication.Server;
import dev.vitals.jdbc.limits.ReplicationLimits;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.testkit.ProbeHarness;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A standby whose primary is silent: an idle one says something when it is asked, after half of the receiver's timeout. */
class ReplicationJudgeTest {
    private final ReplicationJudge judge = new ReplicationJudge(ReplicationLimits.DEFAULT, () -> this.now);
    private Server server = silentFor(Duration.ZERO, Duration.ZERO);
    private final ProbeHarness harness =
            ProbeHarness.of(context -> judge.judge(new Replication(server, List.of(), List.of()), context));
    private long now;

    @Test
    void a_primary_that_has_not_been_asked_for_a_sign_of_life_yet_is_idle() throws Exception {
        Duration timeout = Duration.ofMinutes(10);

        assertThat(check(Duration.ZERO, timeout).status()).isEqualTo(Status.UP);
        assertThat(check(Duration.ofMinutes(2), timeout).status()).isEqualTo(Status.UP);
        assertThat(check(Duration.ofMinutes(5), timeout).status()).isEqualTo(Status.UP);
        assertThat(check(Duration.ofMinutes(9), timeout))
                .extracting(Result::status, Result::cause)
                .containsExactly(Status.DEGRADED, "replication.broken");
    }

    @Test
    void a_primary_that_does_not_answer_is_gone() throws Exception {
        Duration timeout = Duration.ofMinutes(1);

        assertThat(check(Duration.ofSeconds(31), timeout).status()).isEqualTo(Status.UP);
        assertThat(check(Duration.ofSeconds(55), timeout).cause()).isEqualTo("replication.broken");
    }

    @Test
    void a_primary_that_nobody_asks_may_be_gone_or_idle() throws Exception {
        assertThat(check(Duration.ofSeconds(29), Duration.ZERO).status()).isEqualTo(Status.UP);

        Result result = check(Duration.ofSeconds(31), Duration.ZERO);

        assertThat(result)
                .extracting(Result::status, Result::cause)
                .containsExactly(Status.UNKNOWN, "replication.broken");
        assertThat(result.remedies().toString()).contains("wal_receiver_timeout = '1min'");
    }

    /** Each look is two minutes after the one before. */
    private Result check(Duration silent, Duration timeout) throws Exception {
        now += Duration.ofMinutes(2).toNanos();
        server = silentFor(silent, timeout);
        return harness.check();
    }

    private static Server silentFor(Duration silent, Duration timeout) {
        return new Server(
                true,
                OptionalLong.of(0),
                Optional.of(Duration.ofHours(1)),
                false,
                true,
                Optional.of(silent),
                timeout,
                "",
                OptionalLong.empty(),
                Optional.empty());
    }
}
