package dev.vitals.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitals.Vitals;
import dev.vitals.host.TestMount;
import dev.vitals.probe.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Directories that take nothing are passed over, each with its reason. */
@EnabledOnOs(OS.LINUX)
class SickDisksTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path temporary;

    private Vitals vitals(Path... directories) {
        DumpSettings settings = DumpSettings.DEFAULT.onDemandOnly().apart(Duration.ZERO, Duration.ZERO);
        for (Path directory : directories) {
            settings = settings.directory(directory);
        }
        return Vitals.builder("shop")
                .startUpGrace(Duration.ZERO)
                .check("well", context -> Result.up())
                .dumps(settings)
                .build();
    }

    private static Dump take(Vitals vitals) {
        return vitals.dump(DumpRequest.DEFAULT).await(PATIENCE).orElseThrow();
    }

    private static void assertEmpty(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.filter(file -> file.toString().contains("shop-"))).isEmpty();
        }
    }

    @Test
    void a_full_and_a_read_only_one_leave_the_bundle_to_the_third() throws Exception {
        Path third = temporary.resolve("third");
        try (TestMount full = TestMount.tmpfs(TestMount.directory(temporary, "full"), "size=1m");
                TestMount readOnly = TestMount.tmpfs(TestMount.directory(temporary, "read-only"), "size=1m")) {
            Files.write(full.point().resolve("application.log"), new byte[(1 << 20) - (8 << 10)]);
            readOnly.remountReadOnly();
            try (Vitals vitals = vitals(full.point(), readOnly.point(), third)) {
                Dump dump = take(vitals);

                assertThat(dump.path()).contains(third.resolve(dump.file()));
                assertThat(Bundle.of(Files.readAllBytes(third.resolve(dump.file()))))
                        .isEqualTo(Bundle.of(dump));
                assertThat(dump.trouble()).hasSize(2);
                assertThat(dump.trouble().get(0)).startsWith(full.point() + ": 8192 bytes are free, ");
                assertThat(dump.trouble().get(1)).isEqualTo(readOnly.point() + ": Read-only file system");
                assertThat(dump.summary())
                        .contains("FAIL DISK_FULL: " + full.point(), "WARN READ_ONLY: " + readOnly.point());
                assertEmpty(full.point());
            }
        }
    }

    @Test
    void a_mount_that_hangs_costs_one_thread_until_it_answers() throws Exception {
        Path second = temporary.resolve("second");
        try (TestMount hung = TestMount.fuse(TestMount.directory(temporary, "hung"));
                Vitals vitals = vitals(hung.point(), second)) {
            hung.hang();

            Dump first = take(vitals);
            Dump again = take(vitals);

            for (Dump dump : new Dump[] {first, again}) {
                assertThat(dump.path()).contains(second.resolve(dump.file()));
                assertThat(dump.trouble()).singleElement().asString().startsWith(hung.point() + ": ");
                assertThat(dump.summary()).contains("- host/disk.txt TIMED_OUT: ");
                assertThat(dump.complete()).isFalse();
            }
            assertThat(again.summary()).contains("still not done since an earlier dump");
            hung.resume();
            await().atMost(PATIENCE).until(() -> !take(vitals).summary().contains("host/disk.txt TIMED_OUT"));
        }
    }

    @Test
    void where_no_directory_takes_it_the_report_says_that_memory_alone_has_it_and_why() throws Exception {
        Path noDirectory = Files.createFile(temporary.resolve("file"));
        try (Vitals vitals = vitals(noDirectory)) {
            Dump dump = take(vitals);

            assertThat(dump.path()).isEmpty();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(vitals.report().notes())
                            .anyMatch(note ->
                                    note.startsWith("newest dump: " + dump.file() + " in memory alone (" + noDirectory)
                                            && note.contains("dump/" + dump.id() + "/download")));
        }
    }
}
