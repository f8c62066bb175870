package dev.vitals.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vitals.errors.ErrorEvent.Level;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.TestContext;
import dev.vitals.probe.Threshold;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecentErrorsTest {
    private final RecentErrors errors = RecentErrors.create();

    @Test
    void events_are_grouped_by_logger_and_the_place_where_the_innermost_cause_was_thrown() {
        for (int i = 0; i < 3; i++) {
            log("app.Orders", "order " + i + " failed", new IllegalStateException("outer", broken()));
        }
        log("app.Mail", "mail failed", broken());
        log("app.Orders", "no exception", null);

        assertThat(errors.groups()).extracting(ErrorGroup::count).containsExactly(3L, 1L, 1L);
        ErrorGroup most = errors.groups().get(0);
        assertThat(most.latest().message()).isEqualTo("order 2 failed");
        assertThat(most.latest().thrown().orElseThrow().type()).isEqualTo("java.lang.UnsupportedOperationException");
        assertThat(most.latest().thrown().orElseThrow().frame())
                .startsWith("dev.vitals.errors.RecentErrorsTest.broken(RecentErrorsTest.java:");
    }

    private static Exception broken() {
        return new UnsupportedOperationException("not yet");
    }

    @Test
    void a_flood_pushes_out_neither_the_first_nor_the_rare_errors() {
        log("app.First", "the root of it", broken());
        for (int i = 0; i < 100_000; i++) {
            log("app.Flood", "again", null);
        }

        assertThat(errors.count(Level.ERROR)).isEqualTo(100_001);
        assertThat(errors.events())
                .hasSize(256)
                .allMatch(event -> event.message().equals("again"));
        assertThat(errors.groups())
                .extracting(group -> group.latest().message())
                .containsExactly("again", "the root of it");
    }

    @Test
    void very_many_origins_are_bounded() {
        for (int i = 0; i < 10_000; i++) {
            log("app.Logger" + i, "message".repeat(1_000), null);
        }
        assertThat(errors.groups())
                .hasSizeBetween(100, 128)
                .extracting(ErrorGroup::count)
                .containsOnly(1L);
        assertThat(errors.events())
                .allSatisfy(event -> assertThat(event.message()).hasSizeLessThanOrEqualTo(500));
    }

    @Test
    void what_is_logged_from_inside_is_counted_and_goes_not_round_in_circles() {
        record Chatty(RecentErrors errors) {
            @Override
            public String toString() {
                errors.record(Level.ERROR, "inside", "t", () -> "inner " + this, null);
                return "outer";
            }
        }
        errors.record(Level.ERROR, "outside", "t", () -> new Chatty(errors).toString(), null);

        assertThat(errors.events()).extracting(ErrorEvent::message).containsExactly("outer");
        assertThat(errors.dropped()).isEqualTo(1);
        log("after", "still works", null);
        assertThat(errors.events()).hasSize(2);
    }

    @Test
    void texts_that_fail_are_counted_and_hurt_nobody() {
        errors.record(
                Level.ERROR,
                null,
                null,
                () -> {
                    throw new IllegalStateException("no text");
                },
                null);
        Exception circle = new Exception("a");
        circle.initCause(new Exception("b", circle));
        log("app", "circle", circle);
        log("app", "no stack", new Exception("x", null) {
            private static final long serialVersionUID = 1L;

            @Override
            public StackTraceElement[] getStackTrace() {
                return new StackTraceElement[0];
            }
        });

        assertThat(errors.dropped()).isEqualTo(1);
        assertThat(errors.count(Level.ERROR)).isEqualTo(3);
        assertThat(errors.events()).hasSize(2);
    }

    @Test
    void what_is_read_is_redacted() {
        log(
                "app",
                "login with password=hunter2 failed",
                new Exception("jdbc:postgresql://db/x?user=a&password=hunter2"));

        assertThat(errors.events().toString()).contains("login with").doesNotContain("hunter2");
        assertThat(errors.groups().toString()).doesNotContain("hunter2");
    }

    @Test
    void a_secret_that_the_limit_would_cut_is_left_out() {
        log("app", "x".repeat(480) + " AKIAIOSFODNN7EXAMPLE", new Exception("odd"));

        assertThat(errors.events().toString()).doesNotContain("AKIA");
    }

    @Test
    void threads_that_log_at_once_lose_no_count() throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
            Thread thread = new Thread(() -> {
                try {
                    start.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                IntStream.range(0, 5_000).forEach(i -> log("app.Logger" + i % 5, "m", null));
            });
            thread.start();
            threads.add(thread);
        }
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(errors.count(Level.ERROR)).isEqualTo(40_000);
        assertThat(errors.groups())
                .extracting(ErrorGroup::count)
                .containsOnly(8_000L)
                .hasSize(5);
        assertThat(errors.dropped()).isZero();
    }

    @Test
    void the_rate_of_errors_is_judged_over_two_minutes() throws Exception {
        AtomicLong nanos = new AtomicLong();
        log("app", "before", null);
        ErrorRateProbe probe = new ErrorRateProbe(errors, Threshold.rateAbove(0.1, 1), nanos::get);
        assertThat(run(probe).summary()).isEqualTo("0 errors and 0 warnings within 2 m (warn 0.10/s)");

        IntStream.range(0, 12).forEach(i -> log("app.Orders", "failed " + i, broken()));
        errors.record(Level.WARN, "app", "t", () -> "odd", null);
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        Result many = run(probe);
        assertThat(many.status()).isEqualTo(Status.DEGRADED);
        assertThat(many.cause()).isEqualTo("errors.logged");
        assertThat(many.summary()).isEqualTo("12 errors and 1 warnings within 2 m (warn 0.10/s)");
        assertThat(many.evidence().toString()).contains("app.Orders", "RecentErrorsTest.broken", "failed 11");

        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        assertThat(run(probe).summary()).startsWith("12 errors");
        nanos.addAndGet(Duration.ofMinutes(3).toNanos());
        assertThat(run(probe).status()).isEqualTo(Status.UP);
    }

    @Test
    void bad_input_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ErrorRateProbe.of(errors, Threshold.countAbove(1, 2)));
    }

    private static Result run(ErrorRateProbe probe) throws Exception {
        return new TestContext().run(probe);
    }

    private void log(String logger, String message, Throwable thrown) {
        errors.record(Level.ERROR, logger, "main", () -> message, thrown);
    }

    @Test
    void warnings_and_what_is_over_do_not_hide_the_errors_of_now() throws Exception {
        AtomicLong nanos = new AtomicLong();
        for (int origin = 0; origin < 12; origin++) {
            String logger = "app.Noisy" + origin;
            IntStream.range(0, 200).forEach(i -> errors.record(Level.WARN, logger, "t", () -> "odd", null));
        }
        ErrorRateProbe probe = new ErrorRateProbe(errors, Threshold.rateAbove(0.1, 1), nanos::get);
        IntStream.range(0, 20).forEach(i -> log("app.Orders", "order failed", broken()));
        IntStream.range(0, 20).forEach(i -> errors.record(Level.WARN, "app.Noisy0", "t", () -> "odd", null));
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());

        Result many = run(probe);

        assertThat(many.evidence())
                .hasSize(2)
                .allSatisfy(evidence -> assertThat(evidence.toString()).contains("app.Orders"));
    }

    @Test
    void an_assertion_that_fails_in_a_text_does_not_reach_the_thread_that_logs() {
        errors.record(
                Level.ERROR,
                "app",
                "t",
                () -> {
                    throw new AssertionError("no text");
                },
                null);

        assertThat(errors.dropped()).isEqualTo(1);
    }
}
