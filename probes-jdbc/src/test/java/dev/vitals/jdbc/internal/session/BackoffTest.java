package dev.vitals.jdbc.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.jdbc.internal.failure.Failure;
import dev.vitals.jdbc.internal.failure.FailureKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
    private static final Failure REFUSED = Failure.ours(FailureKind.REFUSED, "");
    private static final Failure AUTH = Failure.ours(FailureKind.AUTH, "");

    private long now;

    @Test
    void each_failure_doubles_the_wait_up_to_a_minute() {
        Backoff backoff = new Backoff(() -> now, () -> 0.5);
        List<Long> seconds = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            seconds.add(wait(backoff.failed(REFUSED)).toSeconds());
        }

        assertThat(seconds).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
    }

    @ParameterizedTest
    @CsvSource({"0, 800", "0.5, 1000", "1, 1200"})
    void jitter_moves_the_wait_by_at_most_a_fifth(double random, long millis) {
        assertThat(wait(new Backoff(() -> now, () -> random).failed(REFUSED))).hasMillis(millis);
    }

    @Test
    void a_refused_login_waits_the_whole_minute_at_once() {
        assertThat(wait(new Backoff(() -> now, () -> 0.5).failed(AUTH))).hasSeconds(60);
    }

    @Test
    void the_last_failure_is_pending_until_its_time_has_come() {
        Backoff backoff = new Backoff(() -> now, () -> 0.5);
        backoff.failed(REFUSED);

        now += Duration.ofMillis(400).toNanos();
        assertThat(backoff.pending()).hasValueSatisfying(failure -> {
            assertThat(failure.kind()).isEqualTo(FailureKind.REFUSED);
            assertThat(wait(failure)).hasMillis(600);
        });

        now += Duration.ofMillis(600).toNanos();
        assertThat(backoff.pending()).isEmpty();
    }

    @Test
    void success_forgets_what_failed_before() {
        Backoff backoff = new Backoff(() -> now, () -> 0.5);
        backoff.failed(REFUSED);
        backoff.failed(REFUSED);

        backoff.reset();

        assertThat(backoff.pending()).isEmpty();
        assertThat(wait(backoff.failed(REFUSED))).hasSeconds(1);
    }

    private static Duration wait(Failure failure) {
        return failure.retryIn().orElseThrow();
    }
}
