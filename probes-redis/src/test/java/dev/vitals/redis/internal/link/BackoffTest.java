package dev.vitals.redis.internal.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final ManualClock clock = new ManualClock();
    private final Backoff backoff = new Backoff(clock::nanoTime);

    @Test
    void nothing_failed_yet_means_no_waiting() {
        assertThat(backoff.left()).isZero();
    }

    @Test
    void each_failure_waits_twice_as_long_up_to_a_minute_and_up_to_a_fifth_less() {
        for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            backoff.failed();
            assertThat(backoff.left()).isBetween(Duration.ofMillis(seconds * 800L), Duration.ofSeconds(seconds));
        }
    }

    @Test
    void two_instances_do_not_come_back_as_one() {
        List<Duration> waits = IntStream.range(0, 50)
                .mapToObj(i -> {
                    Backoff other = new Backoff(clock::nanoTime);
                    other.failed();
                    return other.left();
                })
                .distinct()
                .toList();

        assertThat(waits).hasSizeGreaterThan(10);
    }

    @Test
    void a_matter_of_configuration_waits_most_of_a_minute_at_once() {
        backoff.failedForGood();

        assertThat(backoff.left()).isGreaterThanOrEqualTo(Duration.ofSeconds(48));
    }

    @Test
    void success_starts_over() {
        backoff.failedForGood();
        backoff.succeeded();

        assertThat(backoff.left()).isZero();
        backoff.failed();
        assertThat(backoff.left()).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }
}
