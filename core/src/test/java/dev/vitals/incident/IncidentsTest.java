package dev.vitals.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vitals.InvalidConfigurationException;
import dev.vitals.Vitals;
import dev.vitals.engine.SystemTime;
import dev.vitals.engine.TestTime;
import dev.vitals.format.Reports;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Result;
import dev.vitals.redaction.StandardRedactor;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Escalation;
import dev.vitals.report.ReportChange;
import dev.vitals.report.Response;
import dev.vitals.report.ResponsePlan;
import dev.vitals.report.Selection;
import dev.vitals.report.Severity;
import dev.vitals.spi.TimeSource;
import dev.vitals.triage.Checks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncidentsTest {
    @TempDir
    Path directory;

    @Test
    void an_aggregator_opens_and_resolves_them() {
        var answer = new AtomicReference<>(Result.down("licence.expired", "the licence has ended"));
        try (Vitals vitals = Vitals.builder("orders")
                .startUpGrace(Duration.ZERO)
                .check(
                        "licence",
                        context -> answer.get(),
                        policy -> policy.impact(Impact.CRITICAL).every(Duration.ofMillis(20)))
                .incidents(IncidentSettings.DEFAULT.stability(Duration.ZERO))
                .build()) {
            Incidents incidents = vitals.incidents().orElseThrow();

            await().until(() -> incidents.list().size() == 1);
            assertThat(incidents.list().get(0).root().cause()).isEqualTo("licence.expired");
            answer.set(Result.up());
            await().until(() -> incidents.list().get(0).status() == IncidentStatus.RESOLVED);
        }
    }

    @Test
    void holds_and_windows_end_without_a_new_report() {
        TestTime time = new TestTime();
        try (Incidents incidents = open(IncidentSettings.DEFAULT, time)) {
            feed(incidents, check("http", Result.degraded("http.slow", "slow"), Impact.MAJOR));
            awaitAlarm(incidents);
            time.advance(Duration.ofMinutes(2));
            await().until(() -> incidents.list().size() == 1);

            feed(incidents, IncidentBookTest.up("http"));
            await().until(() -> status(incidents) == IncidentStatus.MONITORING);
            awaitAlarm(incidents);
            time.advance(Duration.ofMinutes(30));
            await().until(() -> status(incidents) == IncidentStatus.RESOLVED);
        }
    }

    @Test
    void what_people_write_is_redacted_and_on_one_line() {
        try (Incidents incidents = open(IncidentSettings.DEFAULT, SystemTime.INSTANCE)) {
            feed(incidents, IncidentBookTest.down("db"));
            await().until(() -> incidents.list().size() == 1);
            String id = incidents.list().get(0).id();

            Incident noted = incidents.note(id, "ann", "tried\npassword=hunter2secret on it");

            assertThat(noted.timeline().get(1).text())
                    .startsWith("tried password=")
                    .doesNotContain("hunter2secret");
            assertThat(incidents.command(id, "ann", "bob").commander()).hasValue("bob");
            assertThat(incidents
                            .severity(id, "bob", Severity.P3, "no customer sees it")
                            .severity())
                    .isEqualTo(Severity.P3);
            assertThat(incidents.resolve(id, "bob", "restarted").status()).isEqualTo(IncidentStatus.RESOLVED);
            assertThatThrownBy(() -> incidents.resolve(id, "bob", "again"))
                    .isInstanceOf(IncidentException.class)
                    .hasMessageContaining("is resolved already");
            assertThatThrownBy(() -> incidents.note(id, " ", "x"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("'by' must not be blank");
        }
    }

    @Test
    void open_incidents_and_the_maintenance_window_survive_a_restart() {
        String id;
        try (Incidents incidents = open(kept(), SystemTime.INSTANCE)) {
            feed(incidents, IncidentBookTest.down("db"));
            await().until(() -> incidents.list().size() == 1);
            id = incidents.list().get(0).id();
            incidents.acknowledge(id, "ann");
            incidents.mute("ann", Duration.ofHours(1), "upgrade");
        }
        try (Incidents incidents = open(kept(), SystemTime.INSTANCE)) {
            assertThat(incidents.find(id).orElseThrow().status()).isEqualTo(IncidentStatus.ACKNOWLEDGED);
            assertThat(incidents.muted().orElseThrow().reason()).isEqualTo("upgrade");
            incidents.unmute();
            assertThat(incidents.muted()).isEmpty();
        }
    }

    @Test
    void a_commander_and_a_severity_set_by_hand_are_on_the_timeline_and_survive_a_restart() {
        String id;
        try (Incidents incidents = open(kept(), SystemTime.INSTANCE)) {
            feed(incidents, IncidentBookTest.down("db"));
            await().until(() -> incidents.list().size() == 1);
            id = incidents.list().get(0).id();
            incidents.command(id, "ann", "ben");
            incidents.command(id, "ben", "eve");
            incidents.severity(id, "eve", Severity.P2, "only one shop");
        }
        try (Incidents incidents = open(kept(), SystemTime.INSTANCE)) {
            assertThat(incidents.find(id).orElseThrow()).satisfies(incident -> {
                assertThat(incident.commander()).hasValue("eve");
                assertThat(incident.severity()).isEqualTo(Severity.P2);
                assertThat(incident.worst()).isEqualTo(Severity.P0);
                assertThat(incident.severityByHand()).isTrue();
                assertThat(incident.timeline())
                        .extracting(TimelineEntry::text)
                        .contains("ben leads the response", "eve leads the response", "set to P2: only one shop");
            });
        }
    }

    @Test
    void the_times_of_a_plan_count_for_an_incident_also_after_a_restart() {
        Response soon = new Response(
                Duration.ofMinutes(5), Duration.ofMinutes(10), List.of(new Escalation(Duration.ofMinutes(7), "CTO")));
        IncidentSettings planned = kept().responses(ResponsePlan.STANDARD.with(Severity.P0, soon));
        try (Incidents incidents = open(planned, SystemTime.INSTANCE)) {
            feed(incidents, IncidentBookTest.down("db"));
            await().until(() -> incidents.list().size() == 1);
        }
        try (Incidents incidents = open(planned, SystemTime.INSTANCE)) {
            Incident incident = incidents.list().get(0);
            assertThat(incident.respondBy()).hasValue(incident.opened().plus(Duration.ofMinutes(5)));
            assertThat(incident.updateBy()).hasValue(incident.opened().plus(Duration.ofMinutes(10)));
            assertThat(incident.json()).contains("\"to\":\"CTO\"");
        }
    }

    @Test
    void a_full_disk_stops_nothing_and_what_was_kept_in_memory_is_written_once_there_is_room() throws Exception {
        Path disk = Files.createDirectory(directory.resolve("disk"));
        String[] mount = {"mount", "-t", "tmpfs", "-o", "size=64k", "vitals-test", disk.toString()};
        assumeTrue(new ProcessBuilder(mount).start().waitFor() == 0, "no right to mount a tmpfs");
        TestTime time = new TestTime();
        try (Incidents incidents = open(IncidentSettings.DEFAULT.directory(disk), time)) {
            feed(incidents, IncidentBookTest.down("db"));
            await().until(() -> incidents.list().size() == 1);
            String id = incidents.list().get(0).id();
            Files.write(disk.resolve("filler"), new byte[(int) disk.toFile().getUsableSpace()]);

            for (int i = 0; incidents.trouble().isEmpty() && i < 100; i++) {
                incidents.note(id, "ann", "note " + i);
            }
            assertThat(incidents.trouble().orElseThrow()).contains("No space left", "kept in memory");
            incidents.note(id, "ann", "written in vain");
            awaitAlarm(incidents);
            Files.delete(disk.resolve("filler"));
            time.advance(Duration.ofMinutes(1));
            await().until(() -> incidents.trouble().isEmpty());
        }
        try (Incidents incidents = open(IncidentSettings.DEFAULT.directory(disk), SystemTime.INSTANCE)) {
            assertThat(incidents.list().get(0).timeline())
                    .extracting(TimelineEntry::text)
                    .contains("note 0", "written in vain");
        } finally {
            new ProcessBuilder("umount", "--lazy", disk.toString()).start().waitFor();
        }
    }

    @Test
    void a_disk_that_can_only_be_read_is_read_reported_and_written_once_it_can_be() throws Exception {
        Path disk = Files.createDirectory(directory.resolve("disk"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=1m", "vitals-test", disk.toString()), "no right to mount");
        try {
            String id;
            try (Incidents incidents = open(IncidentSettings.DEFAULT.directory(disk), SystemTime.INSTANCE)) {
                feed(incidents, IncidentBookTest.down("db"));
                await().until(() -> incidents.list().size() == 1);
                id = incidents.list().get(0).id();
                incidents.acknowledge(id, "ann"); // returns once all is on the disk
            }
            run("mount", "-o", "remount,ro", disk.toString());
            try (Vitals vitals = Vitals.builder("orders")
                    .check("a", context -> Result.up(), policy -> policy.every(Duration.ofMillis(20)))
                    .incidents(IncidentSettings.DEFAULT.directory(disk))
                    .build()) {
                Incidents incidents = vitals.incidents().orElseThrow();
                assertThat(incidents.note(id, "ann", "kept in memory").status()).isNotNull();
                await().until(() -> vitals.report().notes().toString().contains("kept in memory until it can"));
                run("mount", "-o", "remount,rw", disk.toString());
                incidents.note(id, "ann", "on the disk again");
                await().until(() -> vitals.report().notes().isEmpty());
            }
            try (Incidents incidents = open(IncidentSettings.DEFAULT.directory(disk), SystemTime.INSTANCE)) {
                assertThat(incidents.list().get(0).timeline())
                        .extracting(TimelineEntry::text)
                        .contains("kept in memory", "on the disk again");
            }
        } finally {
            run("umount", "--lazy", disk.toString());
        }
    }

    private static boolean run(String... command) throws Exception {
        return new ProcessBuilder(command).start().waitFor() == 0;
    }

    @Test
    void an_incident_opened_in_a_maintenance_window_is_marked() {
        try (Incidents incidents = open(IncidentSettings.DEFAULT, SystemTime.INSTANCE)) {
            incidents.mute("ann", Duration.ofHours(1), "upgrade");
            feed(incidents, IncidentBookTest.down("db"));
            await().until(() -> incidents.list().size() == 1);

            assertThat(incidents.list().get(0).muted()).isTrue();
        }
    }

    @Test
    void a_listener_gets_every_event_in_order_though_another_throws() {
        List<String> heard = new CopyOnWriteArrayList<>();
        IncidentSettings settings = IncidentSettings.DEFAULT
                .listener((incident, entry) -> {
                    throw new IllegalStateException("mine");
                })
                .listener((incident, entry) -> heard.add(entry.kind().name()));
        try (Incidents incidents = open(settings, SystemTime.INSTANCE)) {
            feed(incidents, IncidentBookTest.down("db"));
            feed(incidents, IncidentBookTest.up("db"));
            feed(incidents, IncidentBookTest.down("db"));
            await().until(() -> heard.size() == 3);

            assertThat(heard).containsExactly("OPENED", "RECOVERED", "RELAPSED");
        }
    }

    @Test
    void a_directory_that_cannot_be_used_stops_nothing_and_is_written_once_it_can_be() throws Exception {
        Path blocked = directory.resolve("blocked");
        Files.writeString(blocked, "a file where the directory should be");
        TestTime time = new TestTime();
        try (Incidents incidents = open(IncidentSettings.DEFAULT.directory(blocked), time)) {
            assertThat(incidents.trouble().orElseThrow())
                    .contains(blocked.toString())
                    .contains("kept in memory");
            feed(incidents, IncidentBookTest.down("db"));
            await().until(() -> incidents.list().size() == 1);
            awaitAlarm(incidents);

            Files.delete(blocked);
            time.advance(Duration.ofMinutes(1));

            await().until(() -> incidents.trouble().isEmpty());
        }
        try (Incidents incidents = open(IncidentSettings.DEFAULT.directory(blocked), SystemTime.INSTANCE)) {
            assertThat(incidents.list()).hasSize(1);
        }
    }

    @Test
    void a_second_process_on_the_directory_is_a_configuration_fault() {
        try (Incidents first = open(kept(), SystemTime.INSTANCE)) {
            assertThat(first.trouble()).isEmpty();
            assertThatThrownBy(() -> Vitals.builder("orders")
                            .check("a", context -> Result.up())
                            .incidents(kept())
                            .build())
                    .isInstanceOf(InvalidConfigurationException.class)
                    .hasMessageContaining("kept by another process");
        }
    }

    /** What is asked is done after what has been submitted: by then the next alarm is set. */
    private static void awaitAlarm(Incidents incidents) {
        incidents.trends(1);
    }

    private static IncidentStatus status(Incidents incidents) {
        return incidents.list().get(0).status();
    }

    private IncidentSettings kept() {
        return IncidentSettings.DEFAULT.directory(directory);
    }

    private static Incidents open(IncidentSettings settings, TimeSource time) {
        return Incidents.open("orders", settings, time, new StandardRedactor());
    }

    private static CheckReport check(String name, Result result, Impact impact) {
        return Checks.check(name, result, policy -> policy.impact(impact));
    }

    private static void feed(Incidents incidents, CheckReport... checks) {
        incidents
                .listener()
                .onChange(ReportChange.of(Optional.empty(), Reports.report(Selection.ALL, List.of(checks))));
    }
}
