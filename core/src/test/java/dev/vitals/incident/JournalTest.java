package dev.vitals.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitals.format.Reports;
import dev.vitals.incident.TimelineEntry.Kind;
import dev.vitals.report.Selection;
import dev.vitals.triage.Checks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final Moment NOW = new Moment(Checks.AT, 0);

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("incidents.jsonl");
    }

    @Test
    void what_is_written_comes_back() throws Exception {
        IncidentBook book = new IncidentBook("orders", IncidentSettings.DEFAULT);
        write(events(book));

        List<Incident> read = read().incidents();

        assertThat(read).hasSize(1);
        assertThat(IncidentJson.write(read.get(0)))
                .isEqualTo(IncidentJson.write(book.all().get(0)));
        assertThat(read.get(0).timeline())
                .usingRecursiveFieldByFieldElementComparator()
                .isEqualTo(book.all().get(0).timeline());
    }

    @Test
    void a_rewritten_journal_says_the_same() throws Exception {
        IncidentBook book = new IncidentBook("orders", IncidentSettings.DEFAULT);
        List<ObjectNode> events = events(book);
        List<ObjectNode> whole = List.of(Ledger.whole(book.all().get(0)));
        try (Journal journal = Journal.claim(directory)) {
            journal.open();
            journal.append(events);
            journal.rewrite(whole);
            journal.append(List.of(Ledger.mute(Optional.of(new Mute(Checks.AT, "ann", "upgrade")))));
        }

        Ledger read = read();

        assertThat(read.incidents()).hasSize(1);
        assertThat(read.incidents().get(0).timeline())
                .hasSameSizeAs(book.all().get(0).timeline());
        assertThat(read.mute()).hasValue(new Mute(Checks.AT, "ann", "upgrade"));
    }

    @Test
    void cut_off_at_any_byte_it_keeps_every_whole_record() throws Exception {
        List<ObjectNode> events = events(new IncidentBook("orders", IncidentSettings.DEFAULT));
        write(events);
        byte[] all = Files.readAllBytes(file);
        for (int length = 0; length <= all.length; length++) {
            Files.write(file, Arrays.copyOf(all, length));
            int whole = wholeLines(all, length);

            Ledger read = read();

            int entries = read.incidents().stream()
                    .mapToInt(incident -> incident.timeline().size())
                    .sum();
            assertThat(entries).as("entries of %d bytes", length).isEqualTo(whole);
            assertThat(read.unreadable()).isZero();
        }
    }

    @Test
    void after_a_torn_record_the_next_one_is_whole() throws Exception {
        List<ObjectNode> events = events(new IncidentBook("orders", IncidentSettings.DEFAULT));
        write(events.subList(0, 1));
        Files.writeString(file, Files.readString(file) + "{\"v\":1,\"type\":\"ev");

        write(events.subList(1, 2));

        assertThat(read().unreadable()).isZero();
        assertThat(read().incidents().get(0).timeline()).hasSize(2);
    }

    @Test
    void a_damaged_record_costs_itself_alone_and_the_file_is_kept() throws Exception {
        List<ObjectNode> events = events(new IncidentBook("orders", IncidentSettings.DEFAULT));
        write(events);
        String damaged = Files.readString(file).replaceFirst("every check is well", "every chick is well");
        Files.writeString(file, damaged);

        Ledger read = read();

        assertThat(read.unreadable()).isEqualTo(1);
        assertThat(read.incidents().get(0).timeline()).hasSize(events.size() - 1);
        assertThat(directory.resolve("incidents.jsonl.damaged")).hasContent(damaged);
    }

    @Test
    void a_record_of_a_newer_version_is_skipped() throws Exception {
        write(List.of(IncidentJson.MAPPER.createObjectNode().put("v", 2).put("type", "shiny")));

        assertThat(read().unreadable()).isEqualTo(1);
    }

    @Test
    void a_second_process_is_refused_by_name() throws Exception {
        try (Journal first = Journal.claim(directory)) {
            first.open();

            assertThatThrownBy(() -> Journal.claim(directory))
                    .isInstanceOf(IncidentException.class)
                    .hasMessageContaining(directory.toString())
                    .hasMessageContaining("give each process a directory of its own");
        }
        Journal.claim(directory).close();
    }

    private static List<ObjectNode> events(IncidentBook book) {
        List<Change> changes = new ArrayList<>();
        changes.addAll(book.observe(
                Reports.report(Selection.ALL, List.of(IncidentBookTest.down("db"))), NOW, Optional.empty()));
        String id = book.all().get(0).id();
        changes.add(book.change(id, NOW, Kind.ACKNOWLEDGED, Optional.of("änn"), "taken on", draft -> {}));
        Moment later =
                new Moment(NOW.wall().plusSeconds(1), Duration.ofSeconds(1).toNanos());
        changes.addAll(book.observe(
                Reports.report(Selection.ALL, List.of(IncidentBookTest.up("db"))), later, Optional.empty()));
        return changes.stream().map(Ledger::event).toList();
    }

    private void write(List<ObjectNode> records) throws IOException {
        try (Journal journal = Journal.claim(directory)) {
            journal.open();
            journal.append(records);
        }
    }

    private Ledger read() throws IOException {
        try (Journal journal = Journal.claim(directory)) {
            return journal.open();
        }
    }

    private static int wholeLines(byte[] bytes, int length) {
        int lines = 0;
        for (int i = 0; i < length; i++) {
            lines += bytes[i] == '\n' ? 1 : 0;
        }
        return lines;
    }
}
