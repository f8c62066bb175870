package dev.vitals.jdbc.internal.postgres.replication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.jdbc.internal.findings.Finding;
import dev.vitals.jdbc.internal.findings.ReplicationCauses;
import dev.vitals.jdbc.limits.ReplicationLimits;
import dev.vitals.probe.Status;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StandbyLagTest {
    private static final Duration HOURS = Duration.ofHours(9);
    private final AtomicLong nanos = new AtomicLong();
    private final StandbyLag lag = new StandbyLag(ReplicationLimits.DEFAULT, nanos::get);

    @Test
    void the_first_byte_after_a_quiet_night_is_no_lag_of_a_night() {
        assertThat(lag.of(node(0, Optional.of(Duration.ofSeconds(1)))).findings())
                .isEmpty();
        pass(Duration.ofSeconds(10));

        assertThat(lag.of(node(100, Optional.of(Duration.ZERO))).lag()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void a_silent_stream_is_broken_though_all_that_came_was_replayed() {
        StandbyLag.Lag found = lag.of(node(0, Optional.of(Duration.ofSeconds(50))));

        assertThat(found.findings())
                .extracting(Finding::status, Finding::cause)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(Status.DOWN, ReplicationCauses.BROKEN));
    }

    @Test
    void a_stream_is_given_until_its_sign_of_life_is_due() {
        assertThat(lag.of(node(0, Optional.of(Duration.ofSeconds(35)))).findings())
                .isEmpty();
    }

    @Test
    void a_former_standby_does_not_remember_that_it_was_level() {
        lag.of(node(0, Optional.of(Duration.ZERO)));
        lag.of(primary());
        pass(Duration.ofMinutes(1));

        assertThat(lag.of(node(100, Optional.of(Duration.ZERO))).lag()).isEqualTo(HOURS);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private static Replication.Node node(long unreplayed, Optional<Duration> silent) {
        Replication.Receiver receiver = new Replication.Receiver(silent, Duration.ofMinutes(1));
        return new Replication.Node(
                true,
                unreplayed,
                Optional.of(HOURS),
                false,
                Optional.of(receiver),
                "",
                Optional.empty(),
                Optional.empty());
    }

    private static Replication.Node primary() {
        return new Replication.Node(
                false, 0, Optional.empty(), false, Optional.empty(), "", Optional.empty(), Optional.empty());
    }
}
