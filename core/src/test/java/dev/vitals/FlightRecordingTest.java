package dev.vitals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitals.probe.Result;
import dev.vitals.report.StatusChange;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlightRecordingTest {
    private static final String SECRET = "hunter2";

    @Test
    void runs_and_transitions_are_in_a_recording(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("recording.jfr");
        Queue<StatusChange> changes = new ConcurrentLinkedQueue<>();
        try (Recording recording = new Recording()) {
            recording.start();
            try (Vitals vitals = Vitals.builder("orders")
                    .schedule(false)
                    .statusListener(changes::add)
                    .check("db", context -> {
                        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
                        return Result.degraded("db.slow", "took long with password=" + SECRET);
                    })
                    .build()) {
                vitals.report();
                await().until(() -> !changes.isEmpty());
            }
            recording.dump(file);
        }

        List<RecordedEvent> events = RecordingFile.readAllEvents(file);

        assertThat(events)
                .filteredOn(named("dev.vitals.CheckRun"))
                .singleElement()
                .satisfies(run -> {
                    assertThat(run.getString("check")).isEqualTo("db");
                    assertThat(run.getString("status")).isEqualTo("DEGRADED");
                    assertThat(run.getString("causeCode")).isEqualTo("db.slow");
                    assertThat(run.getString("summary"))
                            .startsWith("took long with")
                            .doesNotContain(SECRET);
                    assertThat(run.getThread().getJavaName()).startsWith("vitals-probe");
                    assertThat(run.getDuration()).isPositive();
                });
        assertThat(events)
                .filteredOn(named("dev.vitals.StatusChange"))
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.getString("from")).isEqualTo("UNKNOWN");
                    assertThat(change.getString("to")).isEqualTo("DEGRADED");
                    assertThat(change.getString("causeCode")).isEqualTo("db.slow");
                });
    }

    private static Predicate<RecordedEvent> named(String name) {
        return event -> event.getEventType().getName().equals(name);
    }
}
