package dev.vitals.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitals.probe.Check;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext.Stay;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Subject;
import dev.vitals.spi.Redactor;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a check says while its probe is stuck in something that it left word of. */
@SuppressWarnings("try") // a stay is there to be closed
class StuckProbeTest {
    private static final Duration TIMEOUT = CheckPolicy.DEFAULT.timeout();
    private static final Result HUNG = Result.down("disk.hung", "the nfs file system on /data hangs");

    private final TestTime time = new TestTime();
    private final Workers workers = new Workers("vitals-stuck-test", 1, 1);
    private final CountDownLatch gate = new CountDownLatch(1);
    private final AtomicInteger entered = new AtomicInteger();
    private Redactor redactor = text -> text;

    @AfterEach
    void close() {
        gate.countDown();
        workers.close(Duration.ZERO);
    }

    private CheckRunner runner(Probe probe) {
        return TestRunners.runner(
                Check.of("a", probe), time, workers, redactor, (runner, before, after) -> {}, TestRunners.ON_DEMAND);
    }

    private Result hang() throws InterruptedException {
        entered.incrementAndGet();
        gate.await();
        return Result.up();
    }

    /** The result of a probe that is stuck until the test ends. */
    private Result stuck(Probe probe) {
        CheckRunner runner = runner(probe);
        runner.refresh();
        await().until(() -> entered.get() == 1);
        time.advance(TIMEOUT);
        return runner.state().result();
    }

    @Test
    void it_says_what_it_is_stuck_in_for_how_long_and_where() {
        Result result = stuck(context -> {
            try (Stay stay = context.entering(HUNG.about(Subject.mount("/data"))
                    .evidence(new Evidence.Text("mounted", List.of("nas1:/export")))
                    .remedy(Remedy.words("see whether nas1 answers")))) {
                return hang();
            }
        });

        assertThat(result.status()).isEqualTo(Status.DOWN);
        assertThat(result.cause()).isEqualTo("disk.hung");
        assertThat(result.summary()).startsWith("the nfs file system on /data hangs; running for 5 s (limit 5 s)");
        assertThat(result.subjects()).containsExactly(Subject.mount("/data"));
        assertThat(result.remedies()).hasSize(1);
        assertThat(result.evidence()).hasSize(2);
        Evidence.Text stack = (Evidence.Text) result.evidence().get(1);
        assertThat(stack.title()).startsWith("where the probe is stuck");
        assertThat(stack.lines()).anyMatch(line -> line.contains("CountDownLatch.await"));
    }

    @Test
    void it_says_for_how_long_by_now_as_time_goes_on() {
        CheckRunner runner = runner(context -> {
            try (Stay stay = context.entering(HUNG)) {
                return hang();
            }
        });
        runner.refresh();
        await().until(() -> entered.get() == 1);
        time.advance(Duration.ofMinutes(2));

        runner.refresh();

        assertThat(runner.state().result().cause()).isEqualTo("disk.hung");
        assertThat(runner.state().result().summary()).contains("running for 2 m");
        assertThat(runner.state().counts().timeouts()).isEqualTo(1);
    }

    @Test
    void of_what_it_entered_and_has_not_left_the_innermost_counts() {
        Result result = stuck(context -> {
            try (Stay outer = context.entering(HUNG)) {
                try (Stay inner = context.entering(Result.down("disk.lock", "waits for a lock on /data"))) {
                    inner.close();
                }
                return hang();
            }
        });

        assertThat(result.cause()).isEqualTo("disk.hung");
    }

    @Test
    void what_it_has_left_is_not_what_it_is_stuck_in() {
        Result result = stuck(context -> {
            context.entering(HUNG).close();
            return hang();
        });

        assertThat(result.cause()).isEqualTo("probe.timeout");
    }

    @Test
    void what_an_earlier_run_did_not_leave_is_nothing_to_the_next_run() {
        AtomicInteger runs = new AtomicInteger();
        CheckRunner runner = runner(context -> {
            if (runs.incrementAndGet() == 1) {
                context.entering(HUNG);
                return Result.up();
            }
            return hang();
        });
        runner.refresh().awaitEnd(Duration.ofSeconds(30).toNanos());

        runner.refresh();
        await().until(() -> entered.get() == 1);
        time.advance(TIMEOUT);

        assertThat(runner.state().result().cause()).isEqualTo("probe.timeout");
    }

    @Test
    void its_word_is_redacted_and_cut_on_its_own_thread_like_any_other_answer() {
        Set<String> redacting = ConcurrentHashMap.newKeySet();
        redactor = text -> {
            redacting.add(Thread.currentThread().getName());
            return text.replace("hunter2", "[redacted]");
        };
        Result word = Result.down("db.hung", "asks db?password=hunter2")
                .evidence(new Evidence.Text("asked", List.of("hunter2")));
        for (int i : IntStream.range(0, 100).toArray()) {
            word = word.remedy(Remedy.words("try {}", i));
        }
        Result left = word;

        Result result = stuck(context -> {
            try (Stay stay = context.entering(left)) {
                return hang();
            }
        });

        assertThat(result.summary()).startsWith("asks db?password=[redacted]; running for");
        assertThat(result.evidence().toString()).doesNotContain("hunter2");
        assertThat(result.remedies()).hasSize(BoundedProbe.REMEDIES);
        assertThat(redacting).as("never the thread that keeps time").containsExactly("vitals-stuck-test-1");
    }

    @Test
    void of_a_word_that_cannot_be_redacted_only_the_cause_is_left() {
        redactor = text -> {
            throw new IllegalStateException("planted");
        };

        Result result = stuck(context -> {
            try (Stay stay = context.entering(HUNG)) {
                return hang();
            }
        });

        assertThat(result.cause()).isEqualTo("disk.hung");
        assertThat(result.summary()).doesNotContain("nfs").contains("running for 5 s");
    }

    @Test
    void a_word_that_all_is_well_is_the_probes_error() {
        CheckRunner runner = runner(context -> {
            try (Stay stay = context.entering(Result.up())) {
                return Result.up();
            }
        });

        runner.refresh().awaitEnd(Duration.ofSeconds(30).toNanos());

        assertThat(runner.state().result().cause()).isEqualTo("probe.error");
        assertThat(runner.state().result().summary()).contains("'ifStuck' must be another result");
    }
}
