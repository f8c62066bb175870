package dev.vitals.format;

import static dev.vitals.triage.Checks.check;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.vitals.probe.Command;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Hold;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Counts;
import dev.vitals.report.Freshness;
import dev.vitals.report.Report;
import dev.vitals.report.Selection;
import dev.vitals.report.Timing;
import dev.vitals.report.Trend;
import dev.vitals.report.Verdict;
import dev.vitals.triage.Checks;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextFormatTest {
    private final Report incident = Reports.report(Selection.ALL, Reports.incident());

    @Test
    void an_incident_reads_as_designed() throws IOException {
        assertThat(text(incident)).isEqualTo(resource("incident.txt"));
    }

    @Test
    void an_incident_reads_as_designed_for_callers_who_may_see_statuses_only() throws IOException {
        assertThat(TextFormat.DEFAULT.render(incident, Access.STATUS)).isEqualTo(resource("incident-status.txt"));
    }

    @Test
    void an_incident_reads_as_designed_in_full() throws IOException {
        String text = TextFormat.DEFAULT.verbose(true).width(100).render(incident, Access.DETAIL);

        assertThat(text).isEqualTo(resource("incident-verbose.txt"));
    }

    @Test
    void all_is_well_takes_three_lines() {
        assertThat(text(Reports.report(check("a", Result.up("1 of 2")), check("b", Result.up()))))
                .isEqualTo("""
                    orders   UP   since 02:58:41 UTC (4 m 12 s)

                    UP 2   a 1 of 2 · b
                    """);
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 80, 100, 120, 200})
    void no_line_is_wider_than_asked(int width) {
        CheckReport wordy = check("wordy", Result.down("a.b", "word ".repeat(90) + "x".repeat(300)));
        Report report = Reports.report(Selection.ALL, join(Reports.incident(), wordy));

        for (boolean verbose : List.of(true, false)) {
            String text = TextFormat.DEFAULT.width(width).verbose(verbose).render(report, Access.DETAIL);
            assertThat(text.lines())
                    .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(width));
        }
    }

    @Test
    void what_is_cut_ends_in_an_ellipsis_also_where_the_name_fills_the_line() {
        for (int length = 40; length < 60; length++) {
            String name = "n".repeat(length);
            Report report = Reports.report(check(name, Result.up("all of it")));

            String text = TextFormat.DEFAULT.width(60).render(report, Access.DETAIL);

            assertThat(text).containsAnyOf("all of it", "…");
        }
    }

    @Test
    void a_command_to_copy_is_never_cut_or_wrapped() {
        String command = "psql " + "-v x=y ".repeat(40) + "-c 'select 1'";
        Report report = Reports.report(check(
                "a", Result.down("a.b", "broken").remedy(Remedy.words("look").run(Command.shell(command)))));

        assertThat(text(report).lines()).anyMatch(line -> line.strip().equals(command));
    }

    @Test
    void there_is_colour_only_when_asked_and_it_changes_nothing_else() {
        String plain = text(incident);
        String coloured = TextFormat.DEFAULT.colour(true).render(incident, Access.DETAIL);

        assertThat(plain).doesNotContain("\u001b");
        assertThat(coloured).contains("\u001b[1;31mDOWN\u001b[0m");
        assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(plain);
    }

    @Test
    void symptoms_that_all_say_the_same_are_named_in_one_row() {
        Result blind = Result.unknown("db.auth", "login refused: db:5432/orders as app, next try in 59 s")
                .evidence(new Evidence.Text("what the driver said", List.of("FATAL")));
        Report report = Reports.report(
                check("db.connect", Result.down("db.auth", "login refused"), p -> p.resource("db")),
                check("db.locks", blind, p -> p.resource("db").dependsOn("db.connect")),
                check("db.slots", blind, p -> p.resource("db").dependsOn("db.connect")),
                check(
                        "db.queries",
                        Result.unknown("db.busy", "waited"),
                        p -> p.resource("db").dependsOn("db.connect")),
                check("db.size", blind, p -> p.resource("db").dependsOn("db.connect")));

        assertThat(text(report))
                .contains("explains  db.queries  UNKNOWN  db.busy  waited")
                .containsPattern("3 checks +UNKNOWN  db.auth  db.locks, db.size, db.slots")
                .doesNotContain("FATAL")
                .doesNotContain("next try");
    }

    @Test
    void what_is_merely_unknown_is_listed_apart_with_what_would_help() {
        Result blind = Result.unknown("db.privilege", "pg_stat_activity cannot be read")
                .remedy(Remedy.words("grant the role").run(Command.sql("GRANT pg_monitor TO orders;")));

        assertThat(text(Reports.report(check("db.locks", blind), check("db", Result.up()))))
                .isEqualTo("""
                    orders   UNKNOWN   P3   a check is not up   since 02:58:41 UTC (4 m 12 s)   respond by 2026-11-21 02:58
                    next update 2026-11-21 02:58

                    NOT KNOWN  db.locks  UNKNOWN  db.privilege  pg_stat_activity cannot be read
                               do next   grant the role:  GRANT pg_monitor TO orders;

                    UP 1   db
                    """);
    }

    @Test
    void a_check_that_the_triage_forgot_is_shown_all_the_same() {
        CheckReport down = check("forgotten", Result.down("a.b", "it is broken"));
        Report report = with(Reports.report(down), Verdict.HEALTHY);

        assertThat(text(report)).contains("ROOT CAUSE  a.b  forgotten  DOWN for 4 m\n  it is broken\n");
    }

    @Test
    void marks_say_how_far_to_trust_a_check() {
        CheckReport base =
                check("a", Result.degraded("a.slow", "slow"), policy -> policy.recoverAfter(Hold.results(3)));
        Timing timing = base.timing().toBuilder()
                .checkedAt(base.timing().checkedAt().orElseThrow(), Duration.ofMinutes(3))
                .running(Duration.ofSeconds(12))
                .build();
        Counts changes = Stream.iterate(Counts.NONE, Counts::transition)
                .skip(9)
                .findFirst()
                .orElseThrow();
        CheckReport odd = base.toBuilder()
                .freshness(Freshness.STALE)
                .timing(timing)
                .trend(Trend.STEADY.turning(Status.UP, 2).flapping(true))
                .counts(changes)
                .late(true)
                .diagnosis(List.of(new Evidence.Text("stack", List.of("at a.b.C"))))
                .note("returned 40 s late")
                .build();

        assertThat(text(Reports.report(odd)))
                .contains("  slow [stale, 3 m old] [late, running for 12 s] [turning UP, 2 of 3] [flapping, 9 changes]"
                        + " [returned 40 s late]\n")
                .contains("  stack\n    at a.b.C\n");
    }

    @Test
    void a_result_older_than_a_few_seconds_says_how_old_it_is() {
        assertThat(text(Reports.report(aged("a", Duration.ofSeconds(10)), aged("b", Duration.ofMillis(10_001)))))
                .endsWith("UP 2   a fine · b fine [10 s old]\n");
        assertThat(TextFormat.DEFAULT
                        .verbose(true)
                        .render(Reports.report(aged("c", Duration.ofMinutes(3))), Access.DETAIL))
                .contains("c  UP  ok  fine [3 m old]\n");
    }

    private static CheckReport aged(String name, Duration age) {
        CheckReport check = check(name, Result.up("fine"));
        return check.toBuilder()
                .timing(check.timing().toBuilder()
                        .checkedAt(Checks.AT.minus(age), age)
                        .build())
                .build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"restart it", "restart it.", "restart it:", "restart it. ", "restart it.:"})
    void advice_ends_the_same_way_however_it_was_written(String advice) {
        Result result = Result.down("a.b", "broken").remedy(Remedy.of(advice));

        assertThat(text(Reports.report(check("a", result)))).endsWith("  do next   restart it\n");
        assertThat(text(Reports.report(
                        check("a", result.withRemedies(List.of(Remedy.of(advice).run(Command.shell("reboot"))))))))
                .endsWith("  do next   restart it:  reboot\n");
    }

    @Test
    void a_terminal_gets_its_width_and_colour() {
        TextFormat plain = TextFormat.DEFAULT;

        assertThat(plain.forTerminal(Map.of("COLUMNS", "200", "TERM", "xterm")))
                .isEqualTo(plain.width(200).colour(true));
        assertThat(plain.forTerminal(Map.of("COLUMNS", "40", "TERM", "dumb"))).isEqualTo(plain.width(60));
        assertThat(plain.forTerminal(Map.of("COLUMNS", "wide", "TERM", "xterm", "NO_COLOR", "1")))
                .isEqualTo(plain);
        assertThat(plain.forTerminal(Map.of())).isEqualTo(plain);
    }

    @Test
    void long_evidence_is_counted_rather_than_shown_unless_asked() {
        List<String> frames =
                IntStream.range(0, 100).mapToObj(i -> "frame " + i).toList();
        Report report =
                Reports.report(check("a", Result.down("a.b", "broken").evidence(new Evidence.Text("stack", frames))));

        assertThat(text(report)).contains("    frame 29\n    … and 70 more\n").doesNotContain("frame 30");
        assertThat(TextFormat.DEFAULT.verbose(true).render(report, Access.DETAIL))
                .contains("frame 99");
    }

    @Test
    void a_group_and_what_it_leaves_out_are_named() {
        Report report =
                Reports.report(Selection.group("ready").without(Set.of("b", "a")), List.of(check("c", Result.up())));

        assertThat(text(report))
                .startsWith("orders   UP   since 02:58:41 UTC (4 m 12 s)\ngroup ready   without a, b\n");
    }

    @Test
    void times_are_shown_in_the_zone_asked_for() {
        assertThat(TextFormat.DEFAULT.zone(ZoneId.of("Europe/Berlin")).render(incident, Access.DETAIL))
                .contains("since 03:58:41 +01:00")
                .contains("respond by 04:13");
        assertThat(TextFormat.DEFAULT.zone(ZoneOffset.UTC).render(incident, Access.DETAIL))
                .contains("since 02:58:41 UTC");
    }

    @Test
    void a_response_that_is_overdue_is_called_so() {
        Report late = incident.toBuilder()
                .at(Reports.SINCE.plusSeconds(7_300))
                .since(Reports.SINCE, Duration.ofSeconds(7_300))
                .build();

        assertThat(text(late))
                .contains("(2 h 1 m)   respond by 03:13 (overdue)")
                .contains("next update 05:28");
    }

    @Test
    void a_width_too_small_to_read_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TextFormat.DEFAULT.width(59))
                .withMessage("'width' must be at least 60 but was 59");
    }

    private static String text(Report report) {
        return TextFormat.DEFAULT.render(report, Access.DETAIL);
    }

    private static List<CheckReport> join(List<CheckReport> some, CheckReport one) {
        return IntStream.rangeClosed(0, some.size())
                .mapToObj(i -> i < some.size() ? some.get(i) : one)
                .toList();
    }

    private static Report with(Report report, Verdict verdict) {
        return report.toBuilder().verdict(verdict).build();
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = TextFormatTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
