package dev.vitals.promises;

import static dev.vitals.promises.Fixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.Vitals;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.report.Report;
import dev.vitals.report.Selection;
import dev.vitals.testkit.FakeProbe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Promise 2: a probe is never entered twice at once, and callers share the run in flight. */
class SingleFlightPromiseTest {
    private static final int CALLERS = 200;

    private final ExecutorService callers = Executors.newCachedThreadPool();

    @AfterEach
    void endCallers() {
        callers.shutdownNow();
    }

    @Test
    void two_hundred_callers_of_reports_groups_and_single_checks_share_one_run() throws Exception {
        FakeProbe slow = FakeProbe.answering(Result.up());
        Runnable letGo = slow.hang();
        try (Vitals vitals = Fixture.builder()
                .schedule(false)
                .deadline(Fixture.PLENTY)
                .check("slow", slow, c -> c.timeout(Fixture.PLENTY).groups("ready", "shop"))
                .build()) {
            // given everybody asks while the one run is inside the probe
            List<Future<Status>> answers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                int kind = i % 3;
                answers.add(callers.submit(() -> switch (kind) {
                    case 0 -> vitals.report().status();
                    case 1 -> vitals.report(Selection.group("shop")).status();
                    default -> Fixture.look(vitals, "slow").status();
                }));
            }
            await().until(() -> slow.inside() == 1);

            // when
            letGo.run();

            // then
            for (Future<Status> answer : answers) {
                assertThat(answer.get()).isEqualTo(Status.UP);
            }
            assertThat(slow.runs()).isEqualTo(1);
            assertThat(slow.mostAtOnce()).isEqualTo(1);
        }
    }

    @Test
    void a_hung_probe_costs_one_thread_once_however_many_ask() throws Exception {
        FakeProbe hung = FakeProbe.answering(Result.up());
        Runnable letGo = hung.hang();
        try (Vitals vitals = Fixture.builder()
                .schedule(false)
                .deadline(Duration.ofMillis(200))
                .check("hung", hung, c -> c.timeout(Duration.ofMillis(50)).every(Duration.ofMillis(50)))
                .check("well", FakeProbe.answering(Result.up()))
                .check("well-too", FakeProbe.answering(Result.up()))
                .build()) {
            List<Future<Report>> answers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                answers.add(callers.submit(() -> vitals.report()));
            }
            for (Future<Report> answer : answers) {
                answer.get();
            }

            assertThat(hung.runs()).isEqualTo(1);
            assertThat(Fixture.ourThreads())
                    .filteredOn(thread -> Stream.of(thread.getStackTrace())
                            .anyMatch(frame -> frame.getClassName().equals(FakeProbe.class.getName())))
                    .hasSize(1);
            letGo.run();
        }
    }
}
