package dev.vitals.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.vitals.engine.TestTime;
import dev.vitals.format.Reports;
import dev.vitals.report.CheckReport;
import dev.vitals.report.ReportChange;
import dev.vitals.report.Selection;
import dev.vitals.report.Severity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
    void never_known_is_neither_available_nor_not() {
        try (Incidents incidents = open()) {
            assertThat(incidents.trends(92).availability()).isEmpty();
            assertThat(incidents.trends(92).markdown()).contains("| mean time to detect | none |");
            assertThatThrownBy(() -> incidents.trends(93)).hasMessage("'days' must be from 1 to 92 but was 93");
        }
    }

    @Test
    void a_verification_lists_what_must_be_good_and_for_how_long() {
        try (Incidents incidents = open()) {
            feed(incidents, IncidentBookTest.down("db"));
            await().until(() -> incidents.list().size() == 1);
            String id = incidents.list().get(0).id();
            assertThat(incidents.verification(id).orElseThrow().passed()).isFalse();

            feed(incidents, IncidentBookTest.up("db"));
            await().until(() -> incidents.list().get(0).status() == IncidentStatus.MONITORING);
            time.advance(Duration.ofMinutes(10));

            Verification verification = incidents.verification(id).orElseThrow();
            assertThat(verification.passed()).isTrue();
            assertThat(verification.left()).isEqualTo(Duration.ofMinutes(20));
            assertThat(verification.items())
                    .extracting(Verification.Item::check)
                    .containsExactly("db");
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
