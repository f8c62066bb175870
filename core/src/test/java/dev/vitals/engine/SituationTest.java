package dev.vitals.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitals.probe.Check;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Report;
import dev.vitals.report.ReportChange;
import dev.vitals.report.Selection;
import dev.vitals.report.Triage;
import dev.vitals.report.Verdict;
import dev.vitals.triage.Triages;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SituationTest {
    private final TestTime time = new TestTime();
    private final Workers workers = new Workers("vitals-test", 1, 1);
    private final AtomicInteger judged = new AtomicInteger();
    private final List<ReportChange> changes = new ArrayList<>();
    private final Situation situation = TestRunners.situation(this::judge, time, changes::add);
    private final CheckRunner runner = runner();
    private volatile Result answer = Result.up();
    private volatile Triage triage = checks -> Verdict.HEALTHY;

    @AfterEach
    void close() {
        workers.close(Duration.ZERO);
    }

    private Verdict judge(List<CheckReport> checks) {
        judged.incrementAndGet();
        return triage.judge(checks);
    }

    private CheckRunner runner() {
        return TestRunners.onDemand(
                Check.of("a", context -> answer), time, workers, (runner, before, after) -> situation.outdate());
    }

    private void run() {
        runner.refresh().awaitEnd(Duration.ofSeconds(30).toNanos());
    }

    private Report make(Selection selection) {
        return situation.make(selection, List.of(runner));
    }

    @Test
    void a_report_is_made_even_if_what_troubles_the_threads_cannot_be_told() {
        Situation untold = new Situation(
                TestRunners.settings(this::judge, time),
                () -> {
                    throw new NoClassDefFoundError("planted");
                },
                changes::add);
        run();

        Report report = untold.make(Selection.ALL, List.of(runner));

        assertThat(report.status()).isEqualTo(Status.UP);
        assertThat(report.notes()).singleElement().asString().contains("part of this report is missing");
    }

    @Test
    void a_report_is_the_same_object_until_something_is_published() {
        run();
        Report made = make(Selection.ALL);

        assertThat(situation.current(Selection.ALL, time.nanoTime())).isSameAs(made);
        run();
        assertThat(situation.current(Selection.ALL, time.nanoTime())).isNull();
    }

    @Test
    void a_report_is_renewed_after_a_second_since_it_shows_ages() {
        run();
        make(Selection.ALL);

        assertThat(situation.current(Selection.ALL, 999_999_999L)).isNotNull();
        assertThat(situation.current(Selection.ALL, 1_000_000_000L)).isNull();
    }

    @Test
    void what_a_format_has_written_of_a_check_is_kept_until_something_else_is_to_be_said_of_it() {
        run();
        AtomicInteger written = new AtomicInteger();

        assertThat(written(written)).isEqualTo("FRESH 1");
        time.advance(Duration.ofSeconds(2));
        assertThat(written(written)).isEqualTo("FRESH 1");
        time.advance(Duration.ofSeconds(30));
        assertThat(written(written)).isEqualTo("STALE 2");
        run();
        assertThat(written(written)).isEqualTo("FRESH 3");
        runner.close();
        time.advance(Duration.ofSeconds(2));
        assertThat(written(written)).isEqualTo("FRESH 4");
    }

    private String written(AtomicInteger times) {
        CheckReport said = make(Selection.ALL).checks().get(0);
        return said.written(String.class, check -> check.freshness() + " " + times.incrementAndGet());
    }

    @Test
    void a_report_is_not_used_beyond_the_moment_a_result_in_it_gets_too_old() {
        run();
        time.advance(Duration.ofMillis(24_700));
        make(Selection.ALL);

        assertThat(situation.current(Selection.ALL, Duration.ofMillis(24_999).toNanos()))
                .isNotNull();
        assertThat(situation.current(Selection.ALL, Duration.ofSeconds(25).toNanos()))
                .isNull();
    }

    @Test
    void a_report_without_a_first_result_is_never_used_again() {
        make(Selection.ALL);

        assertThat(situation.current(Selection.ALL, time.nanoTime())).isNull();
    }

    @Test
    void callers_who_queued_up_for_the_same_report_get_the_one_that_was_made_meanwhile() {
        run();
        Report made = make(Selection.ALL);

        assertThat(make(Selection.ALL)).isSameAs(made);
        assertThat(judged).hasValue(1);
    }

    @Test
    void a_caller_who_waited_for_another_does_not_make_a_report_older_than_the_others() {
        run();
        AtomicReference<Situation> slow = new AtomicReference<>();
        AtomicReference<Report> second = new AtomicReference<>();
        Thread waiting = Workers.daemon("waiting", () -> second.set(slow.get().make(Selection.ALL, List.of(runner))));
        slow.set(TestRunners.situation(
                checks -> {
                    if (waiting.getState() == Thread.State.NEW) {
                        waiting.start();
                        await().until(() -> waiting.getState() == Thread.State.BLOCKED);
                        time.advance(Duration.ofSeconds(10));
                        slow.get().outdate();
                    }
                    return Verdict.HEALTHY;
                },
                time,
                change -> {}));

        slow.get().make(Selection.ALL, List.of(runner));

        await().until(() -> second.get() != null);
        assertThat(second.get().at()).isEqualTo(Instant.EPOCH.plusSeconds(10));
    }

    @Test
    void made_up_selections_are_served_and_not_kept() {
        run();
        for (int i = 0; i < 1_000; i++) {
            Selection selection = Selection.ALL.without(Set.of("check-" + i));
            make(selection);
            assertThat(situation.current(selection, time.nanoTime())).isNull();
        }
    }

    @Test
    void a_report_says_since_when_it_has_been_so() {
        run();
        Report first = make(Selection.ALL);
        assertThat(first.since()).isEqualTo(Instant.EPOCH);
        time.advance(Duration.ofSeconds(20));
        run();

        Report later = make(Selection.ALL);

        assertThat(later.since()).isEqualTo(Instant.EPOCH);
        assertThat(later.lasting()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void a_check_whose_result_got_too_old_has_been_unknown_since_it_did() {
        time.advance(Duration.ofSeconds(100));
        run();
        time.advance(Duration.ofSeconds(30));

        CheckReport check = make(Selection.ALL).check("a").orElseThrow();

        assertThat(check.status()).isEqualTo(Status.UNKNOWN);
        assertThat(check.cause()).isEqualTo("result.stale");
        assertThat(check.timing().since()).isEqualTo(Instant.EPOCH.plusSeconds(125));
        assertThat(check.timing().lasting()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    @SuppressWarnings("NullAway")
    void a_triage_without_an_answer_is_replaced_by_the_standard_one() {
        run();
        Report report =
                TestRunners.situation(checks -> null, time, change -> {}).make(Selection.ALL, List.of(runner));

        assertThat(Objects.requireNonNull(report.verdict())).isEqualTo(Verdict.HEALTHY);
    }

    @Test
    void a_change_of_the_verdict_is_announced_once_with_what_was_before() {
        make(Selection.ALL);
        make(Selection.ALL);
        assertThat(changes)
                .singleElement()
                .satisfies(change -> assertThat(change.before()).isEmpty());

        run();
        Report after = make(Selection.ALL);
        run();
        make(Selection.ALL);

        assertThat(changes).hasSize(2);
        assertThat(changes.get(1).before()).map(Report::status).hasValue(Status.UNKNOWN);
        assertThat(changes.get(1).after()).isSameAs(after);
    }

    @Test
    void a_root_cause_of_another_kind_is_a_change_and_other_words_for_the_same_are_not() {
        answer = Result.down("test.refused", "refused");
        triage = Triages.standard();
        run();
        make(Selection.ALL);
        changes.clear();

        answer = Result.down("test.refused", "refused again");
        run();
        make(Selection.ALL);
        assertThat(changes).isEmpty();

        answer = Result.down("test.login", "wrong password");
        run();
        make(Selection.ALL);
        assertThat(changes).hasSize(1);
    }

    @Test
    void a_selection_of_the_moment_is_announced_to_no_listener_and_says_since_when_nothing_in_it_changed() {
        run();
        make(Selection.ALL);
        changes.clear();
        time.advance(Duration.ofSeconds(20));
        run();

        Report report = make(Selection.ALL.without(Set.of("other")));

        assertThat(changes).isEmpty();
        assertThat(report.since()).isEqualTo(Instant.EPOCH);
        assertThat(report.lasting()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void an_application_that_goes_away_is_not_ready_at_once() {
        run();
        Selection ready = Selection.group("ready");
        assertThat(make(ready).passed()).isTrue();

        situation.close();

        assertThat(situation.current(ready, time.nanoTime())).isNull();
        assertThat(make(ready).passed()).isFalse();
        assertThat(make(ready).ready()).isFalse();
        assertThat(make(Selection.group("live")).passed()).isTrue();
    }
}
