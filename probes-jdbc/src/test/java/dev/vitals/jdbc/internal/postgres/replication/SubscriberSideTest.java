package dev.vitals.jdbc.internal.postgres.replication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.jdbc.limits.ReplicationLimits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What the server counts, it counts from nothing again after a crash, or when a person says so. */
class SubscriberSideTest {
    private final AtomicLong nanos = new AtomicLong();
    private final SubscriberSide side = new SubscriberSide(ReplicationLimits.DEFAULT, nanos::get);

    private static Subscription subscription(boolean working, long errors) {
        return subscription(true, false, working, errors);
    }

    private static Subscription disabled(boolean mayHaveStopped, long errors) {
        return subscription(false, mayHaveStopped, false, errors);
    }

    private static Subscription subscription(boolean enabled, boolean mayHaveStopped, boolean working, long errors) {
        return new Subscription(
                "orders",
                "shop",
                enabled,
                mayHaveStopped,
                working,
                Optional.of(Duration.ofSeconds(1)),
                Optional.of(errors),
                Duration.ofMinutes(1),
                List.of());
    }

    private List<String> causes(Subscription seen) {
        nanos.addAndGet(Duration.ofMinutes(10).toNanos());
        return side.findings(List.of(seen)).stream()
                .map(finding -> finding.cause().code())
                .toList();
    }

    @Test
    void one_that_fails_is_said_to_fail_also_when_its_errors_are_counted_from_nothing_again() {
        assertThat(causes(subscription(true, 50))).isEmpty();
        assertThat(causes(subscription(false, 53))).containsExactly("replication.subscription-failing");

        assertThat(causes(subscription(false, 0))).containsExactly("replication.subscription-failing");
        assertThat(causes(subscription(false, 2))).containsExactly("replication.subscription-failing");
    }

    @Test
    void that_errors_are_counted_from_nothing_again_does_not_make_it_well() {
        assertThat(causes(subscription(true, 50))).isEmpty();
        assertThat(causes(subscription(false, 53))).isNotEmpty();

        assertThat(causes(subscription(true, 1))).containsExactly("replication.subscription-failing");
        assertThat(causes(subscription(true, 1))).isEmpty();
    }

    @Test
    void one_that_is_well_is_not_cut_off_when_its_errors_are_counted_from_nothing_again() {
        assertThat(causes(subscription(true, 50))).isEmpty();

        assertThat(causes(subscription(true, 0))).isEmpty();
    }

    @Test
    void one_that_its_errors_have_disabled_is_said_to_fail_until_it_is_meant() {
        Subscription forgotten = disabled(true, 0);
        assertThat(causes(forgotten)).isEmpty();
        assertThat(side.notes(List.of(forgotten))).hasSize(1);

        assertThat(causes(disabled(true, 1))).containsExactly("replication.subscription-failing");
        assertThat(causes(forgotten)).containsExactly("replication.subscription-failing");
        assertThat(side.notes(List.of(forgotten))).as("it is found already").isEmpty();

        Subscription meant = disabled(false, 0);
        assertThat(causes(meant)).isEmpty();
        assertThat(side.notes(List.of(meant))).hasSize(1);
    }
}
