package dev.vitals.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
    private long now = Long.MAX_VALUE; // System.nanoTime may overflow.
    private double random = 0.5;
    private final Backoff<String> backoff = new Backoff<>(() -> now, () -> random);

    @Test
    void nothing_is_pending_before_the_first_failure() {
        assertThat(backoff.pending()).isEmpty();
    }

    @Test
    void each_failure_doubles_the_wait_up_to_a_minute() {
        List<Long> seconds = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            seconds.add(backoff.failed("refused").toSeconds());
        }

        assertThat(seconds).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
    }

    @ParameterizedTest
    @CsvSource({"0, 800", "0.5, 1000", "1, 1200"})
    void chance_moves_the_wait_by_at_most_a_fifth(double chance, long millis) {
        random = chance;

        assertThat(backoff.failed("refused")).hasMillis(millis);
    }

    @Test
    void a_denial_waits_the_whole_minute_at_once() {
        assertThat(backoff.denied("login")).hasSeconds(60);
    }

    @Test
    void a_failure_is_pending_with_the_time_left_until_that_is_over() {
        backoff.failed("refused");

        pass(Duration.ofMillis(400));
        assertThat(backoff.pending()).contains(new Backoff.Pending<>("refused", Duration.ofMillis(600)));

        pass(Duration.ofMillis(600));
        assertThat(backoff.pending()).isEmpty();
    }

    @Test
    void of_several_failures_the_last_is_pending() {
        backoff.failed("refused");
        backoff.failed("timeout");

        assertThat(backoff.pending()).contains(new Backoff.Pending<>("timeout", Duration.ofSeconds(2)));
    }

    @Test
    void success_forgets_what_failed_before() {
        backoff.failed("refused");
        backoff.denied("login");

        backoff.succeeded();

        assertThat(backoff.pending()).isEmpty();
        assertThat(backoff.failed("refused")).hasSeconds(1);
    }

    @Test
    void instances_that_fail_together_do_not_come_back_together() {
        Stream<Duration> waits =
                Stream.generate(() -> new Backoff<String>().failed("refused")).limit(20);

        assertThat(waits.distinct()).hasSizeGreaterThan(10);
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
