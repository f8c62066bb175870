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
        return new Subscription(
                "orders",
                "shop",
                true,
                false,
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
}
