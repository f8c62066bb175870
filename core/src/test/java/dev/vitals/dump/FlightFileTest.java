package dev.vitals.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.vitals.Vitals;
import dev.vitals.host.TestMount;
import dev.vitals.probe.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Flight recordings stand beside the bundle, and only where there is room. */
@EnabledOnOs(OS.LINUX)
class FlightFileTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path temporary;

    private static Vitals vitals(Path directory) {
        return Vitals.builder("shop")
                .schedule(false)
                .check("well", context -> Result.up())
                .dumps(DumpSettings.DEFAULT
                        .onDemandOnly()
                        .apart(Duration.ZERO, Duration.ZERO)
                        .directory(directory))
                .build();
    }

    private static Dump take(Vitals vitals, DumpExtra extra) {
        return vitals.dump(DumpRequest.DEFAULT.with(extra).confirm())
                .await(PATIENCE)
                .orElseThrow();
    }

    private static Set<String> events(Path file) throws Exception {
        return RecordingFile.readAllEvents(file).stream()
                .map(event -> event.getEventType().getName())
                .collect(Collectors.toSet());
    }

    @Test
    void one_is_copied_while_it_runs_and_a_new_one_is_made_without_the_environment() throws Exception {
        if (Files.getFileStore(temporary).getUsableSpace() < 2L << 30) {
            System.out.println("NOT TESTED with flight recordings: the file system of " + temporary + " is too full");
            abort("too little room in " + temporary);
        }
        try (Vitals vitals = vitals(temporary)) {
            Dump none = take(vitals, DumpExtra.FLIGHT_RECORDING);
            assertThat(Bundle.of(none).reason("jfr/recording.txt")).isEqualTo("SKIPPED no flight recording is running");

            Dump fresh = take(vitals, DumpExtra.NEW_FLIGHT_RECORDING);
            Path made = temporary.resolve(fresh.file().replace(".zip", "-new.jfr"));
            assertThat(Bundle.of(fresh).file("jfr/new-recording.txt")).startsWith(made.toString());
            assertThat(events(made)).contains("jdk.ActiveSetting").doesNotContain("jdk.InitialEnvironmentVariable");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                    .isEqualTo("rw-------");

            try (Recording running = new Recording()) {
                running.enable("jdk.JVMInformation");
                running.start();
                Dump copied = take(vitals, DumpExtra.FLIGHT_RECORDING);
                assertThat(events(temporary.resolve(copied.file().replace(".zip", ".jfr"))))
                        .contains("jdk.JVMInformation");
                assertThat(made).exists();
            }
        }
    }

    @Test
    void where_there_is_no_room_none_is_started() throws Exception {
        try (TestMount small = TestMount.tmpfs(TestMount.directory(temporary, "small"), "size=8m");
                Vitals vitals = vitals(small.point())) {
            Bundle bundle = Bundle.of(take(vitals, DumpExtra.NEW_FLIGHT_RECORDING));

            assertThat(bundle.reason("jfr/new-recording.txt"))
                    .matches("SKIPPED \\d+ bytes are free in " + small.point() + ", 1073741824 are wanted");
            try (Stream<Path> files = Files.list(small.point())) {
                assertThat(files.filter(file -> file.toString().endsWith(".jfr")))
                        .isEmpty();
            }
        }
    }
}
