package dev.vitals.promises;

import static dev.vitals.promises.Fixture.await;
import static dev.vitals.promises.Fixture.look;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.Vitals;
import dev.vitals.probe.Command;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Probe;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import dev.vitals.report.StatusChange;
import dev.vitals.report.Verdict;
import dev.vitals.testkit.FakeProbe;
import dev.vitals.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Promises 8 and 13: what a probe or listener does wrong is its own affair, and no secret leaves. */
class ContainmentPromiseTest {
    private static final String SECRET = "hunter2-canary";
    private static final String LEAK = "cannot open jdbc:postgresql://app:" + SECRET + "@db/orders?password=" + SECRET;

    private final ManualClock clock = new ManualClock();

    static Stream<Throwable> everyKind() {
        return Stream.of(
                new IllegalStateException("broken"),
                new Exception(),
                new InterruptedException(),
                new StackOverflowError(),
                new OutOfMemoryError("pretended"),
                new NoClassDefFoundError("gone"),
                new InternalError("Unable to open directory /proc/self/fd"));
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void whatever_a_probe_throws_is_the_result_of_that_check_alone(Throwable thrown) {
        try (Vitals vitals = Fixture.onDemand(clock)
                .check("bad", context -> sneakily(thrown), Fixture::eager)
                .check("good", FakeProbe.answering(Result.up()), Fixture::eager)
                .build()) {
            for (int round = 0; round < 3; round++) {
                CheckReport bad = look(vitals, "bad");
                assertThat(bad.status()).isEqualTo(Status.DOWN);
                assertThat(bad.cause()).isEqualTo("probe.error");
                assertThat(bad.result().summary()).contains(thrown.getClass().getSimpleName());
                assertThat(look(vitals, "good").status()).isEqualTo(Status.UP);
                Fixture.step(clock, vitals);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> Result sneakily(Throwable thrown) throws E {
        throw (E) thrown;
    }

    @Test
    @SuppressWarnings("NullAway") // the lie is the point
    void a_probe_that_returns_nothing_is_down() {
        Probe nothing = context -> null;
        try (Vitals vitals = Fixture.onDemand(clock).check("bad", nothing).build()) {
            assertThat(look(vitals, "bad").cause()).isEqualTo("probe.error");
        }
    }

    @Test
    void a_listener_that_throws_or_blocks_hurts_no_check_and_no_other_listener() {
        CountDownLatch never = new CountDownLatch(1);
        List<StatusChange> seen = new CopyOnWriteArrayList<>();
        FakeProbe probe = FakeProbe.answering(Result.up());
        try (Vitals vitals = Fixture.onDemand(clock)
                .check("a", probe, Fixture::eager)
                .statusListener(change -> {
                    throw new IllegalStateException("listener");
                })
                .statusListener(change -> awaitQuietly(never))
                .statusListener(seen::add)
                .build()) {
            vitals.report();
            probe.answer(Result.down("test.broken", "broken"));
            Fixture.step(clock, vitals);
            vitals.report();

            await().until(() -> seen.size() == 2);
            assertThat(seen).extracting(StatusChange::to).containsExactly(Status.UP, Status.DOWN);
            never.countDown();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void no_text_of_any_kind_leaves_with_a_secret_in_it() {
        Result leaky = Result.down("test.leak", LEAK)
                .evidence(new Evidence.Text(LEAK, List.of(LEAK)))
                .evidence(new Evidence.Table(LEAK, List.of("what"), List.of(List.of(LEAK))))
                .evidence(new Evidence.Tree(LEAK, List.of(new Evidence.Node(LEAK, List.of(Evidence.Node.leaf(LEAK))))))
                .remedy(Remedy.of(LEAK).run(Command.shell("echo {}", LEAK)));
        FakeProbe tells = FakeProbe.answering(leaky);
        tells.diagnosis(leaky.evidence());
        try (Vitals vitals = Fixture.onDemand(clock)
                .check("tells", tells)
                .check("throws", context -> {
                    throw new IllegalStateException(LEAK, new IllegalArgumentException(LEAK));
                })
                .build()) {
            vitals.report();
            await().until(() -> !look(vitals, "tells").diagnosis().isEmpty());

            assertThat(vitals.report().toString()).contains("test.leak").doesNotContain(SECRET);
        }
    }

    @Test
    void a_redactor_that_fails_lets_nothing_through() {
        try (Vitals vitals = Fixture.onDemand(clock)
                .redactor(text -> {
                    throw new IllegalStateException("redactor");
                })
                .check("a", FakeProbe.answering(Result.down("test.broken", "something private")))
                .build()) {
            CheckReport check = look(vitals, "a");
            assertThat(check.status()).isEqualTo(Status.DOWN);
            assertThat(check.toString()).doesNotContain("private");
        }
    }

    @Test
    void a_triage_that_blocks_keeps_no_check_from_running() {
        CountDownLatch never = new CountDownLatch(1);
        FakeProbe probe = FakeProbe.answering(Result.up());
        try (Vitals vitals = Fixture.builder()
                .check("a", probe, c -> c.timeout(Duration.ofMillis(20)).every(Duration.ofMillis(20)))
                .triage(checks -> {
                    awaitQuietly(never);
                    return Verdict.HEALTHY;
                })
                .build()) {
            await().until(() -> probe.runs() > 5);
            assertThat(vitals.started()).isTrue();
            never.countDown();
        }
    }

    @Test
    void a_triage_that_fails_is_replaced_by_the_standard_one() {
        try (Vitals vitals = Fixture.onDemand(clock)
                .triage(checks -> {
                    throw new IllegalStateException("triage");
                })
                .check("a", FakeProbe.answering(Result.down("test.broken", "broken")))
                .build()) {
            assertThat(vitals.report().verdict().severity()).isPresent();
        }
    }
}
