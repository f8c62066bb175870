package dev.vitals.dump;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.dump.Dump.Storage;
import dev.vitals.probe.Size;
import dev.vitals.redaction.StandardRedactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bundles go to the first directory that takes them, for their owner alone, and old ones make room. */
class StoringTest {
    private static final byte[] ZIP = new byte[1_000];

    private final Crew crew = new Crew();

    @TempDir
    Path temp;

    @AfterEach
    void close() {
        crew.close();
    }

    private Storage store(DumpSettings settings, String file) {
        return new Storing("shop", settings.chosen(), crew)
                .store(file, ZIP, "# the summary\n", new BundleRedaction(new StandardRedactor(), true));
    }

    private static String name(int number, String suffix) {
        return String.format("shop-20261128T0258%02dZ-0000000%d%s.zip", number, number % 10, suffix);
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void a_new_directory_and_the_file_are_for_their_owner_alone() throws Exception {
        Path directory = temp.resolve("a/b");

        Storage storage = store(DumpSettings.DEFAULT.directory(directory), name(1, ""));

        Path file = storage.path().orElseThrow();
        assertThat(Files.size(file)).isEqualTo(ZIP.length);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
        assertThat(names(directory)).containsExactly(name(1, ""));
    }

    @Test
    void the_next_directory_takes_what_the_first_cannot() throws Exception {
        Path noDirectory = Files.createFile(temp.resolve("password=canary"));
        DumpSettings settings = DumpSettings.DEFAULT.directory(noDirectory).directory(temp.resolve("second"));

        Storage storage = store(settings, name(1, ""));

        assertThat(storage.path().orElseThrow().getParent()).isEqualTo(temp.resolve("second"));
        assertThat(storage.trouble()).hasSize(1);
        assertThat(storage.trouble().get(0)).contains("[redacted").doesNotContain("canary");
    }

    @Test
    void without_a_place_it_says_why() {
        Storage storage = store(DumpSettings.DEFAULT.directory(Path.of("/proc/nowhere")), name(1, ""));

        assertThat(storage.path()).isEmpty();
        assertThat(storage.trouble().get(0)).startsWith("/proc/nowhere: ");
    }

    @Test
    void partial_ones_make_room_first_then_the_oldest_and_nothing_that_is_not_ours() throws Exception {
        for (int i = 1; i <= 3; i++) {
            Files.write(temp.resolve(name(i, "")), ZIP);
        }
        Files.write(temp.resolve(name(9, "-partial")), ZIP);
        Files.write(temp.resolve("shop-notes.zip"), ZIP);
        Files.write(temp.resolve("other" + name(1, "").substring(4)), ZIP);

        store(DumpSettings.DEFAULT.directory(temp).keep(3, Size.ofMebibytes(1)), name(4, ""));

        assertThat(names(temp))
                .containsExactlyInAnyOrder(
                        name(2, ""),
                        name(3, ""),
                        name(4, ""),
                        "shop-notes.zip",
                        "other" + name(1, "").substring(4));
    }

    @Test
    void what_a_killed_process_left_half_written_is_deleted_and_what_another_may_write_now_is_not() throws Exception {
        String half = name(1, "") + ".partial";
        String heap = name(3, "").replace(".zip", ".partial.hprof");
        String recording = name(4, "").replace(".zip", ".partial-new.jfr");
        leave(half, Duration.ofSeconds(11));
        leave(name(2, "") + ".partial", Duration.ZERO);
        leave(heap, Duration.ofMinutes(11));
        leave(recording, Duration.ofMinutes(9));
        leave("other" + half.substring(4), Duration.ofDays(1));

        new Storing("shop", DumpSettings.DEFAULT.directory(temp).chosen(), crew).tidy();

        assertThat(names(temp))
                .containsExactlyInAnyOrder(name(2, "") + ".partial", recording, "other" + half.substring(4));
    }

    private void leave(String name, Duration ago) throws IOException {
        Path left = Files.write(temp.resolve(name), ZIP);
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(ago)));
    }

    @Test
    void the_newest_stays_even_if_it_is_partial_and_too_large() throws Exception {
        Files.write(temp.resolve(name(1, "")), new byte[1 << 20]);

        store(DumpSettings.DEFAULT.directory(temp).keep(1, Size.ofMebibytes(1)), name(2, "-partial"));

        assertThat(names(temp)).containsExactly(name(2, "-partial"));
    }

    @Test
    void the_name_of_a_directory_does_not_make_bundles_partial() throws Exception {
        Path directory = Files.createDirectory(temp.resolve("all-partial"));
        Files.write(directory.resolve(name(1, "")), ZIP);
        Files.write(directory.resolve(name(2, "-partial")), ZIP);

        store(DumpSettings.DEFAULT.directory(directory).keep(2, Size.ofMebibytes(1)), name(3, ""));

        assertThat(names(directory)).containsExactly(name(1, ""), name(3, ""));
    }
}
