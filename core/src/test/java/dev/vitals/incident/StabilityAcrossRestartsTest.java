package dev.vitals.incident;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitals.engine.TestTime;
import dev.vitals.format.Reports;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Freshness;
import dev.vitals.report.ReportChange;
import dev.vitals.report.Selection;
import dev.vitals.triage.Checks;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stability window of 30 minutes, with a real journal, while one process follows another. */
class StabilityAcrossRestartsTest {
    private static final Duration STEP = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private final TestTime time = new TestTime();
    private Path journal;
    private Incidents incidents;

    @BeforeEach
    void openAndRecover() {
        journal = directory.resolve("0");
        incidents = open();
        observe(IncidentBookTest.down("db"));
        observe(IncidentBookTest.up("db"));
        assertThat(only().status()).isEqualTo(IncidentStatus.MONITORING);
    }

    @AfterEach
    void close() {
        incidents.close();
    }

    @Test
    void an_application_that_is_restarted_every_20_minutes_resolves_its_incident() {
        pass(20);
        restart();
        observe(IncidentBookTest.up("db"));
        pass(9);
        assertThat(only().status()).isEqualTo(IncidentStatus.MONITORING);

        pass(1);

        assertThat(only().status()).isEqualTo(IncidentStatus.RESOLVED);
    }

    @Test
    void the_time_seen_well_by_many_processes_counts_together() {
        for (int i = 0; i < 4; i++) {
            pass(7);
            restart();
            observe(IncidentBookTest.up("db"));
        }
        assertThat(left()).isEqualTo(Duration.ofMinutes(2));

        pass(2);

        assertThat(only().status()).isEqualTo(IncidentStatus.RESOLVED);
        assertThat(only().timeline())
                .extracting(TimelineEntry::kind)
                .containsExactly(TimelineEntry.Kind.OPENED, TimelineEntry.Kind.RECOVERED, TimelineEntry.Kind.RESOLVED);
    }

    @Test
    void time_in_which_no_process_ran_does_not_count() {
        pass(12);
        incidents.close();
        time.advance(Duration.ofHours(5));
        incidents = open();
        observe(IncidentBookTest.up("db"));

        assertThat(left()).isEqualTo(Duration.ofMinutes(18));
    }

    @Test
    void time_until_a_process_has_looked_does_not_count() {
        pass(12);
        restart();
        observe(Checks.check("db", Result.up()).toBuilder()
                .freshness(Freshness.PENDING)
                .status(Status.UNKNOWN)
                .build());
        pass(40);
        observe(IncidentBookTest.up("db"));

        assertThat(left()).isEqualTo(Duration.ofMinutes(18));
    }

    @Test
    void trouble_that_the_grace_of_start_up_hides_does_not_count_as_well() {
        pass(12);
        restart();
        observe(IncidentBookTest.down("db").toBuilder().status(Status.UNKNOWN).build());
        pass(40);
        observe(IncidentBookTest.up("db"));

        assertThat(left()).isEqualTo(Duration.ofMinutes(18));
    }

    @Test
    void a_process_that_is_killed_loses_at_most_a_minute() throws Exception {
        pass(13);
        advance();
        kill();
        observe(IncidentBookTest.up("db"));

        assertThat(left()).isEqualTo(Duration.ofMinutes(17));
        assertThat(incidents.trouble()).isEmpty();
    }

    @Test
    void trouble_starts_it_again_for_every_later_process_though_killed_at_once() throws Exception {
        pass(12);
        restart();
        observe(another("db"));
        kill();
        observe(IncidentBookTest.up("db"));

        assertThat(first().verification().orElseThrow().left(time.now())).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void a_relapse_starts_it_again_for_every_later_process_though_killed_at_once() throws Exception {
        pass(12);
        observe(IncidentBookTest.down("db"));
        kill();
        observe(IncidentBookTest.up("db"));

        assertThat(only().relapses()).isEqualTo(1);
        assertThat(left()).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void a_journal_of_before_brings_no_time_seen_well() throws Exception {
        pass(12);
        incidents.close();
        List<String> written = Files.readAllLines(journal.resolve("incidents.jsonl"));
        assertThat(written).anyMatch(line -> line.contains("\"seenWell\":\"PT12M\""));
        journal = Files.createDirectory(directory.resolve("before"));
        try (OutputStream out = Files.newOutputStream(journal.resolve("incidents.jsonl"))) {
            for (String line : written) {
                ObjectNode record = (ObjectNode) IncidentJson.MAPPER.readTree(line);
                record.remove("crc");
                record.withObject("/incident").remove("seenWell");
                out.write(JournalLine.write(record));
            }
        }
        incidents = open();
        observe(IncidentBookTest.up("db"));

        assertThat(incidents.trouble()).isEmpty();
        assertThat(left()).isEqualTo(Duration.ofMinutes(30));
    }

    private Incidents open() {
        return Incidents.open("orders", IncidentSettings.DEFAULT.directory(journal), time, text -> text);
    }

    private void restart() {
        incidents.close();
        incidents = open();
    }

    /** Goes on with the journal as it is now, as after a crash. */
    private void kill() throws IOException {
        Path left = directory.resolve("killed");
        Files.createDirectory(left);
        Files.copy(journal.resolve("incidents.jsonl"), left.resolve("incidents.jsonl"));
        incidents.close();
        journal = left;
        incidents = open();
    }

    private void observe(CheckReport... checks) {
        incidents
                .listener()
                .onChange(ReportChange.of(Optional.empty(), Reports.report(Selection.ALL, List.of(checks))));
        incidents.trends(1); // is done after what was submitted before
    }

    private void pass(int minutes) {
        for (Duration left = Duration.ofMinutes(minutes); !left.isZero(); left = left.minus(STEP)) {
            advance();
        }
    }

    private void advance() {
        time.advance(STEP);
        incidents.trends(1);
    }

    private Incident only() {
        assertThat(incidents.list()).hasSize(1);
        return first();
    }

    private Incident first() {
        return incidents.list().get(incidents.list().size() - 1);
    }

    private Duration left() {
        return only().verification().orElseThrow().left(time.now());
    }

    /** Another fault of a check, which is another incident but disturbs this one. */
    private static CheckReport another(String name) {
        return Checks.check(
                name, Result.down("db.login", "the login is refused"), policy -> policy.impact(Impact.CRITICAL));
    }
}
