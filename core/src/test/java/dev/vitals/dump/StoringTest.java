package dev.vitals.dump;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.dump.Dump.Storage;
import dev.vitals.host.TestMount;
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
import java.util.concurrent.atomic.AtomicInteger;
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

    @Test
    void what_a_clock_left_in_the_future_before_it_was_set_back_does_not_stay_for_ever() throws Exception {
        leave(name(1, "") + ".partial", Duration.ofDays(-300));

        new Leftovers("shop").deleteIn(temp);

        assertThat(names(temp)).isEmpty();
    }

    @Test
    void where_no_file_can_be_made_only_what_is_a_day_old_is_deleted() throws Exception {
        try (TestMount full = TestMount.tmpfs(TestMount.directory(temp, "full"), "size=1m,nr_inodes=3")) {
            for (int i = 1; i <= 2; i++) {
                Path half = Files.write(full.point().resolve(name(i, "") + ".partial"), new byte[9]);
                Files.setLastModifiedTime(half, FileTime.from(Instant.now().minus(Duration.ofHours(i * 23))));
            }

            new Leftovers("shop").deleteIn(full.point());

            assertThat(names(full.point())).containsExactly(name(1, "") + ".partial");
        }
    }

    /** Whoever stands still for long, as a machine that sleeps, finds its half bundle deleted by another. */
    @Test
    void a_half_that_another_process_deletes_meanwhile_is_written_again() throws Exception {
        Path directory = Files.createDirectory(temp.resolve("dumps"));
        byte[] large = new byte[64 << 20];
        AtomicInteger deleted = new AtomicInteger();
        Path half = directory.resolve(name(1, "") + ".partial");
        Thread other = new Thread(() -> {
            while (deleted.get() == 0) {
                if (half.toFile().delete()) {
                    deleted.incrementAndGet();
                }
            }
        });
        other.setDaemon(true);
        other.start();

        Storage storage = new Storing(
                        "shop", DumpSettings.DEFAULT.directory(directory).chosen(), crew)
                .store(name(1, ""), large, "", new BundleRedaction(new StandardRedactor(), true));
        other.join();

        assertThat(storage.trouble()).isEmpty();
        assertThat(storage.path().orElseThrow()).hasSize(large.length);
        assertThat(names(directory)).containsExactly(name(1, ""));
    }

    /** The newest by their names are those from before the clock was set back: each new one would push out the last. */
    @Test
    void after_a_clock_was_set_back_new_bundles_stay_and_those_from_the_future_go() throws Exception {
        for (int i = 1; i <= 3; i++) {
            Files.write(temp.resolve("shop-20301128T02580" + i + "Z-0000000" + i + ".zip"), ZIP);
        }
        DumpSettings three = DumpSettings.DEFAULT.directory(temp).keep(3, Size.ofMebibytes(1));

        for (int i = 1; i <= 3; i++) {
            store(three, name(i, ""));
        }

        assertThat(names(temp)).containsExactly(name(1, ""), name(2, ""), name(3, ""));
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
