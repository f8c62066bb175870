package dev.vitals.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.engine.SystemTime;
import dev.vitals.format.Reports;
import dev.vitals.incident.TimelineEntry.Kind;
import dev.vitals.report.Report;
import dev.vitals.report.Selection;
import dev.vitals.triage.Checks;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code -Dvitals.records=200000} reads more. */
class HugeJournalTest {
    private static final int RECORDS = Integer.getInteger("vitals.records", 12_000);
    private static final int OF_ONE = 50;
    private static final int KEPT = 20;

    @TempDir
    Path directory;

    /** What a process leaves that could never rewrite its journal. */
    @Test
    void is_read_in_pieces_and_rewritten_with_what_is_kept() throws IOException {
        Path file = directory.resolve("incidents.jsonl");
        String latest = write(file);
        long bytes = Files.size(file);
        long start = processorTime();

        try (Incidents incidents = Incidents.open(
                "orders",
                IncidentSettings.DEFAULT.directory(directory).keep(KEPT),
                SystemTime.INSTANCE,
                text -> text)) {
            System.out.printf(
                    "%,d records of %,d bytes read in %d ms of processor time, %d MiB of heap in use%n",
                    RECORDS,
                    bytes,
                    (processorTime() - start) / 1_000_000,
                    (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20);
            assertThat(incidents.trouble()).isEmpty();
            assertThat(incidents.list()).hasSizeBetween(KEPT, 2 * KEPT);
            assertThat(incidents.find(latest).orElseThrow().timeline()).hasSize(OF_ONE);

            incidents.note(latest, "ann", "one more");

            assertThat(Files.size(file)).isLessThan(bytes / 10);
        }
        try (Incidents again = Incidents.open(
                "orders",
                IncidentSettings.DEFAULT.directory(directory).keep(KEPT),
                SystemTime.INSTANCE,
                text -> text)) {
            assertThat(again.find(latest).orElseThrow().timeline())
                    .last()
                    .extracting(TimelineEntry::text)
                    .isEqualTo("one more");
        }
    }

    private static long processorTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static String write(Path file) throws IOException {
        Report down = Reports.report(Selection.ALL, List.of(IncidentBookTest.down("db")));
        String id = "";
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (int written = 0; written < RECORDS; ) {
                Instant at = Checks.AT.plusSeconds(written);
                IncidentBook book = new IncidentBook("orders", IncidentSettings.DEFAULT);
                Moment now = new Moment(at, Duration.ofSeconds(written).toNanos());
                Change opened = book.observe(down, now, Optional.empty()).get(0);
                id = opened.incident().id();
                out.write(JournalLine.write(Ledger.event(opened)));
                written++;
                for (int i = 1; i < OF_ONE; i++, written++) {
                    Kind kind = i == OF_ONE - 1 ? Kind.RESOLVED : Kind.NOTE;
                    out.write(JournalLine.write(Ledger.event(
                            book.change(id, now, kind, Optional.of("ann"), "note " + written, draft -> {}))));
                }
            }
        }
        return id;
    }
}
