package dev.vitals.jdbc.internal.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.jdbc.internal.activity.DeadlocksJudge.Advice;
import dev.vitals.jdbc.internal.activity.DeadlocksJudge.Counters;
import dev.vitals.jdbc.limits.DeadlockLimits;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Threshold;
import dev.vitals.testkit.ProbeHarness;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DeadlocksJudgeTest {
    private static final long RESET = 1_000;

    private final AtomicLong nanos = new AtomicLong();
    private final DeadlocksJudge judge = new DeadlocksJudge(
            new DeadlockLimits(
                    Threshold.countAbove(2, 4), Threshold.countAbove(100, 100).warnOnly()),
            new Advice(Remedy.words("read the log"), "SQLState 40P01"),
            nanos::get);
    private Counters now = new Counters(0, 0, 0, 0);
    private final ProbeHarness harness = ProbeHarness.of(context -> judge.judge(now, context));

    @Test
    void the_first_statistics_of_a_new_database_are_no_reset() throws Exception {
        sample(new Counters(0, 0, 0, 0));

        assertThat(sample(new Counters(2, 20, 2, RESET)))
                .extracting(Result::status, Result::summary)
                .containsExactly(Status.DEGRADED, "2 deadlocks in the last 5 m (warn 2)");
    }

    @Test
    void counters_that_have_outgrown_their_old_values_since_a_reset_have_not_grown() throws Exception {
        sample(new Counters(2, 20, 2, 0));

        Result result = sample(new Counters(9, 30, 3, RESET));

        assertThat(result.status()).isEqualTo(Status.UP);
        assertThat(result.observations())
                .extracting(Observation::name)
                .containsExactly("deadlocks.recent", "transactions.rollback.recent");
    }

    @Test
    void what_was_counted_before_a_reset_still_counts_until_it_is_five_minutes_old() throws Exception {
        sample(new Counters(0, 1, 0, 0));
        sample(new Counters(3, 2, 0, 0));

        assertThat(sample(new Counters(1, 0, 0, RESET)).summary()).isEqualTo("3 deadlocks in the last 5 m (warn 2)");

        nanos.addAndGet(Duration.ofMinutes(6).toNanos());
        assertThat(sample(new Counters(1, 0, 0, RESET)).status()).isEqualTo(Status.UP);
    }

    @Test
    void the_worse_of_deadlocks_and_rollbacks_is_the_cause_and_deadlocks_among_equals() throws Exception {
        sample(new Counters(0, 1, 0, 0));

        assertThat(sample(new Counters(0, 1, 100, 0)).cause()).isEqualTo("rollbacks.frequent");
        assertThat(sample(new Counters(2, 1, 100, 0)).cause()).isEqualTo("deadlocks.frequent");
        assertThat(sample(new Counters(4, 1, 100, 0)))
                .extracting(Result::status, Result::cause)
                .containsExactly(Status.DOWN, "deadlocks.frequent");
    }

    private Result sample(Counters counters) throws Exception {
        now = counters;
        harness.advance(Duration.ofSeconds(10));
        return harness.check();
    }
}
