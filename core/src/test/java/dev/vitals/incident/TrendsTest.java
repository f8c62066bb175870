package dev.vitals.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitals.engine.TestTime;
import dev.vitals.format.Reports;
import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import dev.vitals.report.ReportChange;
import dev.vitals.report.Selection;
import dev.vitals.report.Severity;
import dev.vitals.triage.Checks;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrendsTest {
    private final TestTime time = new TestTime();

    @TempDir
    Path directory;

    @Test
    void a_check_is_available_while_it_is_up_or_degraded() {
        try (Incidents incidents = open()) {
            feed(incidents, IncidentBookTest.up("db"));
            time.advance(Duration.ofMinutes(9));
            feed(incidents, IncidentBookTest.down("db"));
            time.advance(Duration.ofMinutes(1));

            Trends trends = incidents.trends(1);

            assertThat(trends.availability().get("db")).isCloseTo(0.9, within(1e-6));
            assertThat(trends.bySeverity()).containsEntry(Severity.P0, 1L).containsEntry(Severity.P1, 0L);
            assertThat(trends.markdown()).contains("| db | 90.000 % |").contains("| P0 (SEV-1) | 1 |");
            assertThat(trends.json()).contains("\"availability\":{\"db\":0.9}").contains("\"P0\":1");
            assertThat(trends.svg()).startsWith("<svg").contains("90.000 %").contains("<circle");
        }
    }

    @Test
    void what_was_counted_survives_a_restart_and_the_time_between_counts_for_nothing() {
        try (Incidents incidents = open()) {
            feed(incidents, IncidentBookTest.up("db"));
            time.advance(Duration.ofMinutes(3));
        }
        time.advance(Duration.ofMinutes(60));
        try (Incidents incidents = open()) {
            feed(incidents, IncidentBookTest.down("db"));
            time.advance(Duration.ofMinutes(1));

            assertThat(incidents.trends(1).availability().get("db")).isCloseTo(0.75, within(1e-6));
        }
    }

    @Test
    void time_in_which_the_process_was_stopped_counts_for_nothing() {
        Availability availability = new Availability();
        Moment start = new Moment(Checks.AT, 0);
        availability.observe(Reports.report(Selection.ALL, List.of(IncidentBookTest.up("db"))), start);
        availability.count(later(start, 10));
        availability.observe(Reports.report(Selection.ALL, List.of(IncidentBookTest.down("db"))), later(start, 70));
        availability.count(later(start, 80));

        assertThat(availability.days().get(LocalDate.of(2026, 11, 20)).get("db"))
                .containsOnly(
                        Map.entry(Status.UP, Duration.ofMinutes(10)), Map.entry(Status.DOWN, Duration.ofMinutes(10)));
    }

    @Test
    void the_minutes_around_midnight_count_for_their_own_days() {
        Availability availability = new Availability();
        Moment evening = new Moment(Instant.parse("2026-11-20T23:55:00Z"), 0);
        availability.observe(Reports.report(Selection.ALL, List.of(IncidentBookTest.down("db"))), evening);
        availability.count(later(evening, 10));

        assertThat(availability.days().get(LocalDate.of(2026, 11, 20)).get("db"))
                .containsOnly(Map.entry(Status.DOWN, Duration.ofMinutes(5)));
        assertThat(availability.days().get(LocalDate.of(2026, 11, 21)).get("db"))
                .containsOnly(Map.entry(Status.DOWN, Duration.ofMinutes(5)));
    }

    @Test
    void a_day_from_a_clock_that_was_years_ahead_does_not_keep_today_from_the_journal() {
        Availability availability = new Availability();
        availability.observe(
                Reports.report(Selection.ALL, List.of(IncidentBookTest.up("db"))),
                new Moment(Checks.AT.plus(Duration.ofDays(3_000)), 0));
        for (int day = 0; day < 3; day++) {
            availability.count(new Moment(Checks.AT.plus(Duration.ofDays(3_000 + day)), day + 1));
        }
        availability.takeCounted();
        availability.count(new Moment(Checks.AT, 10));

        assertThat(availability.takeCounted())
                .extracting(record -> record.path("day").asText())
                .containsExactly("2026-11-20");
        assertThat(availability.takeCounted()).isEmpty();
    }

    @Test
    void time_in_which_nothing_was_counted_is_missed_also_before_a_day_that_a_wrong_clock_has_counted() {
        Availability availability = new Availability();
        Moment today = new Moment(Checks.AT, 0);
        Moment wrong = new Moment(
                Checks.AT.plus(Duration.ofDays(3_000)), Duration.ofMinutes(10).toNanos());
        availability.observe(Reports.report(Selection.ALL, List.of(IncidentBookTest.up("db"))), today);
        availability.count(later(today, 5));
        assertThat(availability.missed(later(today, 5))).isZero();
        assertThat(availability.missed(later(today, 24 * 60))).isZero();
        assertThat(availability.missed(wrong)).isEqualTo(Duration.ofDays(2_999));

        availability.count(wrong);
        assertThat(availability.missed(wrong)).as("after a restart").isEqualTo(Duration.ofDays(2_999));
        assertThat(availability.missed(later(today, 10)))
                .as("the clock is right again")
                .isZero();
    }

    private static Moment later(Moment start, int minutes) {
        Duration time = Duration.ofMinutes(minutes);
        return new Moment(start.wall().plus(time), time.toNanos());
    }

    /** Worked out by hand: a was down for 400 of 5,000 s that are known, b for none of 200 s. */
    @Test
    void the_figures_of_a_journal_written_by_hand_are_those_worked_out_by_hand() throws Exception {
        LocalDate today = LocalDate.ofInstant(time.now(), ZoneOffset.UTC);
        String day = today.minusDays(1) + "T10:00:00Z";
        journal(
                "{'v':1,'type':'availability','day':'" + today.minusDays(1)
                        + "','checks':{'a':{'UP':3600,'DOWN':400},'b':{'UP':100,'DEGRADED':100,'UNKNOWN':300}}}",
                "{'v':1,'type':'availability','day':'" + today + "','checks':{'a':{'UP':1000}}}",
                incident(
                        "one",
                        "P0",
                        day,
                        30,
                        2,
                        entry("acknowledged", day, 120) + entry("recovered", day, 600) + entry("resolved", day, 2400)),
                incident("two", "P1", day, 0, 0, entry("resolved", day, 1200)),
                incident("three", "P2", day, 90, 1, entry("acknowledged", day, 360)));
        try (Incidents incidents = open()) {
            Trends trends = incidents.trends(2);

            assertThat(trends.availability().get("a")).isCloseTo(4_600 / 5_000.0, within(1e-9));
            assertThat(trends.availability().get("b")).isEqualTo(1);
            assertThat(trends.availabilityByDay().get(today.minusDays(1))).isCloseTo(3_800 / 4_200.0, within(1e-9));
            assertThat(trends.meanTimeToDetect()).hasValue(Duration.ofSeconds(40));
            assertThat(trends.meanTimeToAcknowledge()).hasValue(Duration.ofMinutes(4));
            assertThat(trends.meanTimeToResolve()).hasValue(Duration.ofMinutes(15));
            assertThat(trends.relapses()).isEqualTo(3);
            assertThat(trends.bySeverity())
                    .containsEntry(Severity.P0, 1L)
                    .containsEntry(Severity.P1, 1L)
                    .containsEntry(Severity.P2, 1L)
                    .containsEntry(Severity.P3, 0L);
            assertThat(trends.json())
                    .contains("\"meanTimeToDetect\":40.0", "\"meanTimeToAcknowledge\":240.0")
                    .contains("\"meanTimeToResolve\":900.0", "\"relapses\":3", "\"a\":0.92");
            assertThat(trends.markdown())
                    .contains("| mean time to detect | 40 s |", "| mean time to acknowledge | 4 m |")
                    .contains("| mean time to resolve | 15 m |", "| a | 92.000 % |", "| b | 100.000 % |");
            assertThat(trends.svg().split("<circle", -1)).hasSize(4);
            assertThat(trends.svg()).contains("90.476 %", ">90 %</text>");
        }
    }

    private void journal(String... records) throws Exception {
        try (OutputStream out = Files.newOutputStream(directory.resolve("incidents.jsonl"))) {
            for (String record : records) {
                out.write(JournalLine.write((ObjectNode) IncidentJson.MAPPER.readTree(record.replace('\'', '"'))));
            }
        }
    }

    private static String incident(String id, String worst, String began, int detected, int relapses, String entries) {
        Instant opened = Instant.parse(began).plusSeconds(detected);
        return "{'v':1,'type':'incident','incident':{'id':'" + id + "','application':'orders','began':'" + began
                + "','opened':'" + opened + "','severity':'" + worst + "','worst':'" + worst + "','relapses':"
                + relapses
                + "," + entries + "'roots':[{'check':'a','cause':'db.refused','summary':'refused','remedies':[]}],"
                + "'affected':['a'],'failing':[]},'timeline':[{'at':'" + opened
                + "','after':'PT0S','kind':'OPENED','text':'opened'}]}";
    }

    private static String entry(String name, String at, int after) {
        return "'" + name + "':{'at':'" + at + "','after':'PT" + after + "S','kind':'" + name.toUpperCase(Locale.ROOT)
                + "','text':'x'},";
    }

    @Test
    void never_known_is_neither_available_nor_not() {
        try (Incidents incidents = open()) {
            assertThat(incidents.trends(92).availability()).isEmpty();
            assertThat(incidents.trends(92).markdown()).contains("| mean time to detect | none |");
            assertThatThrownBy(() -> incidents.trends(93)).hasMessage("'days' must be from 1 to 92 but was 93");
        }
    }

    private Incidents open() {
        return Incidents.open("orders", IncidentSettings.DEFAULT.directory(directory), time, text -> text);
    }

    /** Waits until the report has been taken up: what is asked comes after it. */
    private static void feed(Incidents incidents, CheckReport... checks) {
        incidents
                .listener()
                .onChange(ReportChange.of(Optional.empty(), Reports.report(Selection.ALL, List.of(checks))));
        incidents.trends(1);
    }
}
