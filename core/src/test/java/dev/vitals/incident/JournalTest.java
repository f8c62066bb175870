package dev.vitals.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitals.format.Reports;
import dev.vitals.incident.TimelineEntry.Kind;
import dev.vitals.report.Selection;
import dev.vitals.triage.Checks;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
            journal.open(new Ledger(1_000));
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage",
                "\u0000\u0000\u0000",
                "{\"v\":1,\"type\":\"event\"}",
                "[1,2]",
                "{\"v\":1,\"type\":7}",
                "{\"v\":1,\"type\":\"event\",\"incident\":[],\"entry\":{}}",
                "{\"v\":1,\"type\":\"incident\",\"incident\":{\"id\":5}}",
                "{\"v\":1,\"type\":\"mute\",\"until\":\"tomorrow\"}",
                "{\"v\":1,\"type\":\"availability\",\"day\":\"2026-11-20\",\"checks\":{\"a\":{\"SIDEWAYS\":1}}}",
                "{\"v\":1,\"type\":\"availability\",\"day\":\"+999999999-12-31\",\"checks\":{}}",
                "{\"v\":1,\"type\":\"shiny\"}"
            })
    void what_means_nothing_costs_itself_alone(String record) throws Exception {
        List<ObjectNode> events = events(new IncidentBook("orders", IncidentSettings.DEFAULT));
        write(events);
        Files.writeString(
                file, Files.readString(file) + line(record) + line(events.get(0).toString()));

        Ledger read = read();

        assertThat(read.unreadable()).isEqualTo(1);
        assertThat(read.newer()).isZero();
        assertThat(read.incidents()).hasSize(1);
    }

    @Test
    void a_field_that_is_not_known_is_skipped() throws Exception {
        List<ObjectNode> events = events(new IncidentBook("orders", IncidentSettings.DEFAULT));
        ((ObjectNode) events.get(0).get("incident")).putObject("shiny").put("new", true);
        write(events);

        assertThat(read().unreadable()).isZero();
        assertThat(read().incidents()).hasSize(1);
    }

    @Test
    void a_record_of_a_newer_version_is_left_alone_and_the_file_kept() throws Exception {
        List<ObjectNode> events = events(new IncidentBook("orders", IncidentSettings.DEFAULT));
        events.get(2).put("v", 2);
        write(events);

        Ledger read = read();

        assertThat(read.newer()).isEqualTo(1);
        assertThat(read.unreadable()).isEqualTo(1);
        assertThat(read.incidents().get(0).timeline()).hasSize(2);
        assertThat(directory.resolve("incidents.jsonl.damaged")).exists();
    }

    @ParameterizedTest
    @CsvSource({
        "at, +1000000000-12-31T00:00:00Z",
        "at, -0001-12-31T00:00:00Z",
        "after, PT2562047788015215H",
        "after, PT-1S"
    })
    void a_time_that_no_document_could_show_costs_its_record_alone(String field, String time) throws Exception {
        List<ObjectNode> events = events(new IncidentBook("orders", IncidentSettings.DEFAULT));
        ((ObjectNode) events.get(2).get("entry")).put(field, time);
        write(events);

        Ledger read = read();

        assertThat(read.unreadable()).isEqualTo(1);
        assertThat(read.incidents())
                .singleElement()
                .satisfies(incident -> assertThat(
                                IncidentDocuments.DEFAULT.markdown(IncidentDocument.POST_MORTEM, incident, NOW.wall()))
                        .isNotEmpty());
    }

    @Test
    void a_record_that_stands_there_twice_counts_once() throws Exception {
        List<ObjectNode> events = events(new IncidentBook("orders", IncidentSettings.DEFAULT));
        write(List.of(events.get(0), events.get(1), events.get(1), events.get(2), events.get(2)));

        assertThat(read().incidents().get(0).timeline()).hasSize(3);
    }

    @Test
    void of_a_journal_of_years_what_is_kept_is_brought_back_and_the_file_made_small() throws Exception {
        ObjectNode event =
                events(new IncidentBook("orders", IncidentSettings.DEFAULT)).get(0);
        int incidents = 6_000;
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < incidents; i++) {
                ObjectNode incident = (ObjectNode) event.get("incident");
                incident.put("id", "20200101-" + i);
                incident.set("resolved", event.get("entry"));
                out.write(JournalLine.write(event.deepCopy()));
            }
        }
        assertThat(Files.size(file)).isGreaterThan(4L << 20);
        try (Journal journal = Journal.claim(directory)) {
            Ledger ledger = journal.open(new Ledger(100));

            assertThat(ledger.incidents()).hasSizeBetween(100, 200);
            assertThat(ledger.incidents().get(ledger.incidents().size() - 1).id())
                    .isEqualTo("20200101-5999");
            assertThat(journal.worthRewriting()).as("at the first write").isTrue();
            journal.rewrite(ledger.incidents().stream().map(Ledger::whole).toList());
            assertThat(journal.worthRewriting()).isFalse();
        }
        assertThat(Files.size(file)).isLessThan(1L << 20);
    }

    @Test
    void a_line_without_an_end_takes_no_more_memory_than_a_record_may() {
        List<String> lines = new ArrayList<>();
        LineSplitter splitter = new LineSplitter(8, lines::add);
        byte[] chunk = "0123456789".getBytes(StandardCharsets.UTF_8);
        splitter.take(chunk, 10);
        splitter.take(chunk, 10);
        splitter.take("\nab\nc".getBytes(StandardCharsets.UTF_8), 5);

        assertThat(lines).containsExactly("01234567", "ab");
        assertThat(splitter.whole()).isEqualTo(24);
    }

    /** A record as the journal writes it, though it may mean nothing. */
    private static String line(String record) throws IOException {
        return record.startsWith("{")
                ? new String(
                        JournalLine.write((ObjectNode) IncidentJson.MAPPER.readTree(record)), StandardCharsets.UTF_8)
                : record + "\n";
    }

    @Test
    void a_second_process_is_refused_by_name() throws Exception {
        try (Journal first = Journal.claim(directory)) {
            first.open(new Ledger(1_000));

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
            journal.open(new Ledger(1_000));
            journal.append(records);
        }
    }

    private Ledger read() throws IOException {
        try (Journal journal = Journal.claim(directory)) {
            return journal.open(new Ledger(1_000));
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
