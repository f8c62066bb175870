package dev.vitals.promises;

import static dev.vitals.promises.Fixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.Vitals;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.report.Report;
import dev.vitals.report.ReportChange;
import dev.vitals.report.RootCause;
import dev.vitals.report.Selection;
import dev.vitals.report.Severity;
import dev.vitals.testkit.FakeProbe;
import dev.vitals.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Promise 16: the situation is state, and changes of a verdict are announced whether or not a report is read. */
class SituationPromiseTest {
    private static final Result BROKEN = Result.down("test.broken", "broken");

    private final ManualClock clock = new ManualClock();
    private final FakeProbe probe = FakeProbe.answering(Result.up());
    private final List<ReportChange> changes = new CopyOnWriteArrayList<>();

    private List<ReportChange> about(Selection selection) {
        return changes.stream()
                .filter(change -> change.after().selection().equals(selection))
                .toList();
    }

    private Report latest(Selection selection) {
        List<ReportChange> all = about(selection);
        return all.get(all.size() - 1).after();
    }

    private boolean is(Status status) {
        return !about(Selection.ALL).isEmpty() && latest(Selection.ALL).status() == status;
    }

    /** Lets time pass in steps that starve no run, until the status is announced. */
    private void passUntil(Status wanted) {
        await().until(() -> {
            clock.advance(Duration.ofSeconds(1));
            return is(wanted);
        });
    }

    @Test
    void a_change_is_announced_for_everything_and_for_each_group_though_no_report_is_read() {
        try (Vitals vitals = Fixture.builder()
                .time(clock)
                .reportListener(changes::add)
                .check("a", probe, c -> c.impact(Impact.CRITICAL).groups("ready", "mine"))
                .build()) {
            await().until(() -> is(Status.UP));
            Instant start = clock.now();

            probe.answer(BROKEN);
            passUntil(Status.DOWN);
            Report down = latest(Selection.ALL);
            clock.advance(Duration.ofSeconds(4));

            assertThat(down.verdict().severity()).hasValue(Severity.P0);
            assertThat(down.verdict().rootCauses()).extracting(RootCause::check).containsExactly("a");
            assertThat(down.since()).isBetween(start, clock.now());
            assertThat(vitals.report().since()).isEqualTo(down.since());
            for (String group : List.of("ready", "mine")) {
                await().until(() -> latest(Selection.group(group)).status() == Status.DOWN);
            }
            assertThat(latest(Selection.group("live")).status()).isEqualTo(Status.UP);
        }
    }

    @Test
    void changes_follow_each_other_without_a_gap() {
        try (Vitals vitals = Fixture.builder()
                .time(clock)
                .reportListener(changes::add)
                .check("a", probe)
                .build()) {
            for (int i = 1; i <= 20; i++) {
                Status wanted = i % 2 == 0 ? Status.UP : Status.DEGRADED;
                probe.answer(i % 2 == 0 ? Result.up() : BROKEN);
                passUntil(wanted);
            }

            List<ReportChange> all = about(Selection.ALL);
            assertThat(all.get(0).before()).isEmpty();
            for (int i = 1; i < all.size(); i++) {
                assertThat(all.get(i).before())
                        .map(Report::status)
                        .hasValue(all.get(i - 1).after().status());
                assertThat(all.get(i).before())
                        .map(report -> report.verdict().rootCauses())
                        .hasValue(all.get(i - 1).after().verdict().rootCauses());
            }
            assertThat(vitals.report().status()).isEqualTo(Status.UP);
        }
    }

    @Test
    void a_listener_that_blocks_holds_up_neither_the_situation_nor_another_listener() {
        CountDownLatch end = new CountDownLatch(1);
        try (Vitals vitals = Fixture.builder()
                .time(clock)
                .reportListener(change -> hang(end))
                .reportListener(changes::add)
                .check("a", probe)
                .build()) {
            await().until(() -> is(Status.UP));
            probe.answer(BROKEN);

            passUntil(Status.DEGRADED);
            assertThat(vitals.report().status()).isEqualTo(Status.DEGRADED);
            end.countDown();
        }
    }

    @Test
    void an_application_that_closes_is_not_ready_any_more() {
        Vitals vitals = Fixture.onDemand(clock).check("a", probe).build();
        assertThat(vitals.report(Selection.group("ready")).passed()).isTrue();

        vitals.close();

        assertThat(vitals.report(Selection.group("ready")).passed()).isFalse();
        assertThat(vitals.report(Selection.group("live")).passed()).isTrue();
    }

    private static void hang(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
