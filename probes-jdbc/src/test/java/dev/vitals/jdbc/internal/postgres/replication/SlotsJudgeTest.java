package dev.vitals.jdbc.internal.postgres.replication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.jdbc.internal.postgres.replication.Replication.Node;
import dev.vitals.jdbc.internal.postgres.replication.Replication.Slot;
import dev.vitals.jdbc.limits.SlotLimits;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Result;
import dev.vitals.probe.Size;
import dev.vitals.probe.Status;
import dev.vitals.probe.Threshold;
import dev.vitals.testkit.ProbeHarness;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SlotsJudgeTest {
    private static final long GIB = 1L << 30;
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void a_slot_without_a_reader_is_down_at_half_of_what_the_server_lets_it_keep() throws Exception {
        Slot slot = slot("a", Optional.of(2 * GIB), Duration.ZERO);

        assertThat(judge(SlotLimits.DEFAULT, primary(Optional.empty()), slot).status())
                .isEqualTo(Status.UP);
        assertThat(judge(SlotLimits.DEFAULT, primary(Optional.of(4 * GIB)), slot))
                .extracting(Result::status, Result::summary)
                .containsExactly(
                        Status.DOWN,
                        "slot 'a' has had no reader for 0 ms (fail 2 GiB), keeps 2 GiB of write-ahead log");
    }

    @Test
    void a_warning_of_the_user_stays_below_that() throws Exception {
        SlotLimits limits = SlotLimits.DEFAULT.retained(Threshold.above(Size.ofGibibytes(1), Size.ofGibibytes(10)));

        Result result = judge(limits, primary(Optional.of(8 * GIB)), slot("a", Optional.of(2 * GIB), Duration.ZERO));

        assertThat(result.status()).isEqualTo(Status.DEGRADED);
        assertThat(result.summary()).contains("(warn 1 GiB)");
    }

    @Test
    void age_and_size_together_are_as_bad_as_the_worse_of_them() throws Exception {
        Slot slot = slot("a", Optional.of(11 * GIB), HOUR);

        Result result = judge(SlotLimits.DEFAULT, primary(Optional.empty()), slot);

        assertThat(result.status()).isEqualTo(Status.DOWN);
        assertThat(result.summary()).contains("no reader for 1 h (fail 10 GiB)");
    }

    @Test
    void on_a_standby_only_what_a_slot_keeps_counts() throws Exception {
        Node standby =
                new Node(true, 0, Optional.empty(), false, Optional.empty(), "", Optional.empty(), Optional.empty());

        assertThat(judge(SlotLimits.DEFAULT, standby, slot("a", Optional.of(GIB), HOUR))
                        .status())
                .isEqualTo(Status.UP);
    }

    @Test
    void slots_that_keep_nothing_are_not_observed_to_keep_zero() throws Exception {
        Result result =
                judge(SlotLimits.DEFAULT, primary(Optional.empty()), slot("fresh", Optional.empty(), Duration.ZERO));

        assertThat(result.observations())
                .extracting(Observation::name)
                .containsExactly("slots.count", "slots.inactive");
    }

    private static Result judge(SlotLimits limits, Node node, Slot... slots) throws Exception {
        Replication seen = new Replication(node, List.of(), List.of(slots), List.of());
        return ProbeHarness.of(context -> new SlotsJudge(limits, () -> 0).judge(seen, context))
                .check();
    }

    private static Node primary(Optional<Long> slotLimit) {
        return new Node(false, 0, Optional.empty(), false, Optional.empty(), "", slotLimit, Optional.empty());
    }

    private static Slot slot(String name, Optional<Long> retained, Duration inactive) {
        return new Slot(name, "physical", "reserved", false, retained, Optional.of(inactive));
    }
}
