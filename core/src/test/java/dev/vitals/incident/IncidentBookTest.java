package dev.vitals.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitals.format.Reports;
import dev.vitals.incident.TimelineEntry.Kind;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Precedent;
import dev.vitals.report.Selection;
import dev.vitals.report.Severity;
import dev.vitals.triage.Checks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class IncidentBookTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private IncidentBook book = new IncidentBook("orders", IncidentSettings.DEFAULT);
    private final List<TimelineEntry> seen = new ArrayList<>();
    private Moment now = new Moment(Checks.AT, 0);

    @Test
    void a_critical_failure_opens_an_incident_at_once() {
        observe(down("db"));

        Incident incident = only();
        assertThat(incident.status()).isEqualTo(IncidentStatus.INVESTIGATING);
        assertThat(incident.severity()).isEqualTo(Severity.P0);
        assertThat(incident.root().check()).isEqualTo("db");
        assertThat(incident.root().cause()).isEqualTo("db.refused");
        assertThat(incident.failing()).containsExactly("db");
        assertThat(incident.timeToDetect()).isEqualTo(Duration.ofMinutes(4));
        assertThat(incident.timeline().get(0).detail().orElseThrow()).contains("db.refused");
    }

    @Test
    void a_milder_one_opens_an_incident_once_it_has_lasted() {
        observe(slow("http"));
        assertThat(book.all()).isEmpty();
        assertThat(book.nanosLeft(now)).hasValue(Duration.ofMinutes(2).toNanos());

        pass(Duration.ofMinutes(2).minus(SECOND));
        observe(slow("http"));
        assertThat(book.all()).isEmpty();

        pass(SECOND);
        observe(slow("http"));
        assertThat(only().severity()).isEqualTo(Severity.P2);
    }

    @Test
    void one_that_goes_away_before_that_starts_again_when_it_returns() {
        observe(slow("http"));
        pass(Duration.ofMinutes(1));
        observe(up("http"));
        observe(slow("http"));
        pass(Duration.ofMinutes(1));
        observe(slow("http"));

        assertThat(book.all()).isEmpty();
    }

    @Test
    void what_is_milder_than_the_level_or_not_known_yet_opens_none() {
        IncidentBook strict = new IncidentBook("orders", IncidentSettings.DEFAULT.openAt(Severity.P0));

        strict.observe(Reports.report(Selection.ALL, List.of(slow("http"))), now, Optional.empty());
        strict.observe(
                Reports.report(Selection.ALL, List.of(slow("http"))), later(Duration.ofHours(1)), Optional.empty());

        assertThat(strict.all()).isEmpty();
    }

    @Test
    void it_recovers_and_is_resolved_after_the_stability_window() {
        observe(down("db"));
        pass(Duration.ofMinutes(10));
        observe(up("db"));
        assertThat(only().status()).isEqualTo(IncidentStatus.MONITORING);
        assertThat(only().failing()).isEmpty();

        pass(Duration.ofMinutes(30).minus(SECOND));
        observe(up("db"));
        assertThat(only().status()).isEqualTo(IncidentStatus.MONITORING);

        pass(SECOND);
        observe(up("db"));
        assertThat(only().status()).isEqualTo(IncidentStatus.RESOLVED);
        assertThat(only().timeToResolve()).hasValue(Duration.ofMinutes(10));
        assertThat(kinds()).containsExactly(Kind.OPENED, Kind.RECOVERED, Kind.RESOLVED);
    }

    @Test
    void the_same_cause_within_the_window_opens_no_second_incident() {
        observe(down("db"));
        observe(up("db"));
        pass(Duration.ofMinutes(29));
        observe(down("db"));

        assertThat(only().status()).isEqualTo(IncidentStatus.INVESTIGATING);
        assertThat(only().relapses()).isEqualTo(1);
        assertThat(kinds()).containsExactly(Kind.OPENED, Kind.RECOVERED, Kind.RELAPSED);
    }

    @Test
    void another_cause_within_the_window_does() {
        observe(down("db"));
        observe(up("db"));
        observe(check("db", Impact.CRITICAL, Result.down("db.login", "the login is refused")));

        assertThat(book.all())
                .extracting(incident -> incident.root().cause())
                .containsExactly("db.refused", "db.login");
    }

    @Test
    void flaps_are_one_entry() {
        observe(down("db"));
        for (int i = 0; i < 20; i++) {
            observe(up("db"));
            observe(down("db"));
        }

        assertThat(only().timeline())
                .extracting(TimelineEntry::kind)
                .containsExactly(Kind.OPENED, Kind.RECOVERED, Kind.FLAPPED);
        assertThat(only().timeline().get(2).text()).contains("20 times");
    }

    @Test
    void two_unrelated_faults_are_two_incidents() {
        observe(down("db"), down("redis"));

        assertThat(book.all()).extracting(incident -> incident.root().check()).containsExactlyInAnyOrder("db", "redis");
        observe(down("db"), up("redis"));
        assertThat(book.all())
                .extracting(Incident::status)
                .containsExactlyInAnyOrder(IncidentStatus.INVESTIGATING, IncidentStatus.MONITORING);
    }

    @Test
    void a_root_cause_that_comes_to_light_later_takes_its_place() {
        observe(down("api"));
        observe(down("db"), dependent("api", "db"));

        assertThat(only().root().check()).isEqualTo("db");
        assertThat(only().roots()).extracting(Incident.Root::check).containsExactly("api", "db");
        assertThat(only().affected()).containsExactly("api", "db");
        assertThat(kinds()).containsExactly(Kind.OPENED, Kind.ROOT_CAUSE, Kind.CHECKS);
    }

    @Test
    void what_is_well_again_a_little_later_than_the_root_does_not_become_the_root() {
        CheckReport slow = dependent("payments", "db");
        observe(down("db"), slow);
        assertThat(only().affected()).contains("db", "payments");

        observe(up("db"), slow);

        assertThat(only().root().check()).isEqualTo("db");
        assertThat(only().failing()).containsExactly("payments");
    }

    @Test
    void what_another_root_turns_out_to_explain_is_a_root_no_longer() {
        observe(down("api"));
        observe(down("db"), dependent("api", "db"));

        assertThat(only().standing()).extracting(Incident.Root::check).containsExactly("db");
        assertThat(only().roots().get(0).explainedBy()).hasValue("db db.refused");
        assertThat(seen.get(1).text())
                .isEqualTo("the root cause is now db db.refused: connection refused. It explains api db.refused");
    }

    @Test
    void a_root_that_moves_twice_ends_at_the_deepest() {
        observe(down("api"));
        observe(down("db"), dependent("api", "db"));
        observe(down("disk"), dependent("db", "disk"), dependent("api", "db"));

        assertThat(only().standing()).extracting(Incident.Root::check).containsExactly("disk");
        assertThat(only().roots()).extracting(Incident.Root::check).containsExactly("api", "db", "disk");
    }

    @Test
    void what_followed_from_the_root_and_fails_for_long_without_it_is_a_second_root() {
        CheckReport alone = down("payments");
        observe(down("db"), dependent("payments", "db"));
        observe(up("db"), alone);
        assertThat(only().root().check()).isEqualTo("db");
        assertThat(book.nanosLeft(now)).hasValue(Tenure.SETTLED.toNanos());

        pass(Tenure.SETTLED);
        observe(up("db"), alone);

        assertThat(only().root().check()).isEqualTo("payments");
        assertThat(only().standing()).extracting(Incident.Root::check).containsExactly("db", "payments");
        assertThat(kinds()).containsExactly(Kind.OPENED, Kind.ROOT_CAUSE);
    }

    @Test
    void two_roots_that_do_not_explain_each_other_both_stay_and_the_failing_one_leads() {
        observe(down("db"), dependent("payments", "db"));
        observe(down("db"), check("payments", Impact.CRITICAL, Result.down("http.auth", "401")));
        pass(Tenure.SETTLED);
        observe(down("db"), check("payments", Impact.CRITICAL, Result.down("http.auth", "401")));
        assertThat(only().standing()).extracting(Incident.Root::check).containsExactly("db", "payments");

        observe(down("db"), up("payments"));

        assertThat(only().root().check()).isEqualTo("db");
        assertThat(only().standing()).extracting(Incident.Root::check).containsExactly("payments", "db");
        assertThat(only().status()).isEqualTo(IncidentStatus.INVESTIGATING);
    }

    @Test
    void unrelated_faults_stay_apart_when_a_symptom_goes_over_from_one_to_the_other() {
        observe(down("db"), dependent("api", "db"), down("queue"));
        observe(down("db"), dependent("api", "queue"), down("queue"));

        assertThat(book.all()).extracting(incident -> incident.root().check()).containsExactlyInAnyOrder("db", "queue");
        assertThat(book.all()).extracting(Incident::status).containsOnly(IncidentStatus.INVESTIGATING);
        assertThat(kinds()).doesNotContain(Kind.MERGED);
    }

    @Test
    void a_root_cause_of_a_merged_incident_is_not_lost() {
        observe(down("api"), down("shop"));
        observe(down("db"), dependent("api", "db"), dependent("shop", "db"));

        Incident open = book.all().stream()
                .filter(incident -> incident.status() != IncidentStatus.RESOLVED)
                .findFirst()
                .orElseThrow();
        assertThat(open.standing()).extracting(Incident.Root::check).containsExactly("db");
        assertThat(open.roots()).extracting(Incident.Root::check).containsExactlyInAnyOrder("api", "shop", "db");
    }

    @Test
    void a_symptom_that_comes_back_alone_within_the_window_is_the_same_incident() {
        observe(down("api"));
        observe(down("db"), dependent("api", "db"));
        observe(up("db"), up("api"));
        observe(down("api"));

        assertThat(only().relapses()).isEqualTo(1);
        assertThat(only().root().check()).isEqualTo("db");
    }

    @Test
    void a_check_that_fails_otherwise_than_before_explains_nothing_and_leads() {
        observe(down("db"));
        observe(check("db", Impact.CRITICAL, Result.down("db.login", "the login is refused")));
        assertThat(only().standing()).extracting(Incident.Root::cause).containsExactly("db.refused", "db.login");

        observe(down("db"));

        assertThat(only().root().cause()).isEqualTo("db.refused");
        assertThat(only().roots()).hasSize(2);
    }

    @Test
    void incidents_that_turn_out_to_be_one_fault_are_merged() {
        observe(down("api"), down("shop"));
        assertThat(book.all()).hasSize(2);

        observe(down("db"), dependent("api", "db"), dependent("shop", "db"));

        assertThat(book.all())
                .extracting(Incident::status)
                .containsExactlyInAnyOrder(IncidentStatus.INVESTIGATING, IncidentStatus.RESOLVED);
        assertThat(kinds()).contains(Kind.MERGED, Kind.RESOLVED);
        observe(up("db"), up("api"), up("shop"));
        assertThat(book.all()).hasSize(2);
    }

    @Test
    void the_severity_follows_the_checks_until_a_person_sets_it() {
        observe(down("db"));
        observe(check("db", Impact.CRITICAL, Result.degraded("db.refused", "now and then")));
        assertThat(only().severity()).isEqualTo(Severity.P1);
        assertThat(only().worst()).isEqualTo(Severity.P0);

        byHand(Kind.SEVERITY, draft -> {
            draft.severity(Severity.P3);
            draft.severityByHand = true;
        });
        observe(down("db"));

        assertThat(only().severity()).isEqualTo(Severity.P3);
    }

    @Test
    void an_incident_resolved_by_hand_opens_again_within_the_window_only() {
        observe(down("db"));
        byHand(Kind.RESOLVED, draft -> {});
        assertThat(only().status()).isEqualTo(IncidentStatus.RESOLVED);
        pass(Duration.ofMinutes(29));
        observe(down("db"));
        assertThat(only().status()).isEqualTo(IncidentStatus.INVESTIGATING);
        assertThat(kinds()).contains(Kind.REOPENED);

        observe(up("db"));
        byHand(Kind.RESOLVED, draft -> {});
        pass(Duration.ofMinutes(30));
        observe(down("db"));
        assertThat(book.all()).hasSize(2);
    }

    @Test
    void a_note_on_a_resolved_incident_does_not_open_it_again() {
        observe(down("db"));
        observe(up("db"));
        pass(Duration.ofMinutes(30));
        observe(up("db"));
        byHand(Kind.NOTE, draft -> {});
        observe(down("db"));

        assertThat(book.all()).hasSize(2);
    }

    @Test
    void that_a_hold_still_runs_is_no_root_cause() {
        observe(down("db"));
        observe(down("db").toBuilder().result(Result.up()).status(Status.DOWN).build());

        assertThat(only().root().cause()).isEqualTo("db.refused");
        assertThat(kinds()).containsExactly(Kind.OPENED);
    }

    @Test
    void due_times_follow_what_people_do() {
        observe(down("db"));
        assertThat(only().respondBy()).hasValue(Checks.AT.plus(Duration.ofMinutes(15)));
        assertThat(only().updateBy()).hasValue(Checks.AT.plus(Duration.ofMinutes(30)));

        pass(Duration.ofMinutes(3));
        byHand(Kind.ACKNOWLEDGED, draft -> {});
        assertThat(only().status()).isEqualTo(IncidentStatus.ACKNOWLEDGED);
        assertThat(only().respondBy()).isEmpty();
        assertThat(only().timeToAcknowledge()).hasValue(Duration.ofMinutes(3));
        assertThat(only().updateBy()).hasValue(Checks.AT.plus(Duration.ofMinutes(33)));
    }

    @Test
    void a_clock_set_back_shortens_nothing() {
        observe(down("db"));
        now = new Moment(
                now.wall().minus(Duration.ofHours(5)),
                now.nanos() + Duration.ofMinutes(10).toNanos());
        observe(up("db"));
        pass(Duration.ofMinutes(30));
        observe(up("db"));

        assertThat(only().timeToResolve()).hasValue(Duration.ofMinutes(10));
        assertThat(only().timeline()).extracting(TimelineEntry::after).isSorted();
    }

    @Test
    void an_incident_of_an_earlier_process_goes_on() {
        observe(down("db"));
        IncidentBook next = new IncidentBook("orders", IncidentSettings.DEFAULT);
        Moment restarted = new Moment(now.wall().plus(Duration.ofMinutes(5)), 77);
        next.resume(book.all(), Duration.ZERO, restarted);

        next.observe(Reports.report(Selection.ALL, List.of(down("db"))), restarted, Optional.empty());
        assertThat(next.all()).hasSize(1);
        next.observe(Reports.report(Selection.ALL, List.of(up("db"))), restarted, Optional.empty());
        assertThat(next.all().get(0).recovered()).hasValue(restarted.wall());
        assertThat(next.all().get(0).timeline().get(1).after()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void time_in_which_no_process_watched_is_no_time_without_trouble() {
        observe(down("db"));
        observe(up("db"));
        List<Incident> known = book.all();
        book = new IncidentBook("orders", IncidentSettings.DEFAULT);
        pass(Duration.ofHours(5));
        book.resume(known, Duration.ZERO, now);
        observe(up("db"));
        assertThat(only().status()).isEqualTo(IncidentStatus.MONITORING);
        assertThat(verification().left(now.wall())).isEqualTo(Duration.ofMinutes(30));

        pass(Duration.ofMinutes(30));
        observe(up("db"));
        assertThat(only().status()).isEqualTo(IncidentStatus.RESOLVED);
    }

    @Test
    void of_more_than_are_kept_the_oldest_resolved_are_forgotten() {
        IncidentBook small =
                new IncidentBook("orders", IncidentSettings.DEFAULT.keep(10).stability(Duration.ZERO));
        List<CheckReport> first = List.of(down("db"));
        small.observe(Reports.report(Selection.ALL, first), now, Optional.empty());
        for (int i = 0; i < 20; i++) {
            pass(SECOND);
            small.observe(Reports.report(Selection.ALL, List.of(down("db"), down("other"))), now, Optional.empty());
            pass(SECOND);
            small.observe(Reports.report(Selection.ALL, first), now, Optional.empty());
        }

        assertThat(small.all()).hasSize(10);
        assertThat(small.all().get(0).root().check()).isEqualTo("db");
    }

    @Test
    void what_was_resolved_long_ago_is_forgotten() {
        book = new IncidentBook("orders", IncidentSettings.DEFAULT.keepFor(Duration.ofDays(2)));
        observe(down("db"));
        pass(Duration.ofDays(3));
        observe(down("db"));
        assertThat(book.all()).as("one that is open is kept however old").hasSize(1);

        observe(up("db"));
        byHand(Kind.RESOLVED, draft -> {});
        pass(Duration.ofDays(1));
        observe(up("db"));
        assertThat(book.all()).hasSize(1);
        pass(Duration.ofDays(2));
        observe(up("db"));
        assertThat(book.all()).isEmpty();
    }

    @Test
    void an_earlier_incident_with_the_same_root_cause_is_mentioned_with_what_helped() {
        observe(down("db"));
        observe(up("db"));
        byHand(Kind.RESOLVED, draft -> {});
        String first = only().id();
        pass(Duration.ofDays(1));
        observe(down("db"));

        assertThat(seen.get(seen.size() - 1).toString()).contains("1 incident, " + first + " on ", "resolved: by hand");
        assertThat(kinds()).endsWith(Kind.OPENED, Kind.EARLIER);
        assertThat(IncidentDocuments.DEFAULT.text(
                        IncidentDocument.DECLARATION, book.all().get(1), now.wall()))
                .contains("Seen before: 1 incident, " + first);
    }

    @Test
    void of_earlier_incidents_the_last_is_named_and_what_last_helped_even_if_that_was_before() {
        observe(down("db"));
        byHand(Kind.RESOLVED, draft -> {});
        String first = only().id();
        pass(Duration.ofDays(1));
        observe(down("db"));
        pass(Duration.ofMinutes(12));
        observe(up("db"));
        pass(Duration.ofHours(1));
        observe(up("db"));
        String last = book.all().get(1).id();

        Precedent known = book.recurrence().of("db", "db.refused").orElseThrow();
        assertThat(known.incidents()).isEqualTo(2);
        assertThat(known.words())
                .startsWith("2 incidents, the last " + last + " on ")
                .endsWith(", over after 12 m; " + first + " was resolved: by hand");
        assertThat(book.recurrence().of("db", "db.slow")).isEmpty();
    }

    @Test
    void a_root_that_an_incident_had_only_after_it_came_back_was_not_seen_before() {
        observe(down("db"));
        byHand(Kind.RESOLVED, draft -> {});
        observe(down("db"));
        observe(down("disk"), dependent("db", "disk"));

        assertThat(only().standing()).extracting(Incident.Root::check).containsExactly("disk");
        assertThat(book.recurrence().known()).isEmpty();
    }

    @Test
    void a_root_that_came_back_after_its_resolution_is_seen_before() {
        observe(down("db"));
        pass(Duration.ofMinutes(3));
        observe(up("db"));
        pass(Duration.ofMinutes(1));
        byHand(Kind.RESOLVED, draft -> {});
        observe(down("db"));

        assertThat(only().status()).isEqualTo(IncidentStatus.INVESTIGATING);
        assertThat(book.recurrence().of("db", "db.refused").orElseThrow().words())
                .endsWith(", over after 3 m, resolved: by hand");
    }

    @Test
    void one_that_was_resolved_and_came_back_and_then_went_on_as_another_is_no_earlier_one_any_more() {
        observe(down("shop"));
        pass(SECOND);
        observe(down("shop"), down("api"));
        String later = book.all().get(1).id();
        book.change(later, now, Kind.RESOLVED, Optional.of("ann"), "by hand", draft -> {});
        pass(SECOND);
        observe(down("shop"), down("api"));
        assertThat(book.all()).extracting(Incident::status).containsOnly(IncidentStatus.INVESTIGATING);
        assertThat(book.recurrence().of("api", "db.refused")).isPresent();

        observe(down("db"), dependent("api", "db"), dependent("shop", "db"));

        assertThat(book.all().get(1).status()).isEqualTo(IncidentStatus.RESOLVED);
        assertThat(book.recurrence().known()).isEmpty();
    }

    @Test
    void an_incident_that_is_open_or_went_on_as_another_is_no_earlier_one() {
        observe(down("api"), down("shop"));
        observe(down("db"), dependent("api", "db"), dependent("shop", "db"));

        assertThat(book.all()).extracting(Incident::status).contains(IncidentStatus.RESOLVED);
        assertThat(book.recurrence().known()).isEmpty();
    }

    @Test
    void a_recovery_names_the_check_that_another_fault_keeps_from_being_good() {
        observe(down("db"), dependent("page", "db"), down("queue"));
        observe(up("db"), dependent("page", "queue"), down("queue"));

        assertThat(seen.get(seen.size() - 1).text())
                .isEqualTo(
                        "its root cause is gone; still not well, for another reason: page (follows from queue db.refused)");
        observe(up("db"), up("page"), up("queue"));
        assertThat(seen.get(seen.size() - 1).text()).isEqualTo("every check is well again");
    }

    @Test
    void a_journal_of_a_clock_that_was_centuries_wrong_can_be_read_again() {
        observe(down("db"));
        for (int restart = 0; restart < 2; restart++) {
            now = new Moment(now.wall().plus(Duration.ofDays(30_000)), 0);
            IncidentBook next = new IncidentBook("orders", IncidentSettings.DEFAULT);
            next.resume(book.all(), Duration.ZERO, now);
            book = next;
            byHand(Kind.NOTE, draft -> {});
        }

        List<TimelineEntry> timeline = only().timeline();
        TimelineEntry last = timeline.get(timeline.size() - 1);
        assertThat(IncidentJson.entry(IncidentJson.write(last)).after()).isEqualTo(Duration.ofDays(36_500));
    }

    @Test
    void a_clock_that_jumps_years_ahead_throws_nothing_away() {
        observe(down("db"));
        observe(up("db"));
        byHand(Kind.RESOLVED, draft -> {});
        Moment right = now;
        now = new Moment(now.wall().plus(Duration.ofDays(3_000)), now.nanos() + 1);
        observe(up("db"));
        pass(Duration.ofDays(30));
        observe(up("db"));
        assertThat(book.all()).as("it is 30 days old").hasSize(1);

        now = new Moment(
                right.wall().plus(Duration.ofDays(30)),
                right.nanos() + Duration.ofDays(30).toNanos());
        observe(up("db"));
        pass(Duration.ofHours(2));
        observe(up("db"));
        assertThat(book.all()).as("the clock was set right").hasSize(1);

        pass(IncidentSettings.DEFAULT.keptFor());
        observe(up("db"));
        assertThat(book.all()).isEmpty();
    }

    @Test
    void a_process_that_starts_with_a_clock_that_is_years_ahead_throws_nothing_away() {
        observe(down("db"));
        byHand(Kind.RESOLVED, draft -> {});
        List<Incident> kept = book.all();
        now = new Moment(now.wall().plus(Duration.ofDays(3_000)), 7);
        book = new IncidentBook("orders", IncidentSettings.DEFAULT);
        book.resume(kept, Duration.ofDays(3_000), now);
        observe(up("db"));
        pass(Duration.ofDays(7));
        observe(up("db"));

        assertThat(book.all()).hasSize(1);
    }

    @Test
    void says_which_checks_must_be_good_since_when_and_what_is_left() {
        observe(down("db"), dependent("page", "db"));
        Verification failing = verification();
        assertThat(failing.passed()).isFalse();
        assertThat(failing.over()).isEmpty();
        assertThat(failing.left(now.wall())).isEqualTo(Duration.ofMinutes(30));

        observe(up("db"), up("page"));
        pass(Duration.ofMinutes(10));
        observe(up("db"), up("page"));

        Verification well = verification();
        assertThat(well.items()).extracting(Verification.Item::check).containsExactly("db", "page");
        assertThat(well.items().get(0).since()).contains(Checks.AT.minus(Duration.ofMinutes(4)));
        assertThat(well.passed()).isTrue();
        assertThat(well.over()).contains(now.wall().plus(Duration.ofMinutes(20)));
        assertThat(well.left(now.wall().plus(Duration.ofMinutes(5)))).isEqualTo(Duration.ofMinutes(15));
        assertThat(only().json())
                .contains("\"verification\":{\"window\":\"PT30M\",\"over\":\"2026-11-20T03:32:53Z\"")
                .contains("{\"check\":\"db\",\"good\":true,\"status\":\"UP\",\"since\":\"2026-11-20T02:58:53Z\"}");
        assertThat(IncidentDocuments.DEFAULT.markdown(IncidentDocument.UPDATE, only(), now.wall()))
                .contains("- [x] page: UP since 2026-11-20 02:58:53 UTC")
                .contains("Over: 2026-11-20 03:32:53 UTC, in 20 m, if all stay well");
    }

    @Test
    void another_fault_of_an_affected_check_starts_the_window_again() {
        observe(down("db"), dependent("page", "db"));
        observe(up("db"), up("page"));
        pass(Duration.ofMinutes(20));
        observe(up("db"), slow("page"));
        assertThat(verification().over()).isEmpty();
        pass(Duration.ofMinutes(1));
        observe(up("db"), up("page"));
        pass(Duration.ofMinutes(29));
        observe(up("db"), up("page"));

        assertThat(only().status()).isEqualTo(IncidentStatus.MONITORING);
        assertThat(verification().left(now.wall())).isEqualTo(Duration.ofMinutes(1));

        pass(Duration.ofMinutes(1));
        observe(up("db"), up("page"));
        assertThat(only().status()).isEqualTo(IncidentStatus.RESOLVED);
        assertThat(only().verification()).isEmpty();
    }

    @Test
    void an_unknown_name_is_refused_with_the_latest() {
        observe(down("db"));

        assertThatThrownBy(() -> book.change("nope", now, Kind.NOTE, Optional.of("ann"), "x", draft -> {}))
                .isInstanceOf(IncidentException.class)
                .hasMessage("there is no incident 'nope'; the latest is '20261120-030253'");
    }

    private void byHand(Kind kind, Consumer<Draft> change) {
        seen.add(book.change(only().id(), now, kind, Optional.of("ann"), "by hand", change)
                .entry());
        asIfReadAfresh();
    }

    /** What the book remembers of those that ended is what all its incidents say. */
    private void asIfReadAfresh() {
        assertThat(book.recurrence()).isEqualTo(Recurrence.of(book.all()));
    }

    private void observe(CheckReport... checks) {
        book.observe(Reports.report(Selection.ALL, List.of(checks)), now, Optional.empty())
                .forEach(change -> seen.add(change.entry()));
        asIfReadAfresh();
    }

    private Incident only() {
        assertThat(book.all()).hasSize(1);
        return book.all().get(0);
    }

    private Verification verification() {
        return only().verification().orElseThrow();
    }

    private List<Kind> kinds() {
        return seen.stream().map(TimelineEntry::kind).toList();
    }

    private void pass(Duration time) {
        now = later(time);
    }

    private Moment later(Duration time) {
        return new Moment(now.wall().plus(time), now.nanos() + time.toNanos());
    }

    private static CheckReport check(String name, Impact impact, Result result) {
        return Checks.check(name, result, policy -> policy.impact(impact));
    }

    static CheckReport down(String name) {
        return check(name, Impact.CRITICAL, Result.down("db.refused", "connection refused"));
    }

    private static CheckReport dependent(String name, String on) {
        return Checks.check(
                name,
                Result.down("db.refused", "connection refused"),
                policy -> policy.impact(Impact.CRITICAL).dependsOn(on));
    }

    private static CheckReport slow(String name) {
        return check(name, Impact.MAJOR, Result.degraded("http.slow", "p95 2.4 s"));
    }

    static CheckReport up(String name) {
        return Checks.check(name, Result.up());
    }
}
