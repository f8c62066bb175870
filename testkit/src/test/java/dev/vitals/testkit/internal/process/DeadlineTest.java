package dev.vitals.testkit.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadlineTest {

    @Test
    void a_wait_in_time_says_nothing() {
        List<String> news = new ArrayList<>();

        assertThat(Deadline.in(Duration.ofMinutes(1)).reporting(news::add).await(() -> true))
                .isTrue();

        assertThat(news).isEmpty();
    }

    @Test
    void a_long_wait_reports_that_it_goes_on() {
        List<String> news = new ArrayList<>();

        boolean inTime = Deadline.in(Duration.ofMinutes(5))
                .reporting(Duration.ofMillis(100), news::add)
                .await(() -> news.size() == 2);

        assertThat(inTime).isTrue();
        assertThat(news).allMatch(line -> line.matches("still waiting after .* s, at a load of .* per core"));
    }

    @Test
    void a_limit_that_was_missed_is_shown_with_the_load() {
        Deadline missed = Deadline.in(Duration.ofNanos(1));

        assertThat(missed.await(() -> false)).isFalse();
        assertThat(missed.missed()).startsWith("PT0.000000001S at a load of ");
    }
}
